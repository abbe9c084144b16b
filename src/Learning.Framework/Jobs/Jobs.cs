using System.Text.Json;
using Learning.Core;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Framework.Jobs;

/// <summary>Work to be done outside a transaction: a row with a lease, idempotent, taken up again after a kill.</summary>
public sealed class Job
{
    public required Guid Id { get; init; }

    public required string Kind { get; init; }

    /// <summary>Natural key: the same work is queued once.</summary>
    public required string Key { get; init; }

    public required string Payload { get; init; }

    public required DateTimeOffset NotBefore { get; set; }

    public DateTimeOffset? LeasedUntil { get; set; }

    public int Attempts { get; set; }

    public int Done { get; set; }

    public int Total { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Type and message of the last failure; never a payload.</summary>
    public string? Failure { get; set; }

    public int Version { get; set; }
}

internal sealed class JobConfiguration : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> job)
    {
        job.Property(j => j.Kind).HasMaxLength(60);
        job.Property(j => j.Key).HasMaxLength(160);
        job.HasIndex(j => new { j.Kind, j.Key }).IsUnique();
        job.HasIndex(j => new { j.FinishedAt, j.NotBefore });
    }
}

/// <summary>Does one kind of job. Must bear being run twice.</summary>
public interface IJobWorker
{
    string Kind { get; }

    /// <summary>Minutes rather than seconds: runs beside the others, so that nobody's import waits for a film.</summary>
    bool TakesLong => false;

    Task RunAsync(Job job, CancellationToken cancellation);
}

/// <summary>Queues work inside the transaction that asks for it.</summary>
public sealed class JobQueue(LearningDbContext db, JobSignal signal, TimeProvider clock)
{
    /// <summary>Inside a unit of work; work of the same kind and key is queued once.</summary>
    public async Task EnqueueAsync(string kind, string key, object payload, CancellationToken cancellation)
    {
        if (db.Set<Job>().Local.Any(j => j.Kind == kind && j.Key == key) || await db.Set<Job>().AnyAsync(j => j.Kind == kind && j.Key == key, cancellation))
        {
            return;
        }

        db.Add(new Job
        {
            Id = clock.NewId(),
            Kind = kind,
            Key = key,
            Payload = JsonSerializer.Serialize(payload, JsonSerializerOptions.Web),
            NotBefore = clock.Instant(),
        });
        db.AfterCommit(signal.Wake);
    }
}

/// <summary>Wakes the workers of this process.</summary>
public sealed class JobSignal : IDisposable
{
    private readonly SemaphoreSlim quick = new(0, 1), slow = new(0, 1);

    public void Wake()
    {
        Wake(quick);
        Wake(slow);
    }

    public Task<bool> WaitAsync(bool takesLong, TimeSpan atMost, CancellationToken cancellation) => (takesLong ? slow : quick).WaitAsync(atMost, cancellation);

    public void Dispose()
    {
        quick.Dispose();
        slow.Dispose();
    }

    private static void Wake(SemaphoreSlim waiting)
    {
        if (waiting.CurrentCount == 0)
        {
            try
            {
                waiting.Release();
            }
            catch (SemaphoreFullException)
            {
                // Two wakes at once are one wake.
                return;
            }
        }
    }
}

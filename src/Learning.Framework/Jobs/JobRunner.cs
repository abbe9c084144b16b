using Learning.Core;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Learning.Framework.Jobs;

/// <summary>Takes due jobs one at a time under a lease and runs them; a failure is tried again later, at most five times.</summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, JobSignal signal, TimeProvider clock, ILogger<JobRunner> log) : BackgroundService
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);
    private const int Tries = 5;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await RunOneAsync(stoppingToken))
                {
                    await signal.WaitAsync(TimeSpan.FromSeconds(10), stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception trouble) when (trouble is DbUpdateException or System.Data.Common.DbException or TimeoutException)
            {
                log.LogError(trouble, "The job table could not be read");
                await signal.WaitAsync(TimeSpan.FromSeconds(10), stoppingToken);
            }
        }
    }

    /// <summary>Runs one due job.</summary>
    /// <returns>False when none is due.</returns>
    internal async Task<bool> RunOneAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDbContext>();
        var workers = scope.ServiceProvider.GetServices<IJobWorker>().ToDictionary(w => w.Kind, StringComparer.Ordinal);
        var job = await TakeAsync(db, workers.Keys, cancellation);
        if (job is null)
        {
            return false;
        }

        string? failure = null;
        try
        {
            await workers[job.Kind].RunAsync(job, cancellation);
        }
        catch (Exception trouble) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(trouble, "Job {Kind} {Id} failed", job.Kind, job.Id);
            failure = $"{trouble.GetType().Name}: {trouble.Message}";
        }

        await db.WriteAsync(() => FinishAsync(db, job.Id, failure, cancellation), cancellation);
        return true;
    }

    private async Task<Job?> TakeAsync(LearningDbContext db, IEnumerable<string> kinds, CancellationToken cancellation)
    {
        var now = clock.Instant();
        var due = db.Set<Job>().Where(j => j.FinishedAt == null && j.NotBefore <= now && (j.LeasedUntil == null || j.LeasedUntil < now) && j.Attempts < Tries && kinds.Contains(j.Kind));
        if (!await due.AnyAsync(cancellation))
        {
            return null;
        }

        return await db.WriteAsync(
            async () =>
            {
                var job = await due.OrderBy(j => j.NotBefore).FirstOrDefaultAsync(cancellation);
                if (job is not null)
                {
                    job.LeasedUntil = now + Lease;
                    job.Attempts++;
                }

                return job;
            },
            cancellation);
    }

    private async Task FinishAsync(LearningDbContext db, Guid id, string? failure, CancellationToken cancellation)
    {
        var job = await db.Set<Job>().SingleAsync(j => j.Id == id, cancellation);
        var now = clock.Instant();
        job.LeasedUntil = null;
        job.Failure = failure;
        if (failure is null)
        {
            job.FinishedAt = now;
        }
        else
        {
            job.NotBefore = now + TimeSpan.FromSeconds(10 * Math.Pow(3, job.Attempts));
        }
    }
}

/// <summary>Queues the day's work once a day; the unique key is what several nodes agree by, so no scheduler is needed.</summary>
internal sealed class DayClock(IServiceScopeFactory scopes, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        DateOnly? told = null;
        do
        {
            var today = clock.Today();
            if (told != today)
            {
                await using var scope = scopes.CreateAsyncScope();
                var services = scope.ServiceProvider;
                var key = today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
                await services.GetRequiredService<LearningDbContext>().WriteAsync(
                    () => services.GetRequiredService<JobQueue>().EnqueueAsync(DayBeganWorker.JobKind, key, today, stoppingToken), stoppingToken);
                told = today;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

internal sealed class DayBeganWorker(LearningDbContext db, TimeProvider clock) : IJobWorker
{
    public const string JobKind = "day-began";

    public string Kind => JobKind;

    public Task RunAsync(Job job, CancellationToken cancellation) =>
        db.WriteAsync(
            () =>
            {
                db.Raise(new DayBegan(clock.Today()));
                return Task.CompletedTask;
            },
            cancellation);
}

using System.Globalization;
using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Learning.Targets.Services;

/// <summary>Asks for the read model to be built anew.</summary>
internal sealed class ProgressQueue(LearningDbContext db, JobQueue jobs, TimeProvider clock)
{
    /// <summary>Inside a unit of work. Several asked for in one unit, or while one waits to begin, are one.</summary>
    public async Task RebuildAsync(CancellationToken cancellation)
    {
        if (db.Set<Job>().Local.Any(j => j.Kind == RebuildWorker.JobKind && j.Attempts == 0))
        {
            return;
        }

        var waiting = await db.Set<Job>().FirstOrDefaultAsync(j => j.Kind == RebuildWorker.JobKind && j.FinishedAt == null && j.Attempts == 0, cancellation);
        if (waiting is not null)
        {
            // Touched, so that a worker who takes it at this moment conflicts instead of missing what this unit writes.
            waiting.NotBefore = clock.Instant();
            return;
        }

        await jobs.EnqueueAsync(RebuildWorker.JobKind, clock.Instant().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), new { }, cancellation);
    }
}

/// <summary>Builds the read model anew, a thousand people to a unit of work so that writers wait for milliseconds. Raises no events.</summary>
internal sealed class RebuildWorker(LearningDbContext db, ProgressUpdater updater) : IJobWorker
{
    public const string JobKind = "targets-rebuild";
    private const int Batch = 1000;

    public string Kind => JobKind;

    public async Task RunAsync(Job job, CancellationToken cancellation)
    {
        var people = await db.People.AsNoTracking().OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellation);
        var done = 0;
        await UnitAsync(job, 0, people.Count, () => updater.DropOldAsync(cancellation), cancellation);
        await UnitAsync(job, 0, people.Count, () => updater.OrganisationsAsync(null, cancellation), cancellation);
        foreach (var batch in people.Chunk(Batch))
        {
            done += batch.Length;
            await UnitAsync(job, done, people.Count, () => updater.PeopleAsync(batch, Touch.Appointments, cancellation), cancellation);
        }
    }

    private Task UnitAsync(Job job, int done, int total, Func<Task> work, CancellationToken cancellation) =>
        db.WriteAsync(
            async () =>
            {
                await work();
                if (await db.Set<Job>().FirstOrDefaultAsync(j => j.Id == job.Id, cancellation) is { } row)
                {
                    row.Done = done;
                    row.Total = total;
                }
            },
            cancellation);
}

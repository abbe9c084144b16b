using System.Globalization;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Framework.Events;
using Learning.Framework.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Finding;

/// <summary>Keeps the search beside what happens: few people at once in the same transaction, many in the background.</summary>
internal sealed class FollowAppointments(PeopleIndex index, PeopleIndexQueue queue)
    : IHandle<AppointmentsChanged>, IHandle<RosterChanged>, IHandle<SchoolsMoved>, IHandle<DayBegan>
{
    private const int AtOnce = 500;

    public async Task HandleAsync(AppointmentsChanged happened, CancellationToken cancellation)
    {
        if (happened.PersonIds.Count <= AtOnce)
        {
            await index.UpdateAsync(happened.PersonIds, cancellation);
        }
        else
        {
            await queue.AskAsync(cancellation);
        }
    }

    public Task HandleAsync(RosterChanged happened, CancellationToken cancellation) => queue.AskAsync(cancellation);

    public Task HandleAsync(SchoolsMoved happened, CancellationToken cancellation) => queue.AskAsync(cancellation);

    /// <summary>Appointments begin and end by themselves.</summary>
    public Task HandleAsync(DayBegan happened, CancellationToken cancellation) => queue.AskAsync(cancellation);
}

/// <summary>Asks for the search to be looked through from end to end.</summary>
internal sealed class PeopleIndexQueue(LearningDbContext db, JobQueue jobs, TimeProvider clock)
{
    /// <summary>Whether the search is yet to be brought to what the rosters say.</summary>
    public Task<bool> WaitsAsync(CancellationToken cancellation) =>
        db.Set<Job>().AnyAsync(j => j.Kind == PeopleIndexWorker.JobKind && j.FinishedAt == null, cancellation);

    /// <summary>Inside a unit of work. Several asked for while one waits to begin are one.</summary>
    public async Task AskAsync(CancellationToken cancellation)
    {
        if (db.Set<Job>().Local.Any(j => j.Kind == PeopleIndexWorker.JobKind && j.Attempts == 0))
        {
            return;
        }

        if (await db.Set<Job>().FirstOrDefaultAsync(j => j.Kind == PeopleIndexWorker.JobKind && j.FinishedAt == null && j.Attempts == 0, cancellation) is { } waiting)
        {
            // Touched, so that a worker who takes it at this moment conflicts instead of missing what this unit writes.
            waiting.NotBefore = clock.Instant();
            return;
        }

        await jobs.EnqueueAsync(PeopleIndexWorker.JobKind, clock.Instant().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), new { }, cancellation);
    }
}

/// <summary>Looks through everyone, a thousand to a unit of work, so that writers wait for milliseconds. Run again it finds nothing to write.</summary>
internal sealed class PeopleIndexWorker(LearningDbContext db, PeopleIndex index) : IJobWorker
{
    public const string JobKind = "people-search";
    private const int Batch = 1000;

    public string Kind => JobKind;

    public async Task RunAsync(Job job, CancellationToken cancellation)
    {
        var people = await db.People.AsNoTracking().OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellation);
        var done = 0;
        foreach (var batch in people.Chunk(Batch))
        {
            done += batch.Length;
            await db.WriteAsync(
                async () =>
                {
                    await index.UpdateAsync(batch, cancellation);
                    if (await db.Set<Job>().FirstOrDefaultAsync(j => j.Id == job.Id, cancellation) is { } row)
                    {
                        (row.Done, row.Total) = (done, people.Count);
                    }
                },
                cancellation);
        }
    }
}

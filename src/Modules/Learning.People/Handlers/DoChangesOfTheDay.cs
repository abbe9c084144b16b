using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Events;
using Learning.Framework.Jobs;
using Learning.People.Models;
using Learning.People.Services.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Handlers;

/// <summary>Changes of organisations that waited for their day are done, each in a transaction of its own.</summary>
internal sealed class DoChangesOfTheDay(LearningDbContext db, JobQueue jobs) : IHandle<DayBegan>
{
    public async Task HandleAsync(DayBegan happened, CancellationToken cancellation)
    {
        var due = await db.Set<OrganisationChange>().Where(c => c.AppliedAt == null && c.UndoneAt == null && c.On <= happened.Today).OrderBy(c => c.On).Select(c => c.Id).ToListAsync(cancellation);
        foreach (var id in due)
        {
            // One that could not be done is tried again every day, until it can or is taken back.
            await jobs.EnqueueAsync(ChangeWorker.JobKind, $"{id} {happened.Today:yyyy-MM-dd}", id, cancellation);
        }
    }
}

internal sealed class ChangeWorker(OrganisationChanges changes) : IJobWorker
{
    public const string JobKind = "organisation-change";

    public string Kind => JobKind;

    public Task RunAsync(Job job, CancellationToken cancellation) =>
        changes.DoDueAsync(System.Text.Json.JsonSerializer.Deserialize<Guid>(job.Payload), cancellation);
}

using System.Text.Json;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Rosters.Applying;

/// <summary>Tells of an import's appointments a few hundred people at a time, so that whoever evaluates them holds the writer for milliseconds. Told twice is told once.</summary>
internal sealed class RosterTellWorker(LearningDbContext db) : IJobWorker
{
    public const string JobKind = "people-roster-tell";
    private const int People = 250, Places = 20;

    public string Kind => JobKind;

    public async Task RunAsync(Job job, CancellationToken cancellation)
    {
        var id = JsonSerializer.Deserialize<RosterJob>(job.Payload, JsonSerializerOptions.Web)!.ImportId;
        var people = await db.Set<RosterPost>().Where(p => p.ImportId == id).Select(p => p.PersonId).Distinct().OrderBy(p => p).ToListAsync(cancellation);
        var places = await db.Set<RosterPost>().Where(p => p.ImportId == id).Select(p => p.OrganisationId).Distinct().OrderBy(p => p).ToListAsync(cancellation);
        var done = 0;
        foreach (var batch in people.Chunk(People))
        {
            done += batch.Length;
            await TellAsync(job.Id, new AppointmentsChanged(batch, []), done, people.Count, cancellation);
        }

        foreach (var batch in places.Chunk(Places))
        {
            await TellAsync(job.Id, new AppointmentsChanged([], batch), done, people.Count, cancellation);
        }
    }

    private Task TellAsync(Guid job, AppointmentsChanged changed, int done, int total, CancellationToken cancellation) =>
        db.WriteAsync(
            async () =>
            {
                db.Raise(changed);
                await db.Set<Job>().Where(j => j.Id == job).ExecuteUpdateAsync(j => j.SetProperty(r => r.Done, done).SetProperty(r => r.Total, total), cancellation);
            },
            cancellation);
}

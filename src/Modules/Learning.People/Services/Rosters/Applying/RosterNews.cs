using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Rosters.Applying;

/// <summary>Lets the others know of an import without holding the writer for what they make of it.</summary>
internal sealed class RosterNews(LearningDbContext db, JobQueue jobs)
{
    /// <summary>From here on it is quicker to build what is read anew than to follow person by person.</summary>
    private const int Many = 5000;

    /// <summary>Inside the unit of work that applies or undoes an import.</summary>
    public async Task TellAsync(RosterImport import, CancellationToken cancellation)
    {
        if (await db.Set<RosterPost>().Where(p => p.ImportId == import.Id).Select(p => p.PersonId).Distinct().Take(Many + 1).CountAsync(cancellation) > Many)
        {
            db.Raise(new RosterChanged());
            return;
        }

        await jobs.EnqueueAsync(RosterTellWorker.JobKind, $"{import.Id:N}/{import.Round}", new RosterJob(import.Id), cancellation);
    }
}

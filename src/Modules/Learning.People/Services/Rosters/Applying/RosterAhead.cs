using System.Numerics;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Rosters.Applying;

/// <summary>Writes people and contacts a roster adds in small units, before the transaction that gives them posts: until then nothing leads to them, and afterwards it has that much less to do.</summary>
internal sealed class RosterAhead(LearningDbContext db, RosterSql sql)
{
    private const int Batch = 2000;

    public async Task WriteAsync(Job job, Guid id, Expected expected, CancellationToken cancellation)
    {
        if (expected.People + expected.Contacts == 0)
        {
            return;
        }

        for (var after = 0; after < expected.Last; after += Batch)
        {
            await db.WriteAsync(() => WriteAsync(job, id, after, Math.Min(after + Batch, expected.Last), expected.Last, cancellation), cancellation);
            if (BitOperations.IsPow2(after / Batch + 1))
            {
                // PostgreSQL keeps the plan its foreign keys were checked by when there was nobody, and reads everybody for each row.
                await db.AnalyzeAsync<Person>(cancellation);
            }
        }

        await db.AnalyzeAsync<Person>(cancellation);

        var found = await db.Database.SqlQueryRaw<Written>(RosterSql.Ahead, id).SingleAsync(cancellation);
        _ = found != new Written(expected.People, expected.Contacts) ? throw new RosterMovedException("people", found.People + found.Contacts, expected.People + expected.Contacts) : 0;
    }

    private async Task WriteAsync(Job job, Guid id, int after, int last, int total, CancellationToken cancellation)
    {
        await sql.DoAsync(RosterSql.AddPeople, id, after, last, cancellation);
        await sql.DoAsync(RosterSql.AddNewContacts, id, after, last, cancellation);
        await db.Set<Job>().Where(j => j.Id == job.Id).ExecuteUpdateAsync(j => j.SetProperty(r => r.Done, last).SetProperty(r => r.Total, total), cancellation);
    }

    private sealed record Written(int People, int Contacts);
}

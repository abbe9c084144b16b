using System.Text.Json;
using Learning.Core;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.People.Models;
using Learning.People.Services.Rosters.Judging;
using Learning.People.Services.Rosters.Reading;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Rosters.Applying;

/// <summary>Judges the staged rows again, writes ahead what nobody can see yet, then applies all of them by a few statements in one transaction. Killed before it, nothing has happened; after it, all has.</summary>
internal sealed class RosterApplyWorker(LearningDbContext db, RosterAgain again, RosterAhead ahead, RosterSql sql, RosterNews news, TimeProvider clock) : IJobWorker
{
    public const string JobKind = "people-roster-apply";
    private const int Tries = 10;

    public string Kind => JobKind;

    public async Task RunAsync(Job job, CancellationToken cancellation)
    {
        var id = JsonSerializer.Deserialize<RosterJob>(job.Payload, JsonSerializerOptions.Web)!.ImportId;
        await using var room = await db.OpenForManyRowsAsync(cancellation);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var import = await db.Set<RosterImport>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancellation);
            if (import is not { State: RosterState.Applying })
            {
                return;
            }

            try
            {
                var expected = await again.JudgeAsync(import, cancellation);
                await ahead.WriteAsync(job, id, expected, cancellation);
                await db.WriteAsync(() => ApplyAsync(id, expected, cancellation), cancellation);
                return;
            }
            catch (RosterMovedException) when (attempt < Tries)
            {
                // Judged again with what is there now.
                continue;
            }
        }
    }

    private async Task ApplyAsync(Guid id, Expected expected, CancellationToken cancellation)
    {
        var import = await db.Set<RosterImport>().SingleAsync(i => i.Id == id, cancellation);
        if (import.State != RosterState.Applying)
        {
            return;
        }

        var now = clock.Instant();
        var at = sql.Instant(now);
        async Task Do(string statement, int expectedRows)
        {
            // What nothing is expected of need not look for it. Half of the others may be done: the whole unit goes back.
            _ = expectedRows > 0 && await sql.DoAsync(statement, id, at, cancellation) is var done && done != expectedRows ? throw new RosterMovedException(statement[..24], done, expectedRows) : 0;
        }

        await RequireAsync(id, expected, cancellation);
        await Do(RosterSql.ChangePeople, expected.PeopleChanged);
        _ = db.Database.IsSqlite() ? 0 : await sql.DoAsync(RosterSql.ClaimPeople, id, at, cancellation);
        await Do(RosterSql.KeepContacts, expected.ContactsChanged);
        await Do(RosterSql.ChangeContacts, expected.ContactsChanged);
        await Do(RosterSql.AddContacts, expected.ContactsAdded);
        await Do(RosterSql.ReplacePosts, expected.Replaced);
        await Do(sql.AddPosts, expected.Added);
        import.State = RosterState.Applied;
        import.AppliedAt = now;
        import.Left = expected.Held;
        await db.Set<RosterFile>().Where(f => f.ImportId == id).ExecuteDeleteAsync(cancellation);
        new Audit(db, RosterActor.Scope(import.Actor), clock).Record(
            "people.import", "roster-import", id.ToString(), null,
            new { title = import.FileName, people = expected.People, posts = expected.Added, ended = expected.Replaced, held = import.Left }, import);
        await news.TellAsync(import, cancellation);
    }

    private async Task RequireAsync(Guid id, Expected expected, CancellationToken cancellation)
    {
        var found = await db.Database.SqlQueryRaw<HeldPosts>(RosterSql.HeldPosts, id).SingleAsync(cancellation);
        _ = found.Count != expected.HeldPosts || found.Newest != expected.NewestPost ? throw new RosterMovedException("posts", found.Count, expected.HeldPosts) : 0;
    }

    private sealed record HeldPosts(int Count, string? Newest);
}

/// <summary>Between the judgement and the transaction somebody else wrote.</summary>
internal sealed class RosterMovedException(string where, int found, int expected)
    : Exception($"The data moved on while the import was about to be applied ({where}: {found} instead of {expected}).");

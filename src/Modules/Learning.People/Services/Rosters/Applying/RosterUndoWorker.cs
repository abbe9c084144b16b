using System.Text.Json;
using Learning.Core;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.Framework.Text;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Rosters.Applying;

/// <summary>Takes an applied import back in one transaction. What others built on since is left and listed; posts are put back as new rows, so that the history tells of both.</summary>
internal sealed class RosterUndoWorker(LearningDbContext db, RosterSql sql, RosterNews news, TimeProvider clock) : IJobWorker
{
    public const string JobKind = "people-roster-undo";
    private const int Batch = 1000;

    public string Kind => JobKind;

    public async Task RunAsync(Job job, CancellationToken cancellation)
    {
        var id = JsonSerializer.Deserialize<RosterJob>(job.Payload, JsonSerializerOptions.Web)!.ImportId;
        await using var room = await db.OpenForManyRowsAsync(cancellation);
        await SortOldNamesAsync(id, cancellation);
        var written = await WrittenAsync(id, cancellation);
        await db.WriteAsync(() => UndoAsync(id, written, cancellation), cancellation);
    }

    /// <summary>The pinyin of the names put back, beside them: the transaction only copies.</summary>
    private async Task SortOldNamesAsync(Guid id, CancellationToken cancellation)
    {
        var renamed = await db.Set<RosterRow>().Where(r => r.ImportId == id && r.PersonWrite == RowWrite.Update).OrderBy(r => r.Number).Select(r => r.Number).ToListAsync(cancellation);
        foreach (var batch in renamed.Chunk(Batch))
        {
            await db.WriteAsync(
                async () =>
                {
                    foreach (var row in await db.Set<RosterRow>().Where(r => r.ImportId == id && EF.Parameter(batch).Contains(r.Number)).ToListAsync(cancellation))
                    {
                        (row.SortKey, row.Initials) = (Pinyin.SortKey(row.OldName!), Pinyin.Initials(row.OldName!));
                    }
                },
                cancellation);
        }
    }

    /// <summary>What the import wrote. It stands in rows nobody changes any more, so it is counted before the transaction, which leaves out what there is nothing of.</summary>
    private async Task<Written> WrittenAsync(Guid id, CancellationToken cancellation)
    {
        var rows = await db.Set<RosterRow>().Where(r => r.ImportId == id).GroupBy(r => r.ImportId)
            .Select(g => new
            {
                Held = g.Count(r => r.Outcome == RowOutcome.Held),
                People = g.Count(r => r.PersonWrite == RowWrite.Update),
                ContactsChanged = g.Count(r => r.ContactWrite == RowWrite.Update),
                ContactsAdded = g.Count(r => r.ContactWrite == RowWrite.Insert),
            })
            .FirstOrDefaultAsync(cancellation);
        var replaced = await db.Set<RosterPost>().CountAsync(p => p.ImportId == id && p.ReplacesId != null, cancellation);
        return new Written(rows?.Held ?? 0, replaced, rows?.People ?? 0, rows?.ContactsChanged ?? 0, rows?.ContactsAdded ?? 0);
    }

    private async Task UndoAsync(Guid id, Written written, CancellationToken cancellation)
    {
        var import = await db.Set<RosterImport>().FirstOrDefaultAsync(i => i.Id == id, cancellation);
        if (import is not { State: RosterState.Undoing })
        {
            return;
        }

        var now = clock.Instant();
        var at = sql.Instant(now);
        async Task<int> Do(string statement, int rows) => rows == 0 ? 0 : await sql.DoAsync(statement, id, at, cancellation);
        import.Left = written.Held + await Do(RosterSql.MarkUsed, await db.Database.SqlQueryRaw<int>(RosterSql.AnyUsed, id).SingleAsync(cancellation));
        var taken = await sql.DoAsync(RosterSql.TakeBackPosts, id, at, cancellation);
        var restored = await Do(sql.RestorePosts, written.Replaced);
        await Do(RosterSql.RestorePeople, written.People);
        await Do(RosterSql.RestoreContacts, written.ContactsChanged);
        await Do(RosterSql.DropContacts, written.ContactsAdded);
        import.State = RosterState.Undone;
        import.UndoneAt = now;
        new Audit(db, RosterActor.Scope(import.Actor), clock).Record(
            "people.import-undo", "roster-import", id.ToString(), null, new { title = import.FileName, posts = taken, restored, left = import.Left, reason = import.Reason }, import);
        await news.TellAsync(import, cancellation);
    }

    private sealed record Written(int Held, int Replaced, int People, int ContactsChanged, int ContactsAdded);
}

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
        await db.WriteAsync(() => UndoAsync(id, cancellation), cancellation);
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

    private async Task UndoAsync(Guid id, CancellationToken cancellation)
    {
        var import = await db.Set<RosterImport>().FirstOrDefaultAsync(i => i.Id == id, cancellation);
        if (import is not { State: RosterState.Undoing })
        {
            return;
        }

        var now = clock.Instant();
        var at = sql.Instant(now);
        Task<int> Do(string statement) => sql.DoAsync(statement, id, at, cancellation);
        import.Left = await db.Set<RosterRow>().CountAsync(r => r.ImportId == id && r.Outcome == RowOutcome.Held, cancellation);
        import.Left += await Do(RosterSql.MarkUsed);
        var taken = await Do(RosterSql.TakeBackPosts);
        var restored = await Do(sql.RestorePosts);
        await Do(RosterSql.RestorePeople);
        await Do(RosterSql.RestoreContacts);
        await Do(RosterSql.DropContacts);
        import.State = RosterState.Undone;
        import.UndoneAt = now;
        new Audit(db, RosterActor.Scope(import.Actor), clock).Record(
            "people.import-undo", "roster-import", id.ToString(), null, new { title = import.FileName, posts = taken, restored, left = import.Left, reason = import.Reason }, import);
        await news.TellAsync(import, cancellation);
    }
}

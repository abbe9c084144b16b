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

/// <summary>Judges the staged rows again, then applies all of them by a few statements in one transaction. Killed before it, nothing has happened; after it, all has.</summary>
internal sealed class RosterApplyWorker(LearningDbContext db, RosterStaging staging, RosterSql sql, RosterNews news, TimeProvider clock) : IJobWorker
{
    public const string JobKind = "people-roster-apply";
    private const int Tries = 10, Batch = 1000;
    private static readonly RowKind[] Applied = [RowKind.New, RowKind.Changed];

    public string Kind => JobKind;

    public async Task RunAsync(Job job, CancellationToken cancellation)
    {
        var id = JsonSerializer.Deserialize<RosterJob>(job.Payload, JsonSerializerOptions.Web)!.ImportId;
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var import = await db.Set<RosterImport>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancellation);
            if (import is not { State: RosterState.Applying })
            {
                return;
            }

            var expected = await JudgeAgainAsync(import, cancellation);
            try
            {
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

    /// <summary>What the transaction must find, or it does nothing and all is judged again.</summary>
    private sealed record Expected(int People, int PeopleChanged, int Contacts, int ContactsChanged, int Replaced, int Added, int HeldPosts, string? NewestPost);

    /// <summary>Rows that no longer come out as the clerk saw them are held back, with the reason.</summary>
    private async Task<Expected> JudgeAgainAsync(RosterImport import, CancellationToken cancellation)
    {
        var rows = await db.Set<RosterRow>().AsNoTracking()
            .Where(r => r.ImportId == import.Id && r.Outcome == RowOutcome.None && (Applied.Contains(r.Kind) || r.Kind == RowKind.Unchanged || (r.Kind == RowKind.Missing && r.Decision == RowDecision.End)))
            .OrderBy(r => r.Number)
            .Select(r => new RosterRow
            {
                ImportId = r.ImportId,
                Number = r.Number,
                Line = r.Line,
                Kind = r.Kind,
                Decision = r.Decision,
                Name = r.Name,
                PlaceId = r.PlaceId,
                PersonId = r.PersonId,
                To = r.To,
                PhoneHash = r.PhoneHash,
                IdentityHash = r.IdentityHash,
                Said = r.Said,
                Judgement = r.Judgement,
                PersonWrite = r.PersonWrite,
                ContactWrite = r.ContactWrite,
            })
            .ToListAsync(cancellation);
        var questions = rows.ConvertAll(r => staging.QuestionOf(r));
        var (judge, known) = await RosterJudging.PrepareWithPeopleAsync(db, import, questions, clock.Today(), cancellation);
        var verdicts = judge.Judge(questions);
        var held = rows.Where((r, i) => verdicts[i].Hash() != r.Judgement).ToList();
        foreach (var batch in held.Chunk(Batch))
        {
            var numbers = batch.Select(r => r.Number).ToArray();
            var why = RowProblem.Write([new RowProblem(ProblemKind.ChangedSince)]);
            await db.WriteAsync(
                () => db.Set<RosterRow>().Where(r => r.ImportId == import.Id && EF.Parameter(numbers).Contains(r.Number))
                    .ExecuteUpdateAsync(r => r.SetProperty(x => x.Outcome, RowOutcome.Held).SetProperty(x => x.Problems, why), cancellation),
                cancellation);
        }

        var kept = Enumerable.Range(0, rows.Count).Where(i => verdicts[i].Hash() == rows[i].Judgement).ToList();
        var touched = kept.Where(i => rows[i].Kind != RowKind.Unchanged).Select(i => verdicts[i].Person?.Id).OfType<Guid>().ToHashSet();
        var posts = touched.SelectMany(p => known.ById(p)!.Posts).Select(p => p.Id.ToString().ToUpperInvariant()).ToList();
        var steps = kept.SelectMany(i => verdicts[i].Steps).ToList();
        int Rows(Func<RosterRow, bool> which) => kept.Count(i => which(rows[i]));
        return new Expected(
            Rows(r => r.PersonWrite == RowWrite.Insert), Rows(r => r.PersonWrite == RowWrite.Update), Rows(r => r.ContactWrite == RowWrite.Insert), Rows(r => r.ContactWrite == RowWrite.Update),
            steps.Count(s => s.Replaces is not null), steps.Count(s => s.Put is not null), posts.Count, posts.Max(StringComparer.Ordinal));
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
            // Half of it may be done: the whole unit goes back.
            _ = await sql.DoAsync(statement, id, at, cancellation) is var done && done != expectedRows ? throw new RosterMovedException(statement[..24], done, expectedRows) : 0;
        }

        await RequireAsync(id, expected, cancellation);
        await Do(RosterSql.AddPeople, expected.People);
        await Do(RosterSql.ChangePeople, expected.PeopleChanged);
        await Do(RosterSql.KeepContacts, expected.ContactsChanged);
        await Do(RosterSql.ChangeContacts, expected.ContactsChanged);
        await Do(RosterSql.AddContacts, expected.Contacts);
        await Do(RosterSql.ReplacePosts, expected.Replaced);
        await Do(sql.AddPosts, expected.Added);
        import.State = RosterState.Applied;
        import.AppliedAt = now;
        import.Left = await db.Set<RosterRow>().CountAsync(r => r.ImportId == id && r.Outcome == RowOutcome.Held, cancellation);
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

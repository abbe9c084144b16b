using Learning.Core;
using Learning.Framework.Data;
using Learning.People.Models;
using Learning.People.Services.Rosters.Judging;
using Learning.People.Services.Rosters.Reading;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Rosters.Applying;

/// <summary>What the transaction must find, or it does nothing and all is judged again.</summary>
/// <param name="People">Written ahead, as <paramref name="Contacts"/> are.</param>
/// <param name="NewestPost">Of those that hold for people whose posts change.</param>
internal sealed record Expected(int People, int Contacts, int PeopleChanged, int ContactsAdded, int ContactsChanged, int Replaced, int Added, int HeldPosts, string? NewestPost)
{
    /// <summary>Number of the last row.</summary>
    public int Last { get; init; }

    /// <summary>Rows held back, now or at a try before.</summary>
    public int Held { get; init; }
}

/// <summary>Judges staged rows again before they are applied. Rows that no longer come out as the clerk saw them are held back, with the reason and with all else about the same person.</summary>
internal sealed class RosterAgain(LearningDbContext db, RosterStaging staging, TimeProvider clock)
{
    private const int Batch = 1000;
    private static readonly RowKind[] Applied = [RowKind.New, RowKind.Changed];

    public async Task<Expected> JudgeAsync(RosterImport import, CancellationToken cancellation)
    {
        var rows = await RowsAsync(import.Id, cancellation);
        var questions = rows.ConvertAll(r => staging.QuestionOf(r));
        var (judge, known) = await RosterJudging.PrepareWithPeopleAsync(db, import, questions, clock.Today(), cancellation, Ahead(rows));
        var verdicts = judge.Judge(questions);
        var others = rows.Where((r, i) => verdicts[i].Hash() != r.Judgement).ToList();
        var people = others.Select(r => r.PersonId).OfType<Guid>().ToHashSet();
        bool IsHeld(RosterRow row) => row.PersonId is { } person && people.Contains(person);
        await HoldAsync(import.Id, [.. rows.Where(IsHeld).Concat(others.Where(r => r.PersonId is null)).Select(r => r.Number)], cancellation);

        var kept = Enumerable.Range(0, rows.Count).Where(i => !IsHeld(rows[i]) && rows[i].PersonId is not null).ToList();
        var touched = kept.Where(i => verdicts[i].Steps.Count > 0).Select(i => verdicts[i].Person?.Id).OfType<Guid>().ToHashSet();
        var posts = touched.SelectMany(p => known.ById(p)!.Posts).Select(p => p.Id.ToString().ToUpperInvariant()).ToList();
        var steps = kept.SelectMany(i => verdicts[i].Steps).ToList();
        int Rows(Func<RosterRow, bool> which) => kept.Count(i => which(rows[i]));
        return new Expected(
            Rows(r => r.PersonWrite == RowWrite.Insert), Rows(r => r is { ContactWrite: RowWrite.Insert, Kind: RowKind.New }), Rows(r => r.PersonWrite == RowWrite.Update),
            Rows(r => r is { ContactWrite: RowWrite.Insert, Kind: not RowKind.New }), Rows(r => r.ContactWrite == RowWrite.Update),
            steps.Count(s => s.Replaces is not null), steps.Count(s => s.Put is not null), posts.Count, posts.Max(StringComparer.Ordinal))
        {
            Last = rows.Count == 0 ? 0 : rows[^1].Number,
            Held = await db.Set<RosterRow>().CountAsync(r => r.ImportId == import.Id && r.Outcome == RowOutcome.Held, cancellation),
        };
    }

    private Task<List<RosterRow>> RowsAsync(Guid id, CancellationToken cancellation) => db.Set<RosterRow>().AsNoTracking()
        .Where(r => r.ImportId == id && r.Outcome == RowOutcome.None && (Applied.Contains(r.Kind) || r.Kind == RowKind.Unchanged || (r.Kind == RowKind.Missing && r.Decision == RowDecision.End)))
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

    /// <summary>A try before this one may have been interrupted.</summary>
    private static WrittenAhead Ahead(List<RosterRow> rows) => new(
        rows.Where(r => r.PersonWrite == RowWrite.Insert).Select(r => r.PersonId!.Value).ToHashSet(),
        rows.Where(r => r is { ContactWrite: RowWrite.Insert, Kind: RowKind.New })
            .ToDictionary(r => r.PersonId!.Value, r => new KnownContact(0, KnownPeople.Hex(r.PhoneHash), KnownPeople.Hex(r.IdentityHash))));

    private async Task HoldAsync(Guid id, IReadOnlyList<int> held, CancellationToken cancellation)
    {
        var why = RowProblem.Write([new RowProblem(ProblemKind.ChangedSince)]);
        foreach (var batch in held.Chunk(Batch))
        {
            await db.WriteAsync(
                async () =>
                {
                    await db.Set<RosterPost>().Where(p => p.ImportId == id && EF.Parameter(batch).Contains(p.RowNumber)).ExecuteDeleteAsync(cancellation);
                    await db.Set<RosterRow>().Where(r => r.ImportId == id && EF.Parameter(batch).Contains(r.Number))
                        .ExecuteUpdateAsync(r => r.SetProperty(x => x.Outcome, RowOutcome.Held).SetProperty(x => x.Problems, why), cancellation);
                },
                cancellation);
        }

        if (held.Count > 0)
        {
            await db.WriteAsync(
                async () =>
                {
                    await db.Database.ExecuteSqlRawAsync(RosterSql.DropContactsAhead, [id], cancellation);
                    await db.Database.ExecuteSqlRawAsync(RosterSql.DropPeopleAhead, [id], cancellation);
                },
                cancellation);
        }
    }
}

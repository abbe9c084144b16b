using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Models;
using Learning.People.Services.Rosters.Applying;
using Learning.People.Services.Rosters.Judging;
using Learning.People.Services.Rosters.Reading;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Rosters;

/// <summary>What a clerk says about doubtful rows and about people who are not in the file.</summary>
internal sealed class RosterDecisions(LearningDbContext db, Scope scope, RosterStaging staging, RosterVault vault, TimeProvider clock)
{
    private const int Batch = 500;

    /// <summary>One person or two: the row is judged again with that.</summary>
    public Task<bool> DecideAsync(Guid id, int number, RowDecision decision, CancellationToken cancellation) =>
        ChangeAsync(id, r => r.Number == number && r.Kind == RowKind.Doubtful && r.Details != null, row => staging.QuestionOf(row, vault.Open(id, row.Details!)) with { Decision = decision }, cancellation);

    /// <summary>Ends the posts of people not in the file on a day; null leaves them as they are.</summary>
    /// <param name="numbers">Null for everybody on the list.</param>
    public Task<bool> EndAsync(Guid id, IReadOnlyCollection<int>? numbers, DateOnly? day, CancellationToken cancellation)
    {
        var chosen = numbers?.ToArray() ?? [];
        var all = numbers is null;
        return ChangeAsync(
            id, r => r.Kind == RowKind.Missing && (all || EF.Parameter(chosen).Contains(r.Number)),
            row => staging.QuestionOf(row) with { Decision = day is null ? RowDecision.None : RowDecision.End, EndOn = day }, cancellation);
    }

    private async Task<bool> ChangeAsync(Guid id, System.Linq.Expressions.Expression<Func<RosterRow, bool>> which, Func<RosterRow, Question> ask, CancellationToken cancellation)
    {
        var numbers = await db.Set<RosterRow>().Where(r => r.ImportId == id).Where(which).OrderBy(r => r.Number).Select(r => r.Number).ToListAsync(cancellation);
        var changed = false;
        foreach (var batch in numbers.Chunk(Batch))
        {
            changed |= await db.WriteAsync(() => ChangeAsync(id, batch, ask, cancellation), cancellation);
        }

        return changed;
    }

    private async Task<bool> ChangeAsync(Guid id, int[] numbers, Func<RosterRow, Question> ask, CancellationToken cancellation)
    {
        var mine = scope.Actor.OrganisationId;
        var import = await db.Set<RosterImport>().Within(scope).FirstOrDefaultAsync(i => i.Id == id && i.OrganisationId == mine && i.State == RosterState.Checked && !i.Trimmed, cancellation);
        if (import is null)
        {
            return false;
        }

        import.Actor = RosterActor.Write(scope.Actor);
        var rows = await db.Set<RosterRow>().Where(r => r.ImportId == id && EF.Parameter(numbers).Contains(r.Number)).OrderBy(r => r.Number).ToListAsync(cancellation);
        var questions = rows.ConvertAll(r => ask(r));
        var judge = await RosterJudging.PrepareAsync(db, import, questions, clock.Today(), cancellation);
        var verdicts = judge.Judge(questions);
        staging.Begin(await db.Set<RosterPost>().Where(p => p.ImportId == id).MaxAsync(p => (int?)p.Number, cancellation) ?? 0);
        await db.Set<RosterPost>().Where(p => p.ImportId == id && EF.Parameter(numbers).Contains(p.RowNumber)).ExecuteDeleteAsync(cancellation);
        for (var i = 0; i < rows.Count; i++)
        {
            Count(import, rows[i].Kind, -1);
            db.AddRange(staging.Restage(rows[i], questions[i], verdicts[i]));
            Count(import, rows[i].Kind, 1);
        }

        return true;
    }

    private static void Count(RosterImport import, RowKind kind, int by)
    {
        _ = kind switch
        {
            RowKind.New => import.Added += by,
            RowKind.Changed => import.Changed += by,
            RowKind.Unchanged => import.Unchanged += by,
            RowKind.Wrong => import.Wrong += by,
            RowKind.Doubtful => import.Doubtful += by,
            _ => import.Missing += by,
        };
    }
}

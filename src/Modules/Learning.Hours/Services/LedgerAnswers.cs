using Learning.Core;
using Learning.Core.Hours;
using Learning.Framework.Data;
using Learning.Hours.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.Hours.Services;

/// <summary>Answers other modules' questions to the ledger.</summary>
internal sealed class LedgerAnswers(LearningDbContext db) : IHours
{
    // /my asks this on every view, for targets and for certificates: one compiled query whatever the questions, the few rows of one person sifted here.
    private static readonly Func<LearningDbContext, Guid, IAsyncEnumerable<LedgerLine>> LinesOf =
        EF.CompileAsyncQuery((LearningDbContext db, Guid personId) =>
            db.Set<HourEntry>().AsNoTracking()
                .Where(e => e.PersonId == personId)
                .Select(e => new LedgerLine(e.EarnedOn, e.Hours.Hundredths, e.Categories, e.TrainingKind, e.OrganiserLevel, e.Training, e.RecordedAt)));

    private (Guid Person, int Mark, IReadOnlyList<LedgerLine> Lines)? last;

    public async Task<HoursStanding> OfAsync(Guid personId, HoursQuestion question, CancellationToken cancellation) =>
        LedgerLine.Sum((await LinesAsync(personId, cancellation)).Where(l => l.EarnedOn >= question.From && l.EarnedOn <= question.To), question);

    public async Task<IReadOnlyDictionary<Guid, HoursStanding>> OfManyAsync(IReadOnlyCollection<Guid>? personIds, HoursQuestion question, CancellationToken cancellation)
    {
        var least = LedgerLine.LeastOf(question);
        var perTraining =
            from entry in db.Set<HourEntry>().AsNoTracking().Matching(personIds, question)
            group entry by new { entry.PersonId, entry.Training } into training
            select new { training.Key.PersonId, Hundredths = training.Sum(e => e.Hours.Hundredths) };
        var perPerson =
            from training in perTraining
            group training by training.PersonId into person
            select new { PersonId = person.Key, Hundredths = person.Sum(t => t.Hundredths), Trainings = person.Sum(t => t.Hundredths >= least ? 1 : 0) };
        return await perPerson.ToDictionaryAsync(p => p.PersonId, p => new HoursStanding(new CreditHours(p.Hundredths), p.Trainings), cancellation);
    }

    private async Task<IReadOnlyList<LedgerLine>> LinesAsync(Guid personId, CancellationToken cancellation)
    {
        var mark = db.ReadMark;
        if (last is { } known && known.Person == personId && known.Mark == mark)
        {
            return known.Lines;
        }

        var lines = new List<LedgerLine>();
        await foreach (var line in LinesOf(db, personId).WithCancellation(cancellation))
        {
            lines.Add(line);
        }

        last = mark is { } now ? (personId, now, lines) : null;
        return lines;
    }
}

/// <summary>What of a posting a sum needs.</summary>
internal readonly record struct LedgerLine(DateOnly EarnedOn, int Hundredths, string Categories, string TrainingKind, string OrganiserLevel, string Training, DateTimeOffset RecordedAt)
{
    /// <summary>The standing of one person from the postings of the asked days.</summary>
    public static HoursStanding Sum(IEnumerable<LedgerLine> lines, HoursQuestion question)
    {
        var trainings = new Dictionary<string, int>(StringComparer.Ordinal);
        var sum = 0;
        foreach (var line in lines.Where(l => l.Answers(question)))
        {
            sum = checked(sum + line.Hundredths);
            trainings[line.Training] = trainings.GetValueOrDefault(line.Training) + line.Hundredths;
        }

        var least = LeastOf(question);
        return new HoursStanding(new CreditHours(sum), trainings.Values.Count(h => h >= least));
    }

    /// <summary>Hundredths a training must come to: what was taken back whole is no training.</summary>
    public static int LeastOf(HoursQuestion question) => Math.Max(1, question.LeastPerTraining?.Hundredths ?? 1);

    private bool Answers(HoursQuestion question) =>
        (question.KnownAt is not { } known || RecordedAt <= known)
        && (question.Categories is null || CategoryText.HoldsAny(Categories, question.Categories))
        && (question.TrainingKinds is null || question.TrainingKinds.Contains(TrainingKind))
        && (question.OrganiserLevels is null || question.OrganiserLevels.Contains(OrganiserLevel));
}

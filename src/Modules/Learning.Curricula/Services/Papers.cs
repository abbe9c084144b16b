using Learning.Core.Curricula;
using Learning.Curricula.Models;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Curricula.Services;

/// <summary>Reads a learner's papers. What is right leaves the server only with a paper that is handed in.</summary>
internal sealed class Papers(LearningDbContext db, ProgrammeCatalog catalog, LearnerStandings standings, QuizDesk desk)
{
    public async Task<Paper?> FindAsync(Guid personId, Guid attemptId, CancellationToken cancellation)
    {
        var attempt = await db.Set<QuizAttempt>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == attemptId && a.PersonId == personId, cancellation);
        if (attempt is null || (await catalog.GetAsync(cancellation)).Find(attempt.ProgrammeId) is not { } plan)
        {
            return null;
        }

        return new Paper(attempt, plan, plan.Lessons.FirstOrDefault(l => l.Id == attempt.LessonId));
    }

    /// <summary>An open paper: which items are answered, and one of them to show.</summary>
    public async Task<OpenPaper> OpenAsync(Paper paper, int number, CancellationToken cancellation)
    {
        var answers = await db.Set<QuizAnswer>().AsNoTracking().Where(a => a.AttemptId == paper.Attempt.Id).ToDictionaryAsync(a => a.Number, a => a.Chosen, cancellation);
        var answered = answers.Where(a => a.Value.Count > 0).Select(a => a.Key).ToHashSet();
        if (number < 1 || number > paper.Attempt.Items.Count)
        {
            return new OpenPaper(answered, 0, null, [], []);
        }

        var item = paper.Attempt.Items[number - 1];
        var question = await db.Set<Question>().AsNoTracking().SingleAsync(q => q.Id == item.QuestionId, cancellation);
        var chosen = answers.GetValueOrDefault(number) ?? [];
        return new OpenPaper(
            answered, number, new AskedQuestion(question.Kind, question.CaseText, question.Stem), [.. item.Order.Select(o => question.Options[o].Text)],
            [.. item.Order.Select(chosen.Contains)]);
    }

    /// <summary>A paper that is handed in, with everything there is to learn from it.</summary>
    public async Task<MarkedPaper> MarkedAsync(Paper paper, CancellationToken cancellation)
    {
        var attempt = paper.Attempt;
        var result = await db.Set<AttemptResult>().AsNoTracking().SingleAsync(r => r.Id == attempt.Id, cancellation);
        var ids = attempt.Items.Select(i => i.QuestionId).ToList();
        var questions = await db.Set<Question>().AsNoTracking().Where(q => ids.Contains(q.Id)).ToDictionaryAsync(q => q.Id, cancellation);
        var items = attempt.Items.Select((item, i) => Marked(i + 1, questions[item.QuestionId], item, result.Answers[i])).ToList();
        var relearn = attempt.LessonId is null && !result.Passed
            ? items.Where(i => !i.Right && (i.Question.RedLine || !paper.Plan.Programme.RedLines)).Select(i => i.Question.LessonId).Distinct().ToHashSet()
            : [];
        var learner = await standings.OfAsync(attempt.PersonId, cancellation);
        return new MarkedPaper(
            result, items, [.. paper.Plan.Lessons.Where(l => relearn.Contains(l.Id))], learner.In(await catalog.GetAsync(cancellation), paper.Plan),
            attempt.LessonId is { } lesson && learner.Done.Contains(lesson),
            await desk.TriesLeftAsync(attempt.PersonId, attempt.SubjectId, paper.Plan.Programme.Attempts, cancellation));
    }

    private static MarkedItem Marked(int number, Question question, DrawnItem item, AnsweredItem answer) => new(
        number, question, answer.Right,
        [.. item.Order.Select(o => new MarkedOption(question.Options[o].Text, question.Options[o].Feedback, question.Options[o].Right, answer.Chosen.Contains(o)))]);
}

/// <summary>A paper with what it is about; no lesson for the final exam.</summary>
internal sealed record Paper(QuizAttempt Attempt, Plan Plan, Lesson? Lesson)
{
    public int Count => Attempt.Items.Count;
}

/// <param name="Number">The item shown, 1 for the first; 0 for the overview.</param>
/// <param name="Chosen">For each option shown, whether it is chosen.</param>
internal sealed record OpenPaper(IReadOnlySet<int> Answered, int Number, AskedQuestion? Question, IReadOnlyList<string> Options, IReadOnlyList<bool> Chosen);

/// <summary>What a learner may know of a question before handing in.</summary>
internal sealed record AskedQuestion(string Kind, string? CaseText, string Stem);

/// <param name="Relearn">Lessons to go over again before the next try at the exam.</param>
/// <param name="LessonDone">Whether the checked lesson is complete.</param>
internal sealed record MarkedPaper(
    AttemptResult Result, IReadOnlyList<MarkedItem> Items, IReadOnlyList<Lesson> Relearn, ProgrammeStanding Standing, bool LessonDone, int TriesLeft);

internal sealed record MarkedItem(int Number, Question Question, bool Right, IReadOnlyList<MarkedOption> Options);

internal sealed record MarkedOption(string Text, string Feedback, bool Right, bool Chosen);

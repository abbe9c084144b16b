using Learning.Curricula.Models;

namespace Learning.Curricula.Services;

/// <summary>What a paper's answers come to.</summary>
/// <param name="RelearnLessons">Lessons of the red-line questions answered wrong.</param>
internal sealed record QuizScore(IReadOnlyList<AnsweredItem> Answers, int Right, bool Passed, IReadOnlyList<Guid> RelearnLessons)
{
    /// <param name="paper">The wordings in the order drawn.</param>
    /// <param name="chosen">Chosen stored options by item number, 1 for the first.</param>
    /// <param name="passShare">Per cent that passes.</param>
    /// <param name="redLines">Whether every red-line question must be right.</param>
    public static QuizScore Of(IReadOnlyList<Question> paper, IReadOnlyDictionary<int, IReadOnlyList<int>> chosen, int passShare, bool redLines)
    {
        var answers = paper.Select((q, i) => Answer(q, chosen.GetValueOrDefault(i + 1) ?? [])).ToList();
        var right = answers.Count(a => a.Right);
        var relearn = redLines ? paper.Where((q, i) => q.RedLine && !answers[i].Right).Select(q => q.LessonId).Distinct().ToList() : [];
        // Whole numbers: 4 of 5 is exactly 80 per cent.
        var passed = paper.Count > 0 && right * 100 >= passShare * paper.Count && relearn.Count == 0;
        return new QuizScore(answers, right, passed, relearn);
    }

    /// <summary>Right means: every right option and no other.</summary>
    public static bool IsRight(Question question, IReadOnlyList<int> chosen) =>
        chosen.Order().SequenceEqual(Enumerable.Range(0, question.Options.Count).Where(i => question.Options[i].Right));

    private static AnsweredItem Answer(Question question, IReadOnlyList<int> chosen) => new(question.Id, [.. chosen.Order()], IsRight(question, chosen));
}

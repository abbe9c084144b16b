using Learning.Curricula.Models;

namespace Learning.UnitTests.Curricula;

/// <summary>Invented banks of questions.</summary>
internal static class Bank
{
    public static Question Question(
        Guid lesson, string code, string? caseCode = null, bool redLine = false, string topic = "talking", string kind = QuestionKinds.Single, int order = 0, params bool[] right) => new()
        {
            Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
            ProgrammeId = Guid.Empty,
            LessonId = lesson,
            Code = code,
            Revision = 1,
            Order = order,
            Kind = kind,
            CaseCode = caseCode,
            CaseText = caseCode is null ? null : "情境",
            Topic = topic,
            Difficulty = 1,
            RedLine = redLine,
            Stem = "怎么做合适？",
            Source = "本课正文",
            Options = [.. (right.Length == 0 ? [true, false, false, false] : right).Select((r, i) => new QuestionOption($"{i}", r, "为什么"))],
        };

    /// <summary>Lessons as in the C programme: one case of three, four single questions, in turn of each topic.</summary>
    public static List<Question> OfLessons(IReadOnlyList<Guid> lessons, IReadOnlySet<Guid> redLines)
    {
        var topics = QuestionTopics.Shares.Keys.ToList();
        return [.. lessons.SelectMany((lesson, l) => Enumerable.Range(0, 7).Select(i =>
            Question(lesson, $"{l}-{i}", i < 3 ? $"case-{l}" : null, redLines.Contains(lesson) && i is 1 or 4, topics[(l + i) % topics.Count], order: i)))];
    }

    public static List<Guid> Lessons(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7(DateTimeOffset.UnixEpoch))];
}

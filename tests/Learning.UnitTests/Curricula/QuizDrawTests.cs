using Learning.Curricula.Models;
using Learning.Curricula.Services;

namespace Learning.UnitTests.Curricula;

public sealed class QuizDrawTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 50)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Draw_FinalExam_KeepsTheBlueprint(int seed)
    {
        var lessons = Bank.Lessons(12);
        var redLines = lessons.Take(5).ToHashSet();
        var bank = Bank.OfLessons(lessons, redLines);

        var drawn = Questions(QuizDraw.Draw(bank, new QuizBlueprint(50, 40, redLines), new Random(seed)), bank);

        Assert.Equal(50, drawn.Count);
        Assert.Equal(50, drawn.Distinct().Count());
        Assert.Equal(20, drawn.Count(q => q.CaseCode is not null));
        Assert.All(redLines, l => Assert.Contains(drawn, q => q.RedLine && q.LessonId == l));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Draw_Cases_StandTogetherFromTheirFirstQuestionOn(int seed)
    {
        var bank = Bank.OfLessons(Bank.Lessons(12), new HashSet<Guid>());

        var drawn = Questions(QuizDraw.Draw(bank, new QuizBlueprint(50, 40, new HashSet<Guid>()), new Random(seed)), bank);

        foreach (var group in drawn.Select((q, i) => (q, i)).Where(d => d.q.CaseCode is not null).GroupBy(d => d.q.CaseCode, StringComparer.Ordinal))
        {
            var first = group.First().i;
            Assert.Equal(Enumerable.Range(0, group.Count()), group.Select(d => d.q.Order));
            Assert.Equal(Enumerable.Range(first, group.Count()), group.Select(d => d.i));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Draw_LessonCheckOfARedLineLesson_AsksARedLine(int seed)
    {
        var lesson = Bank.Lessons(1);
        var bank = Bank.OfLessons(lesson, lesson.ToHashSet());

        var drawn = Questions(QuizDraw.Draw(bank, new QuizBlueprint(5, 40, lesson.ToHashSet()), new Random(seed)), bank);

        Assert.Equal(5, drawn.Count);
        Assert.Equal(2, drawn.Count(q => q.CaseCode is not null));
        Assert.Contains(drawn, q => q.RedLine);
    }

    [Fact]
    public void Draw_RedLinesOnlyInACase_DrawsThatCase()
    {
        var lessons = Bank.Lessons(4);
        var bank = lessons.SelectMany((l, i) => Enumerable.Range(0, 3).Select(n => Bank.Question(l, $"{i}-{n}", $"case-{i}", redLine: i == 2, order: n))).ToList();

        var drawn = Questions(QuizDraw.Draw(bank, new QuizBlueprint(3, 100, new HashSet<Guid> { lessons[2] }), new Random(7)), bank);

        Assert.Contains(drawn, q => q.LessonId == lessons[2]);
    }

    [Fact]
    public void Draw_SmallBank_DrawsAllOfItOnce()
    {
        var bank = Bank.OfLessons(Bank.Lessons(1), new HashSet<Guid>());

        var drawn = QuizDraw.Draw(bank, new QuizBlueprint(50, 10, new HashSet<Guid>()), new Random(1));

        Assert.Equal(bank.Select(q => q.Id).Order(), drawn.Select(d => d.QuestionId).Order());
    }

    [Fact]
    public void Draw_Topics_ComeNearTheirShares()
    {
        var lessons = Bank.Lessons(40);
        var bank = Bank.OfLessons(lessons, new HashSet<Guid>());

        var drawn = Questions(QuizDraw.Draw(bank, new QuizBlueprint(100, 0, new HashSet<Guid>()), new Random(3)), bank);

        Assert.All(QuestionTopics.Shares, share => Assert.InRange(drawn.Count(q => q.Topic == share.Key), share.Value - 1, share.Value + 1));
    }

    [Fact]
    public void Draw_Options_AreShuffledButNotOfTrueAndFalse()
    {
        var lesson = Bank.Lessons(1)[0];
        var single = Bank.Question(lesson, "a");
        var trueFalse = Bank.Question(lesson, "b", kind: QuestionKinds.TrueFalse, right: [true, false]);
        var orders = Enumerable.Range(1, 40).Select(s => QuizDraw.Draw([single, trueFalse], new QuizBlueprint(2, 0, new HashSet<Guid>()), new Random(s))).ToList();

        Assert.All(orders, o => Assert.Equal([0, 1], o.Single(i => i.QuestionId == trueFalse.Id).Order));
        Assert.All(orders, o => Assert.Equal([0, 1, 2, 3], o.Single(i => i.QuestionId == single.Id).Order.Order()));
        Assert.True(orders.Select(o => string.Concat(o.Single(i => i.QuestionId == single.Id).Order)).Distinct(StringComparer.Ordinal).Count() > 1);
    }

    private static List<Question> Questions(IReadOnlyList<DrawnItem> drawn, List<Question> bank) => [.. drawn.Select(d => bank.Single(q => q.Id == d.QuestionId))];
}

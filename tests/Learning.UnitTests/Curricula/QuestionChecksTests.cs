using Learning.Curricula.Recipes;

namespace Learning.UnitTests.Curricula;

public sealed class QuestionChecksTests
{
    private static readonly OptionModel Right = new() { Text = "陪着他", Right = true, Feedback = "人不离开。" };
    private static readonly OptionModel Wrong = new() { Text = "明天再看", Right = false, Feedback = "不能隔夜。" };
    private static readonly QuestionModel Question = new()
    {
        Id = "c19-1",
        Kind = "single",
        Topic = "talking",
        Difficulty = 1,
        RedLine = false,
        Stem = "怎么做合适？",
        Source = "本课正文",
        Options = [Right, Wrong],
    };

    public static TheoryData<string, string> Broken => new()
    {
        { "questions[0].options", "no right answer" },
        { "questions[0].options", "2 right answers" },
        { "questions[0].options", "1 options" },
        { "questions[0].options[1].feedback", "feedback" },
        { "questions[0].case", "no case" },
        { "questions[0].kind", "'essay'" },
        { "questions[0].topic", "'sport'" },
        { "questions[1].id", "twice" },
        { "questions[0].difficulty", "1, 2 or 3" },
    };

    [Fact]
    public void Check_Sound_Passes() => QuestionChecks.Check(Bank(Question), (at, expected) => new InvalidOperationException($"{at}: {expected}"));

    [Theory]
    [MemberData(nameof(Broken))]
    public void Check_Broken_PointsAtThePlace(string place, string expected)
    {
        var bank = expected switch
        {
            "no right answer" => Bank(Question with { Options = [Wrong, Wrong] }),
            "2 right answers" => Bank(Question with { Options = [Right, Right] }),
            "1 options" => Bank(Question with { Options = [Right] }),
            "feedback" => Bank(Question with { Options = [Right, Wrong with { Feedback = " " }] }),
            "no case" => Bank(Question with { Case = "c19-z" }),
            "'essay'" => Bank(Question with { Kind = "essay" }),
            "'sport'" => Bank(Question with { Topic = "sport" }),
            "twice" => Bank(Question, Question),
            _ => Bank(Question with { Difficulty = 4 }),
        };

        var problem = Assert.Throws<InvalidOperationException>(() => QuestionChecks.Check(bank, (at, message) => new InvalidOperationException($"{at}: {message}")));

        Assert.StartsWith(place + ":", problem.Message, StringComparison.Ordinal);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SeveralRightAnswers_PassInAMultipleQuestion() =>
        QuestionChecks.Check(Bank(Question with { Kind = "multiple", Options = [Right, Right, Wrong] }), (at, expected) => new InvalidOperationException($"{at}: {expected}"));

    private static QuestionsModel Bank(params QuestionModel[] questions) => new() { Programme = "counsellor-c", Lesson = 19, Questions = questions };
}

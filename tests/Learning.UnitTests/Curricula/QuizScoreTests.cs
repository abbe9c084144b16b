using Learning.Curricula.Models;
using Learning.Curricula.Services;

namespace Learning.UnitTests.Curricula;

public sealed class QuizScoreTests
{
    private readonly Guid lesson = Bank.Lessons(1)[0];

    [Theory]
    [InlineData(4, true)]
    [InlineData(3, false)]
    public void Of_FiveQuestionsAtEightyPerCent_PassesWithFour(int right, bool passed)
    {
        var paper = Enumerable.Range(0, 5).Select(i => Bank.Question(lesson, $"{i}")).ToList();

        var score = QuizScore.Of(paper, Answers(paper, i => i < right ? [0] : [1]), 80, redLines: false);

        Assert.Equal(right, score.Right);
        Assert.Equal(passed, score.Passed);
    }

    [Fact]
    public void Of_ExamWithARedLineWrong_FailsAndNamesTheLesson()
    {
        var other = Bank.Lessons(1)[0];
        var paper = Enumerable.Range(0, 50).Select(i => i == 7 ? Bank.Question(other, "red", redLine: true) : Bank.Question(lesson, $"{i}")).ToList();

        var score = QuizScore.Of(paper, Answers(paper, i => i == 7 ? [2] : [0]), 80, redLines: true);

        Assert.Equal(49, score.Right);
        Assert.False(score.Passed);
        Assert.Equal([other], score.RelearnLessons);
    }

    [Fact]
    public void Of_LessonCheckWithARedLineWrong_CountsTheShareOnly()
    {
        var paper = Enumerable.Range(0, 5).Select(i => Bank.Question(lesson, $"{i}", redLine: true)).ToList();

        Assert.True(QuizScore.Of(paper, Answers(paper, i => i == 0 ? [1] : [0]), 80, redLines: false).Passed);
    }

    [Theory]
    [InlineData(new[] { 0, 1 }, true)]
    [InlineData(new[] { 1, 0 }, true)]
    [InlineData(new[] { 0 }, false)]
    [InlineData(new[] { 0, 1, 2 }, false)]
    [InlineData(new int[0], false)]
    public void IsRight_SeveralAnswers_WantsEveryRightOneAndNoOther(int[] chosen, bool right) =>
        Assert.Equal(right, QuizScore.IsRight(Bank.Question(lesson, "m", kind: QuestionKinds.Multiple, right: [true, true, false, false]), chosen));

    [Fact]
    public void Of_Unanswered_IsWrong()
    {
        var paper = Enumerable.Range(0, 5).Select(i => Bank.Question(lesson, $"{i}")).ToList();

        var score = QuizScore.Of(paper, new Dictionary<int, IReadOnlyList<int>>(), 1, redLines: false);

        Assert.Equal(0, score.Right);
        Assert.False(score.Passed);
        Assert.All(score.Answers, a => Assert.Empty(a.Chosen));
    }

    private static Dictionary<int, IReadOnlyList<int>> Answers(List<Question> paper, Func<int, IReadOnlyList<int>> choose) =>
        Enumerable.Range(0, paper.Count).ToDictionary(i => i + 1, choose);
}

using Learning.Curricula.Models;
using Learning.Curricula.Services;

namespace Learning.UnitTests.Curricula;

public sealed class CatalogTests
{
    private static readonly Programme Programme = new() { Id = Guid.CreateVersion7(), ContentItemId = "c", Code = "c", FinalItems = 50 };
    private static readonly Lesson First = Lesson(1), Later = Lesson(2);
    private static readonly Catalog Catalog = new([Programme], [First, Later], new HashSet<Guid>());

    [Fact]
    public void Standing_CompletedBeforeALessonWasPublished_StaysCompleted()
    {
        var standing = Standing(completed: true, examPassed: true);

        Assert.True(standing.Completed);
        Assert.Null(standing.Next);
        Assert.Equal((1, 2), (standing.LessonsDone, standing.Lessons));
    }

    [Fact]
    public void Standing_CompletedBeforeButNotExamined_GoesToTheExam() =>
        Assert.Equal(Learning.Core.Curricula.NextStepKind.Exam, Standing(completed: true, examPassed: false).Next?.Kind);

    [Fact]
    public void Standing_NotYetCompleted_GoesOnWithTheOpenLesson()
    {
        var standing = Standing(completed: false, examPassed: false);

        Assert.False(standing.Completed);
        Assert.Equal(2, standing.Next?.Number);
    }

    private static Learning.Core.Curricula.ProgrammeStanding Standing(bool completed, bool examPassed) => Catalog.Standing(
        Catalog.Plans[0],
        new HashSet<Guid> { First.Id },
        new EnrolmentState(Programme.Id, DateTimeOffset.UnixEpoch, examPassed ? new DateOnly(2026, 6, 1) : null, completed));

    private static Lesson Lesson(int number) =>
        new() { Id = Guid.CreateVersion7(), ContentItemId = $"c-{number}", ProgrammeId = Programme.Id, Number = number, Title = $"第{number}课", Published = true };
}

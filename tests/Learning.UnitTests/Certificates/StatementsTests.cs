using Learning.Certificates.Models;
using Learning.Certificates.Services;
using Learning.Core.Hours;

namespace Learning.UnitTests.Certificates;

public sealed class StatementsTests
{
    [Fact]
    public void Of_CounsellorType_SaysWhatWasCompleted()
    {
        var type = new TypeInfo("c", 3, "学校心理辅导员（C级）培训合格证书", "C", 1, "{serial}", 0,
            [
                new Requirement(Requirement.ProgrammeKind) { Programme = "c" }, new Requirement(Requirement.ExamKind) { Programme = "c" },
                new Requirement(Requirement.HoursKind) { TrainingKind = TrainingKinds.Practicum, AtLeast = 550 },
            ],
            []);

        Assert.Equal("参加学校心理辅导员（C级）培训，完成规定的课程、考核和辅导实践，成绩合格，特发此证。", Statements.Of(type));
    }

    [Theory]
    [InlineData("学校心理辅导员（C级）培训合格证书", "学校心理辅导员（C级）")]
    [InlineData("家长学校结业证书", "家长学校结业证书")]
    [InlineData("培训合格证书", "培训合格证书")]
    public void Subject_OfTitle_LeavesOutTheHeading(string title, string expected) => Assert.Equal(expected, Statements.Subject(title));

    [Fact]
    public void Names_OfPaper_HoldNoForbiddenWords() => Assert.DoesNotContain("国家", Statements.PaperTitle, StringComparison.Ordinal);
}

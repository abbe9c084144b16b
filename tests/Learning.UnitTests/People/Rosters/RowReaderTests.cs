using Learning.People.Services.Rosters.Judging;
using Learning.People.Services.Rosters.Reading;

namespace Learning.UnitTests.People.Rosters;

/// <summary>What a row says, and which cell is wrong.</summary>
public sealed class RowReaderTests
{
    private static readonly RowReader Reader = new(new RosterMapping(0, 1, [RosterField.Name, RosterField.Phone, RosterField.Role]), new DateOnly(2026, 3, 2));

    [Theory]
    [InlineData("13800000000", nameof(CellKind.Number), nameof(ProblemKind.PhoneLost))]
    [InlineData("1.38E+10", nameof(CellKind.Text), nameof(ProblemKind.PhoneLost))]
    [InlineData("1380013800", nameof(CellKind.Text), nameof(ProblemKind.PhoneWrong))]
    public void Phone_ThatLostItsDigits_IsSaidAtItsCell(string text, string kind, string problem)
    {
        var entry = Read(new Cell(text, Enum.Parse<CellKind>(kind)));

        Assert.Null(entry.Phone);
        Assert.Equal(new RowProblem(Enum.Parse<ProblemKind>(problem), "B7"), Assert.Single(entry.Problems));
    }

    [Theory]
    [InlineData("13812345678", nameof(CellKind.Number))]
    [InlineData("13800000000", nameof(CellKind.Text))]
    [InlineData("１３８ １２３４ ５６７８", nameof(CellKind.Text))]
    public void Phone_WholeInAnyForm_IsRead(string text, string kind) => Assert.Empty(Read(new Cell(text, Enum.Parse<CellKind>(kind))).Problems);

    [Theory]
    [InlineData("班主任兼语文", "homeroom-teacher subject-teacher")]
    [InlineData("语文老师", "subject-teacher")]
    [InlineData("道德与法治教师、班主任", "subject-teacher homeroom-teacher")]
    [InlineData("兼职心理教师", "psychology-teacher")]
    [InlineData("语文老师兼任德育主任", "subject-teacher moral-education-staff")]
    public void Role_AsSchoolsWriteIt_IsRead(string text, string roles)
    {
        var entries = Reader.Read(new SheetRow(7, [Cell.Of("王敏"), Cell.Of(""), Cell.Of(text)])).ToList();

        Assert.All(entries, e => Assert.Empty(e.Problems));
        Assert.Equal(roles.Split(' '), entries.Select(e => e.Role!));
    }

    [Theory]
    [InlineData("合计", "11人", "")]
    [InlineData("合  计：", "", "")]
    [InlineData("注：手机号填本人常用号码。", "", "")]
    [InlineData("", "制表人：", "王老师")]
    [InlineData("单位（盖章）：", "", "")]
    public void Line_UnderTheTable_IsNobody(params string[] cells) => Assert.Empty(Reader.Read(new SheetRow(30, [.. cells.Select(c => Cell.Of(c))])));

    [Fact]
    public void Line_OfAPerson_IsNoNote() => Assert.Single(Reader.Read(new SheetRow(30, [Cell.Of("甲小计"), Cell.Of(""), Cell.Of("班主任")])));

    [Theory]
    [InlineData("在岗", "合同制", "in-post")]
    [InlineData("在岗", "临聘", "substitute")]
    [InlineData("在岗", "事业编制", "in-post")]
    [InlineData("", "临聘", "substitute")]
    [InlineData("编外", "", "contract")]
    [InlineData("请假", "编外", "leave")]
    public void Standing_WithHowSomeoneIsEmployed_IsBoth(string standing, string establishment, string expected)
    {
        var reader = new RowReader(new RosterMapping(0, 1, [RosterField.Name, RosterField.Standing, RosterField.Establishment]), new DateOnly(2026, 3, 2));

        var entry = reader.Read(new SheetRow(7, [Cell.Of("王敏"), Cell.Of(standing), Cell.Of(establishment)])).Single();

        Assert.Equal(expected, entry.Standing);
        Assert.Empty(entry.Problems);
    }

    [Fact]
    public void Reasons_OfARow_AreInTheOrderOfItsColumns() =>
        Assert.Equal(["B7", "G7", "AA7", null], RowProblem.Read(RowProblem.Write([new(ProblemKind.Twice), new(ProblemKind.RoleUnknown, "AA7"), new(ProblemKind.PhoneWrong, "G7"), new(ProblemKind.NameMissing, "B7")])).Select(p => p.Cell));

    [Fact]
    public void Words_ForEveryStanding_AreReadBackAndChinese() =>
        Assert.All(Learning.Core.People.Standings.All, s => Assert.True(RoleWords.TryStanding(Learning.People.Services.Rosters.RosterTemplate.StandingWord(s), out var back) && back == s && Learning.People.Services.Rosters.RosterTemplate.StandingWord(s)[0] >= '\u4E00'));

    [Theory]
    [InlineData("市三中", "市三中", 0)]
    [InlineData("市第三中学", "市三中", 2)]
    [InlineData("", "市三中", 3)]
    [InlineData("攀枝花市第三种学校", "攀枝花市第三中学校", 1)]
    public void Distance_OfTwoSpellings_IsTheCharactersBetweenThem(string one, string other, int steps) => Assert.Equal((steps, steps), (Spelling.Distance(one, other), Spelling.Distance(other, one)));

    private static RosterEntry Read(Cell phone) => Reader.Read(new SheetRow(7, [Cell.Of("王敏"), phone, Cell.Of("班主任")])).Single();
}

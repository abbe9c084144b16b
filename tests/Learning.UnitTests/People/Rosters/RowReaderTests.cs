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
    [InlineData("市三中", "市三中", 0)]
    [InlineData("市第三中学", "市三中", 2)]
    [InlineData("", "市三中", 3)]
    [InlineData("攀枝花市第三种学校", "攀枝花市第三中学校", 1)]
    public void Distance_OfTwoSpellings_IsTheCharactersBetweenThem(string one, string other, int steps) => Assert.Equal((steps, steps), (Spelling.Distance(one, other), Spelling.Distance(other, one)));

    private static RosterEntry Read(Cell phone) => Reader.Read(new SheetRow(7, [Cell.Of("王敏"), phone, Cell.Of("班主任")])).Single();
}

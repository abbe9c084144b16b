using System.Text;
using Learning.Bureau.Services;

namespace Learning.UnitTests.Bureau;

public sealed class CsvTableTests
{
    [Fact]
    public void ToBytes_Always_BeginsWithTheMarkExcelNeeds() =>
        Assert.Equal([0xEF, 0xBB, 0xBF], new CsvTable("名称").ToBytes()[..3]);

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86", "'+86")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("王丽", "王丽")]
    [InlineData("甲,乙", "\"甲,乙\"")]
    [InlineData("说\"好\"", "\"说\"\"好\"\"\"")]
    [InlineData("=a\nb", "\"'=a\nb\"")]
    public void Add_Text_CannotRunOrBreakTheRow(string text, string expected) =>
        Assert.Equal(expected + "\r\n", Row(text));

    [Fact]
    public void Add_NumbersAndDays_StayWhatTheyAre() =>
        Assert.Equal("-36.6,1286,2025-12-31,\r\n", Row(-36.6m, 1286, new DateOnly(2025, 12, 31), null));

    [Fact]
    public void Name_OfParts_HasNoCharacterASystemRefuses() =>
        Assert.Equal("PZ-1-东区名单-20261122.csv", CoverageFiles.Name(new DateOnly(2026, 11, 22), "PZ-1", "东/区:名*单"));

    private static string Row(params object?[] cells)
    {
        var table = new CsvTable("h");
        table.Add(cells);
        return Encoding.UTF8.GetString(table.ToBytes())[1..]["h\r\n".Length..];
    }
}

using System.Globalization;
using System.Text;
using Learning.People.Services.Rosters.Reading;

namespace Learning.UnitTests.People.Rosters;

/// <summary>Looking at the top of a workbook says the same as going through all of it.</summary>
public sealed class WorkbookTopTests
{
    private const string Head = "<c t=\"inlineStr\"><is><t>姓名</t></is></c><c t=\"inlineStr\"><is><t>手机号</t></is></c>";

    [Fact]
    public async Task Starts_OfALongWorkbook_AreThoseOfTheWhole()
    {
        string[][] staff = [["姓名", "教师编号"], .. Enumerable.Range(1, 5000).Select(i => (string[])[$"人{i}", i.ToString(CultureInfo.InvariantCulture)])];
        var file = await RosterFiles.WorkbookAsync(("说明", [["列", "怎么填"], ["姓名", "必填"]]), ("人员", staff));

        var top = WorkbookTop.Cut(file);
        var starts = new WorkbookSource(file).Starts(TestContext.Current.CancellationToken);

        Assert.NotNull(top);
        Assert.Equal(["说明", "人员"], starts.Select(s => s.Name));
        Assert.Equal(RosterLimits.Top, starts[1].Rows.Count);
        Assert.Equal("人29", starts[1].Rows[^1].Cells[0].Text);
        Assert.Equal(5001, new WorkbookSource(file).Rows(1, TestContext.Current.CancellationToken).Count());
        Assert.Equal(WorkbookTop.Rows, new WorkbookSource(top).Rows(1, TestContext.Current.CancellationToken).Count());
    }

    [Fact]
    public async Task Cut_OfAShortWorkbook_IsNotNeeded() =>
        Assert.Null(WorkbookTop.Cut(await RosterFiles.WorkbookAsync(("人员", [["姓名", "教师编号"], ["张三", "1"]]))));

    /// <summary>A sheet is read in pieces of 64 KiB: wherever one ends within the end of a row, the row is counted.</summary>
    [Fact]
    public void Cut_ARowThatEndsBetweenTwoPieces_CountsIt()
    {
        const int Piece = 64 * 1024;
        foreach (var before in Enumerable.Range(0, "</row>".Length + 1))
        {
            const string Open = "<row><c t=\"str\"><v>", Close = "</v></c>";
            var first = Open + new string('x', Piece - before - RosterFiles.SheetStart.Length - Open.Length - Close.Length) + Close + "</row>";
            var rest = string.Concat(Enumerable.Repeat($"<row>{Head}</row>", WorkbookTop.Rows));

            var top = WorkbookTop.Cut(RosterFiles.Sheet(RosterFiles.SheetStart + first + rest + RosterFiles.SheetEnd));

            Assert.Equal(WorkbookTop.Rows, new WorkbookSource(top!).Rows(0, TestContext.Current.CancellationToken).Count());
        }
    }

    [Fact]
    public void Starts_HeaderUnderManyEmptyRows_IsFound()
    {
        var file = RosterFiles.Sheet(RosterFiles.SheetStart + Rows(2 * WorkbookTop.Rows, "<c><v></v></c>") + $"<row r=\"{2 * WorkbookTop.Rows + 1}\">{Head}</row>" + RosterFiles.SheetEnd);

        var start = Assert.Single(new WorkbookSource(file).Starts(TestContext.Current.CancellationToken));

        Assert.NotNull(WorkbookTop.Cut(file));
        Assert.Equal("手机号", Assert.Single(start.Rows).Cells[1].Text);
    }

    [Fact]
    public void Starts_TagsWithAPrefix_AreCutToo()
    {
        var xml = (RosterFiles.SheetStart + Rows(2 * WorkbookTop.Rows, Head) + RosterFiles.SheetEnd).Replace("</", "</x:", StringComparison.Ordinal);
        xml = System.Text.RegularExpressions.Regex.Replace(xml, "<(?=[a-z])", "<x:", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)).Replace("xmlns=", "xmlns:x=", StringComparison.Ordinal);
        var file = RosterFiles.Sheet(xml);

        Assert.True(WorkbookTop.Cut(file)!.Length < Encoding.UTF8.GetByteCount(xml));
        Assert.Equal("姓名", new WorkbookSource(file).Starts(TestContext.Current.CancellationToken)[0].Rows[0].Cells[0].Text);
    }

    [Fact]
    public void Starts_ACellThatQuotesTheEndOfARow_IsReadWhole()
    {
        var quoted = "<c t=\"inlineStr\"><is><t><![CDATA[" + string.Concat(Enumerable.Repeat("</row>", 2 * WorkbookTop.Rows)) + "]]></t></is></c>";
        var file = RosterFiles.Sheet(RosterFiles.SheetStart + $"<row r=\"1\">{Head}</row><row r=\"2\">{quoted}</row>" + RosterFiles.SheetEnd);

        Assert.Equal(2, new WorkbookSource(file).Starts(TestContext.Current.CancellationToken)[0].Rows.Count);
    }

    private static string Rows(int count, string cells) => string.Concat(Enumerable.Range(1, count).Select(i => $"<row r=\"{i}\">{cells}</row>"));
}

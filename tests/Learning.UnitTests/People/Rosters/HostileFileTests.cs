using System.Diagnostics;
using System.Text;
using Learning.People.Services.Rosters.Reading;

namespace Learning.UnitTests.People.Rosters;

/// <summary>Whatever is sent: a clear refusal, soon, in little memory.</summary>
public sealed class HostileFileTests
{
    private const long Most = 700L * 1024 * 1024;

    public static TheoryData<string> Kinds => ["empty", "web page", "web page as xls", "picture", "locked", "cut zip", "other zip", "cut xls", "bomb", "word document", "many entries", "nested bomb", "entities", "rows", "headers only", "binary text", "utf-16 half"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task File_OfNoUse_IsRefusedSoonAndInLittleMemory(string kind)
    {
        var (file, expected) = await MakeAsync(kind);
        var (before, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());

        var refused = Assert.Throws<RosterFileException>(() => ReadAll(file));

        Assert.Equal(expected, refused.Refusal.ToString());
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 30);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Most);
    }

    [Fact]
    public void Cell_OfTenMegabytes_IsCutAndSaid()
    {
        var xml = RosterFiles.SheetStart + "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>姓名</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>" + string.Concat(Enumerable.Range(0, 2_000_000).Select(i => i % 7919)) + "</t></is></c></row>" + RosterFiles.SheetEnd;

        var rows = Rows(RosterFiles.Sheet(xml));
        var entry = new RowReader(new RosterMapping(0, 1, [RosterField.Name]), new DateOnly(2026, 3, 1)).Read(rows[1]).Single();

        Assert.Contains(entry.Problems, p => p is { Kind: ProblemKind.CellTooLong, Cell: "A2" });
        Assert.All(entry.Original, c => Assert.InRange(c.Length, 0, RosterLimits.Cell));
    }

    [Fact]
    public void Formula_IsItsLastValueAndNeverRun()
    {
        var xml = RosterFiles.SheetStart + """<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row><row r="2"><c r="A2" t="str"><f>HYPERLINK("http://x","y")</f><v>王敏</v></c></row>""" + RosterFiles.SheetEnd;

        Assert.Equal("王敏", Rows(RosterFiles.Sheet(xml))[1].At(0).Text);
    }

    [Fact]
    public void Dimension_ThatLies_TakesNoMemory()
    {
        var xml = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row><row r="1048576"><c r="A1048576" t="inlineStr"><is><t>王敏</t></is></c><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>""";

        var rows = Rows(RosterFiles.Sheet(xml));

        Assert.Equal(1_048_576, rows[^1].Line);
        Assert.InRange(rows[^1].Cells.Count, 1, RosterLimits.Columns);
    }

    [Theory]
    [InlineData("UTF-8", false)]
    [InlineData("UTF-8", true)]
    [InlineData("GB18030", false)]
    [InlineData("UTF-16", false)]
    [InlineData("UTF-16", true)]
    [InlineData("UTF-16BE", false)]
    [InlineData("UTF-16BE", true)]
    public void Text_InAnyEncodingWithOrWithoutMark_IsRead(string name, bool mark)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = name == "UTF-16BE" ? Encoding.BigEndianUnicode : Encoding.GetEncoding(name);
        byte[] file = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes("姓名,工号,单位\r\n王敏𠮷,A1,\"市三中,初中部\"\r\n\r\n李雷,A2,市三中\r\n")];

        Assert.Equal(RosterFormat.Csv, FileKinds.Of(file, CancellationToken.None));
        var source = new CsvSource(file);
        var rows = source.Rows(0, CancellationToken.None).ToList();

        Assert.Equal(name.StartsWith("UTF-16", StringComparison.Ordinal) ? "UTF-16" : name, source.Encoding);
        Assert.Equal((3, "王敏𠮷", "市三中,初中部"), (rows.Count, rows[1].At(0).Text, rows[1].At(2).Text));
        Assert.Equal(4, rows[2].Line);
    }

    private static List<SheetRow> Rows(byte[] file) => [.. RosterSources.Open(file, FileKinds.Of(file, CancellationToken.None)).Rows(0, CancellationToken.None)];

    private static void ReadAll(byte[] file)
    {
        var source = RosterSources.Open(file, FileKinds.Of(file, CancellationToken.None));
        var tops = HeaderFinder.Tops(source, CancellationToken.None);
        var best = HeaderFinder.Best(tops) ?? throw new RosterFileException(FileRefusal.NoRows);
        if (source.Rows(best.Sheet, CancellationToken.None).Count(r => r.Line > best.HeaderLine) == 0)
        {
            throw new RosterFileException(FileRefusal.NoRows);
        }
    }

    private static async Task<(byte[] File, string Refusal)> MakeAsync(string kind)
    {
        var book = await RosterFiles.WorkbookAsync(("S", [["姓名", "工号"], ["王敏", "1"]]));
        byte[] compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        var many = Encoding.UTF8.GetBytes(RosterFiles.SheetStart + "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>姓名</t></is></c></row>" + string.Concat(Enumerable.Range(2, 300_000).Select(i => $"<row r=\"{i}\"><c r=\"A{i}\"><v>{i}</v></c></row>")) + RosterFiles.SheetEnd);
        return kind switch
        {
            "empty" => ([], "Empty"),
            "web page" => (Encoding.UTF8.GetBytes("<!DOCTYPE html><html><body><table><tr><td>姓名</td></tr></table></body></html>"), "WebPage"),
            "web page as xls" => ([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("\r\n<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>")], "WebPage"),
            "picture" => ([0x89, 0x50, 0x4E, 0x47, 1, 2, 3], "Unknown"),
            "locked" => ([.. compound, .. new byte[1000], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[1000]], "Locked"),
            "cut zip" => (book[..(book.Length / 2)], "Broken"),
            "other zip" => (RosterFiles.Zip(("a.txt", "hello")), "OtherZip"),
            "word document" => (RosterFiles.Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>")), "Document"),
            "cut xls" => ([.. compound, .. new byte[2000]], "Broken"),
            "bomb" => (RosterFiles.Sheet(RosterFiles.SheetStart + new string(' ', 120_000_000) + RosterFiles.SheetEnd), "Swollen"),
            "many entries" => (RosterFiles.Zip([.. Enumerable.Range(0, 2000).Select(i => ($"xl/{i}.xml", "x"))]), "Swollen"),
            "nested bomb" => (RosterFiles.Zip([("[Content_Types].xml", "x"u8.ToArray()), .. Enumerable.Range(0, 400).Select(i => ($"xl/{i}.xml", Noise()))]), "Swollen"),
            "entities" => (RosterFiles.Sheet("""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>""" + RosterFiles.SheetStart + """<row r="1"><c r="A1" t="inlineStr"><is><t>&b;&x;</t></is></c></row>""" + RosterFiles.SheetEnd), "Broken"),
            "rows" => (RosterFiles.Sheet(Encoding.UTF8.GetString(many)), "TooManyRows"),
            "headers only" => (await RosterFiles.WorkbookAsync(("S", [["姓名", "工号"]])), "NoRows"),
            "binary text" => ([.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 7919 % 251))], "Encoding"),
            "utf-16 half" => ([0xFF, 0xFE, 0x31, 0x00, 0x00, 0xD8, 0x0A, 0x00], "Encoding"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    /// <summary>Each small, all together too much.</summary>
    private static byte[] Noise() => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<c r=\"A1\"/>", 50_000)));
}

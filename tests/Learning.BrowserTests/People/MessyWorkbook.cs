using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Learning.BrowserTests.People;

/// <summary>A workbook as schools keep them: notes on the first sheet, a merged title over the table, a hidden column, and everything people type.</summary>
internal static class MessyWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly string[] Notes = ["填表说明", "一、每人一行，请勿合并单元格。", "二、9月5日前报人事科。"];

    /// <summary>The head of the table; the seventh column is hidden.</summary>
    public static readonly string[] Head = ["序号", "教职工姓名", "性别", "工　号", "所在单位", "承担工作", "旧手机号", "联系电话", "任职时间", "在岗情况", "备注"];

    /// <param name="rows">Below the head, which is on line 4. A cell that begins with <c>#</c> is a number, everything else text.</param>
    public static byte[] Make(string school, IEnumerable<string[]> rows)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{string.Concat(Enumerable.Range(1, 2).Select(i => $"""<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"""))}</Types>""");
            Part(zip, "_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Part(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Relationships}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relationships}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>""");
            Part(zip, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relationships}"><sheets><sheet name="填表说明" sheetId="1" r:id="rId1"/><sheet name="花名册" sheetId="2" r:id="rId2"/></sheets></workbook>""");
            Part(zip, "xl/worksheets/sheet1.xml", $"""<worksheet xmlns="{Main}"><sheetData>{string.Concat(Notes.Select((n, i) => Row(i + 1, [n])))}</sheetData></worksheet>""");
            Part(zip, "xl/worksheets/sheet2.xml", Roster(school, rows));
        }

        return file.ToArray();
    }

    private static string Roster(string school, IEnumerable<string[]> rows)
    {
        var xml = new StringBuilder($"""<worksheet xmlns="{Main}"><cols><col min="7" max="7" width="9" hidden="1" customWidth="1"/></cols><sheetData>""");
        xml.Append(Row(1, [$"{school}2025—2026学年教职工花名册"])).Append(Row(2, ["填报人：办公室", "", "", "填报日期：2025年9月1日"])).Append(Row(4, Head));
        var line = 4;
        foreach (var row in rows)
        {
            xml.Append(Row(++line, row));
        }

        return xml.Append("""</sheetData><mergeCells count="2"><mergeCell ref="A1:K1"/><mergeCell ref="D2:K2"/></mergeCells></worksheet>""").ToString();
    }

    private static string Row(int line, string[] cells) => string.Create(CultureInfo.InvariantCulture, $"""<row r="{line}">{string.Concat(cells.Select((c, i) => Cell($"{(char)('A' + i)}{line}", c)))}</row>""");

    private static string Cell(string name, string text) => text.Length == 0 ? ""
        : text[0] == '#' ? $"""<c r="{name}"><v>{text[1..]}</v></c>"""
        : $"""<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{SecurityElement.Escape(text)}</t></is></c>""";

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + xml);
    }
}

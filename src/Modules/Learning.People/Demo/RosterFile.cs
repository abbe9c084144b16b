using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using Learning.Core.People;
using Learning.People.Services;
using Microsoft.Extensions.Localization;

namespace Learning.People.Demo;

/// <summary>A made city as the roster file its schools would have sent: one line an appointment, in the import template's columns. The same city gives the same bytes.</summary>
internal static class RosterFile
{
    public static readonly IReadOnlyList<string> Columns = ["姓名", "工号", "学校", "学校代码", "岗位", "专兼职", "状态", "手机号", "身份证号", "起始日期", "结束日期"];

    public static IEnumerable<IReadOnlyList<string>> Lines(DemoCity city, IReadOnlyDictionary<string, Organisation> places, DateOnly asOf, IStringLocalizer T) =>
        from person in city.People
        from post in person.Appointments
        where post.ReplacedOn is null && (post.To is null || post.To >= asOf)
        select (string[])
        [
            person.Name, person.StaffNumber, places[post.Organisation].Name, post.Organisation, Theme.RoleNames.Of(T, post.Role), PlaceWords.Employment(T, post.Employment),
            PlaceWords.Standing(T, post.Standing), person.Phone ?? "", person.IdentityNumber ?? "", Day(post.From), post.To is { } to ? Day(to) : "",
        ];

    /// <returns>How many lines below the head.</returns>
    public static int Write(string path, IEnumerable<IReadOnlyList<string>> lines)
    {
        using var file = File.Create(path);
        return path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? Xlsx(file, lines) : Csv(file, lines);
    }

    private static int Csv(Stream file, IEnumerable<IReadOnlyList<string>> lines)
    {
        // With a mark, so that Excel reads Chinese.
        using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };
        var count = -1;
        foreach (var line in lines.Prepend(Columns))
        {
            writer.WriteLine(string.Join(',', line));
            count++;
        }

        return count;
    }

    private static int Xlsx(Stream file, IEnumerable<IReadOnlyList<string>> lines)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        Part(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""");
        Part(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Part(zip, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""");
        Part(zip, "xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="教师信息" sheetId="1" r:id="rId1"/></sheets></workbook>""");
        using var writer = Begin(zip, "xl/worksheets/sheet1.xml");
        writer.Write("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""");
        var row = 0;
        foreach (var line in lines.Prepend(Columns))
        {
            row++;
            writer.Write($"<row r=\"{row}\">");
            for (var column = 0; column < line.Count; column++)
            {
                if (line[column].Length > 0)
                {
                    // Every cell is text: a phone must not become 1.54E+10.
                    writer.Write($"<c r=\"{(char)('A' + column)}{row}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(line[column])}</t></is></c>");
                }
            }

            writer.Write("</row>");
        }

        writer.Write("</sheetData></worksheet>");
        return row - 1;
    }

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using var writer = Begin(zip, name);
        writer.Write(xml);
    }

    private static StreamWriter Begin(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var writer = new StreamWriter(entry.Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""");
        return writer;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

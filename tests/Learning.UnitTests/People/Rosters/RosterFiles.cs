using System.IO.Compression;
using System.Text;
using Learning.Framework.Exports;

namespace Learning.UnitTests.People.Rosters;

/// <summary>Files a clerk, or somebody who means harm, could upload.</summary>
internal static class RosterFiles
{
    public static async Task<byte[]> WorkbookAsync(params (string Sheet, string[][] Rows)[] sheets)
    {
        using var file = new MemoryStream();
        await using (var writer = new XlsxTableWriter(file))
        {
            foreach (var (sheet, rows) in sheets)
            {
                await writer.BeginSheetAsync(sheet, [.. rows[0].Select(h => new TableColumn(h))], CancellationToken.None);
                foreach (var row in rows.Skip(1))
                {
                    await writer.WriteAsync(row, CancellationToken.None);
                }
            }

            await writer.CompleteAsync(CancellationToken.None);
        }

        return file.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return file.ToArray();
    }

    public static byte[] Zip(params (string Name, string Content)[] entries) => Zip([.. entries.Select(e => (e.Name, Encoding.UTF8.GetBytes(e.Content)))]);

    /// <summary>A workbook of one sheet with just this XML in it.</summary>
    public static byte[] Sheet(string xml) => Zip(
        ("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"""),
        ("_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""),
        ("xl/worksheets/sheet1.xml", xml));

    public const string SheetStart = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""", SheetEnd = "</sheetData></worksheet>";
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Learning.Framework.Exports;

/// <summary>A column of a table that is written.</summary>
/// <param name="Width">In characters of the usual font.</param>
public sealed record TableColumn(string Header, int Width = 14);

/// <summary>Writes a table row by row, so that a whole city's never stands in memory.</summary>
public interface ITableWriter : IAsyncDisposable
{
    /// <summary>Begins a sheet; CSV, which has one only, passes over the later ones.</summary>
    Task BeginSheetAsync(string name, IReadOnlyList<TableColumn> columns, CancellationToken cancellation);

    Task WriteAsync(IReadOnlyList<string?> cells, CancellationToken cancellation);

    Task CompleteAsync(CancellationToken cancellation);
}

/// <summary>CSV that Excel opens rightly: UTF-8 with a mark, and an apostrophe before what it would take for a formula.</summary>
public sealed class CsvTableWriter(Stream to) : ITableWriter
{
    private readonly StreamWriter writer = new(to, new UTF8Encoding(true), 16 * 1024, leaveOpen: true) { NewLine = "\r\n" };
    private int sheets;

    public Task BeginSheetAsync(string name, IReadOnlyList<TableColumn> columns, CancellationToken cancellation) =>
        ++sheets == 1 ? LineAsync(columns.Select(c => c.Header), cancellation) : Task.CompletedTask;

    public Task WriteAsync(IReadOnlyList<string?> cells, CancellationToken cancellation) => sheets == 1 ? LineAsync(cells, cancellation) : Task.CompletedTask;

    public Task CompleteAsync(CancellationToken cancellation) => writer.FlushAsync(cancellation);

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private Task LineAsync(IEnumerable<string?> cells, CancellationToken cancellation) =>
        writer.WriteLineAsync(string.Join(',', cells.Select(c => Quoted(Harmless(c ?? "")))).AsMemory(), cancellation);

    // A mark is taken away again by whoever reads the file back, so text that has one already gets a second.
    private static string Harmless(string cell) =>
        cell.Length > 0 && ("=+-@\t\r＝＋－＠".Contains(cell[0], StringComparison.Ordinal) || (cell.Length > 1 && cell[0] == '\'' && "=+-@\t\r'＝＋－＠".Contains(cell[1], StringComparison.Ordinal))) ? "'" + cell : cell;

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}

/// <summary>A workbook whose cells are all text: nothing runs, and a phone typed into it later keeps its digits.</summary>
public sealed class XlsxTableWriter : ITableWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        Package = "http://schemas.openxmlformats.org/package/2006/relationships", Types = "http://schemas.openxmlformats.org/package/2006/content-types";

    private readonly Stream to;
    private readonly Buffered buffer = new();
    private readonly ZipArchive zip;
    private readonly List<string> sheets = [];
    private XmlWriter? sheet;
    private Stream? part;
    private int rows;

    public XlsxTableWriter(Stream to)
    {
        this.to = to;
        zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true);
    }

    public async Task BeginSheetAsync(string name, IReadOnlyList<TableColumn> columns, CancellationToken cancellation)
    {
        EndSheet();
        sheets.Add(name);
        rows = 0;
        part = zip.CreateEntry($"xl/worksheets/sheet{sheets.Count}.xml", CompressionLevel.Fastest).Open();
        sheet = XmlWriter.Create(part, new XmlWriterSettings { CheckCharacters = false });
        sheet.WriteStartElement("worksheet", Main);
        sheet.WriteStartElement("sheetViews", Main);
        sheet.WriteRaw("<sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>");
        sheet.WriteEndElement();
        sheet.WriteStartElement("cols", Main);
        for (var i = 0; i < columns.Count; i++)
        {
            sheet.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{columns[i].Width}\" style=\"1\" customWidth=\"1\"/>"));
        }

        sheet.WriteEndElement();
        sheet.WriteStartElement("sheetData", Main);
        Row([.. columns.Select(c => c.Header)], 2);
        await DrainAsync(cancellation);
    }

    public Task WriteAsync(IReadOnlyList<string?> cells, CancellationToken cancellation)
    {
        Row(cells, 1);
        return rows % 200 == 0 ? DrainAsync(cancellation) : Task.CompletedTask;
    }

    public async Task CompleteAsync(CancellationToken cancellation)
    {
        EndSheet();
        Part("[Content_Types].xml", $"""
            <Types xmlns="{Types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{Each((_, n) => $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")}</Types>
            """);
        Part("_rels/.rels", $"""<Relationships xmlns="{Package}"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Part("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{Each((name, n) => $"<sheet name=\"{System.Security.SecurityElement.Escape(name)}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>")}</sheets></workbook>""");
        Part("xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{Package}">{Each((_, n) => $"<Relationship Id=\"rId{n}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>")}<Relationship Id="rId{sheets.Count + 1}" Type="{Relations}/styles" Target="styles.xml"/></Relationships>
            """);
        // Format 49 is text.
        Part("xl/styles.xml", $"""
            <styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>
            """);
        zip.Dispose();
        await DrainAsync(cancellation);
    }

    public ValueTask DisposeAsync()
    {
        sheet?.Dispose();
        part?.Dispose();
        zip.Dispose();
        return buffer.DisposeAsync();
    }

    private string Each(Func<string, int, string> text) => string.Concat(sheets.Select((name, i) => text(name, i + 1)));

    private void Part(string name, string xml)
    {
        using var entry = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        entry.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        entry.Write(xml.Trim());
    }

    private void Row(IReadOnlyList<string?> cells, int style)
    {
        rows++;
        sheet!.WriteStartElement("row", Main);
        sheet.WriteAttributeString("r", rows.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i] is not { Length: > 0 } text)
            {
                continue;
            }

            sheet.WriteStartElement("c", Main);
            sheet.WriteAttributeString("r", ColumnName(i) + rows.ToString(CultureInfo.InvariantCulture));
            sheet.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
            sheet.WriteAttributeString("t", "inlineStr");
            sheet.WriteStartElement("is", Main);
            sheet.WriteStartElement("t", Main);
            sheet.WriteAttributeString("xml", "space", null, "preserve");
            sheet.WriteString(Storable(text));
            sheet.WriteEndElement();
            sheet.WriteEndElement();
            sheet.WriteEndElement();
        }

        sheet.WriteEndElement();
    }

    private static string ColumnName(int column) => column < 26 ? ((char)('A' + column)).ToString() : ColumnName(column / 26 - 1) + (char)('A' + column % 26);

    /// <summary>XML has no control characters and no halves of surrogate pairs; a cell of Excel has 32,767 characters.</summary>
    private static string Storable(string text)
    {
        var fit = text.Length > 32_000 ? text[..32_000] : text;
        if (fit.All(c => c >= ' ' && !char.IsSurrogate(c) && c < '\uFFFE'))
        {
            return fit;
        }

        var clean = new StringBuilder(fit.Length);
        foreach (var rune in fit.EnumerateRunes())
        {
            clean.Append(rune.Value is >= 0x20 or '\n' or '\t' && rune.Value is not (0xFFFE or 0xFFFF) ? rune.ToString() : "");
        }

        return clean.ToString();
    }

    private void EndSheet()
    {
        if (sheet is not null)
        {
            sheet.WriteEndElement();
            sheet.WriteEndElement();
            sheet.Dispose();
            part!.Dispose();
            sheet = null;
        }
    }

    private async Task DrainAsync(CancellationToken cancellation)
    {
        await to.WriteAsync(buffer.Written, cancellation);
        buffer.Clear();
    }

    /// <summary>The zip writes in its own time; a web response wants to be written to without blocking.</summary>
    private sealed class Buffered : Stream
    {
        private readonly System.Buffers.ArrayBufferWriter<byte> bytes = new(64 * 1024);

        public ReadOnlyMemory<byte> Written => bytes.WrittenMemory;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void Clear() => bytes.ResetWrittenCount();

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer) => System.Buffers.BuffersExtensions.Write(bytes, buffer);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}

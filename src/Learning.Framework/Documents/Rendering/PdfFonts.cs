using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Learning.Framework.Documents;

/// <summary>Makes the fonts in a PDF of cairo's small (see <see cref="CffSubroutines"/>).</summary>
internal static partial class PdfFonts
{
    /// <summary>The same document with smaller fonts.</summary>
    /// <exception cref="InvalidDataException">The PDF is not one that cairo writes as version 1.4.</exception>
    public static byte[] Shrink(byte[] pdf)
    {
        var (objects, trailer) = Split(pdf);
        foreach (var (number, body) in objects.ToList())
        {
            if (FontStream().Match(Encoding.Latin1.GetString(body, 0, Math.Min(body.Length, 200))) is { Success: true } head)
            {
                var length = int.Parse(head.Groups["length"].Value, CultureInfo.InvariantCulture);
                var oldSize = LengthOf(objects[length]);
                var stream = Recompress(body.AsSpan(head.Length, oldSize).ToArray());
                objects[number] = [.. body.AsSpan(0, head.Length), .. stream, .. body.AsSpan(head.Length + oldSize)];
                objects[length] = Encoding.ASCII.GetBytes(FormattableString.Invariant($"{length} 0 obj\n   {stream.Length}\nendobj\n"));
            }
        }

        return Join(pdf, objects, trailer);
    }

    private static byte[] Recompress(byte[] stream)
    {
        using var font = new MemoryStream();
        using (var inflate = new ZLibStream(new MemoryStream(stream), CompressionMode.Decompress))
        {
            inflate.CopyTo(font);
        }

        var bytes = font.ToArray();
        CffSubroutines.DropUnused(bytes);
        using var result = new MemoryStream();
        using (var deflate = new ZLibStream(result, CompressionLevel.Optimal))
        {
            deflate.Write(bytes);
        }

        return result.ToArray();
    }

    // The objects in the order of the file, each with its bytes from `N 0 obj` to the next one.
    private static (OrderedDictionary<int, byte[]> Objects, string Trailer) Split(byte[] pdf)
    {
        var tail = Encoding.Latin1.GetString(pdf, Math.Max(0, pdf.Length - 64), Math.Min(64, pdf.Length));
        var table = StartXref().Match(tail) is { Success: true } start
            ? int.Parse(start.Groups["at"].Value, CultureInfo.InvariantCulture)
            : throw new InvalidDataException("The PDF has no table of its objects.");
        var text = Encoding.Latin1.GetString(pdf.AsSpan(table));
        var entries = Entry().Matches(text)
            .Select((match, number) => (Number: number, At: int.Parse(match.Groups["at"].Value, CultureInfo.InvariantCulture), Free: match.Groups["kind"].Value == "f"))
            .Where(entry => !entry.Free).OrderBy(entry => entry.At).ToList();
        var trailer = text.IndexOf("trailer", StringComparison.Ordinal);
        if (!text.StartsWith("xref", StringComparison.Ordinal) || trailer < 0 || entries.Count == 0)
        {
            throw new InvalidDataException("The PDF's table of objects is not a plain one.");
        }

        var objects = new OrderedDictionary<int, byte[]>();
        for (var i = 0; i < entries.Count; i++)
        {
            objects.Add(entries[i].Number, pdf[entries[i].At..(i + 1 < entries.Count ? entries[i + 1].At : table)]);
        }

        return (objects, text[trailer..text.IndexOf("startxref", StringComparison.Ordinal)]);
    }

    private static byte[] Join(byte[] pdf, OrderedDictionary<int, byte[]> objects, string trailer)
    {
        using var result = new MemoryStream();
        var first = Encoding.Latin1.GetString(pdf).IndexOf($"{objects.GetAt(0).Key} 0 obj", StringComparison.Ordinal);
        result.Write(pdf.AsSpan(0, first));
        var offsets = new SortedDictionary<int, long>();
        foreach (var (number, body) in objects)
        {
            offsets[number] = result.Position;
            result.Write(body);
        }

        var table = result.Position;
        var text = new StringBuilder(FormattableString.Invariant($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n"));
        foreach (var offset in offsets.Values)
        {
            text.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{trailer}startxref\n{table}\n%%EOF\n");
        result.Write(Encoding.Latin1.GetBytes(text.ToString()));
        return result.ToArray();
    }

    private static int LengthOf(byte[] body) =>
        int.Parse(Integer().Match(Encoding.Latin1.GetString(body)).Groups["value"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d+ 0 obj\s*<<\s*/Length (?<length>\d+) 0 R\s*/Filter /FlateDecode\s*/Subtype /CIDFontType0C\s*>>\s*stream\r?\n")]
    private static partial Regex FontStream();

    [GeneratedRegex(@"obj\s+(?<value>\d+)\s+endobj")]
    private static partial Regex Integer();

    [GeneratedRegex(@"(?<at>\d{10}) \d{5} (?<kind>[nf]) ?\r?\n")]
    private static partial Regex Entry();

    [GeneratedRegex(@"startxref\s+(?<at>\d+)\s+%%EOF")]
    private static partial Regex StartXref();
}

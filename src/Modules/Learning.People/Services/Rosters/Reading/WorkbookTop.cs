using System.IO.Compression;
using System.Text;

namespace Learning.People.Services.Rosters.Reading;

/// <summary>
/// A workbook cut after the first rows of its sheets: ExcelDataReader goes through every row to open a sheet, and a header is found in few.
/// Of a city's roster that took a second of processor each time a clerk looked at the columns, and several in a new process.
/// </summary>
internal static class WorkbookTop
{
    /// <summary>More than are looked at: rows without anything in them are written too.</summary>
    public const int Rows = 20 * RosterLimits.Top;

    /// <summary>A tag that does not end within so many bytes is none of a sheet.</summary>
    private const int LongestTag = 200;

    /// <returns>Null where nothing would be cut, or the file is no zip of sheets.</returns>
    public static byte[]? Cut(byte[] file)
    {
        if (!file.AsSpan().StartsWith("PK"u8))
        {
            return null;
        }

        using var whole = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
        using var top = new MemoryStream();
        var cut = false;
        using (var zip = new ZipArchive(top, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in whole.Entries)
            {
                using var from = entry.Open();
                using var to = zip.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                if (entry.FullName.Contains("worksheets/", StringComparison.OrdinalIgnoreCase) && entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
                {
                    cut |= CopyTop(from, to);
                }
                else
                {
                    from.CopyTo(to);
                }
            }
        }

        return cut ? top.ToArray() : null;
    }

    /// <summary>Copies a sheet up to the end of its last row looked at, and closes what is open there. Whatever its encoding: the tags are ASCII, or none is found and all is copied.</summary>
    /// <returns>Whether there was more.</returns>
    private static bool CopyTop(Stream from, Stream to)
    {
        using var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        var (looked, rows) = (0, 0);
        for (int got; (got = from.Read(buffer)) > 0;)
        {
            read.Write(buffer, 0, got);
            var text = read.GetBuffer().AsSpan(0, (int)read.Length);
            while (text[looked..].IndexOf("</"u8) is >= 0 and var start)
            {
                looked += start;
                if (text[looked..].IndexOf((byte)'>') is not (>= 0 and var length))
                {
                    break;
                }

                var tag = text.Slice(looked + 2, length - 2);
                looked += length + 1;
                if ((tag.SequenceEqual("row"u8) || tag.EndsWith(":row"u8)) && ++rows == Rows)
                {
                    to.Write(text[..looked]);
                    var prefix = Encoding.ASCII.GetString(tag[..^3]);
                    to.Write(Encoding.ASCII.GetBytes($"</{prefix}sheetData></{prefix}worksheet>"));
                    return true;
                }
            }

            // Each byte is looked at once, whatever stands there: only the beginning of a tag is kept for the next piece.
            looked = Math.Max(looked, text.Length - LongestTag);
        }

        read.WriteTo(to);
        return false;
    }
}

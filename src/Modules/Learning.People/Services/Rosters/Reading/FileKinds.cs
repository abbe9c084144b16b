using System.Text;

namespace Learning.People.Services.Rosters.Reading;

internal enum RosterFormat
{
    Xlsx,
    Xls,
    Csv,
    OneRoster,
}

/// <summary>Tells what a file is by its content; its name is only what somebody called it.</summary>
internal static class FileKinds
{
    private static readonly byte[] Zip = "PK\u0003\u0004"u8.ToArray(), EmptyZip = "PK\u0005\u0006"u8.ToArray(), Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>How Excel names the part of a workbook that is locked with a password, in UTF-16.</summary>
    private static readonly byte[] EncryptedPart = Encoding.Unicode.GetBytes("EncryptedPackage");

    public static RosterFormat Of(byte[] file, CancellationToken cancellation)
    {
        if (file.Length == 0)
        {
            throw new RosterFileException(FileRefusal.Empty);
        }

        if (file.Length > RosterLimits.FileBytes)
        {
            throw new RosterFileException(FileRefusal.TooLong);
        }

        if (file.AsSpan().StartsWith(Zip) || file.AsSpan().StartsWith(EmptyZip))
        {
            return OfZip(ZipCheck.Check(file, cancellation));
        }

        if (file.AsSpan().StartsWith(Compound))
        {
            return file.AsSpan().IndexOf(EncryptedPart) >= 0 ? throw new RosterFileException(FileRefusal.Locked) : RosterFormat.Xls;
        }

        if (IsWebPage(file))
        {
            throw new RosterFileException(FileRefusal.WebPage);
        }

        return LooksBinary(file) ? throw new RosterFileException(FileRefusal.Unknown) : RosterFormat.Csv;
    }

    private static RosterFormat OfZip(IReadOnlyList<string> entries)
    {
        bool Has(string name) => entries.Any(e => string.Equals(e.Replace('\\', '/'), name, StringComparison.OrdinalIgnoreCase));
        return Has("[Content_Types].xml") && entries.Any(e => e.Replace('\\', '/').StartsWith("xl/", StringComparison.OrdinalIgnoreCase)) ? RosterFormat.Xlsx
            : entries.Any(e => string.Equals(Path.GetFileName(e), "users.csv", StringComparison.OrdinalIgnoreCase)) ? RosterFormat.OneRoster
            : throw new RosterFileException(entries.Any(IsDocument) ? FileRefusal.Document : FileRefusal.OtherZip);
    }

    private static bool IsDocument(string entry) => entry.Replace('\\', '/').StartsWith("word/", StringComparison.OrdinalIgnoreCase) || entry.Replace('\\', '/').StartsWith("ppt/", StringComparison.OrdinalIgnoreCase);

    private static bool IsWebPage(byte[] file)
    {
        var start = Encoding.Latin1.GetString(file, 0, Math.Min(file.Length, 2048)).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        string[] marks = ["<!doctype", "<html", "<table", "<?xml", "<style", "<meta", "mime-version"];
        return marks.Any(m => start.StartsWith(m, StringComparison.OrdinalIgnoreCase)) || start.Contains("<html", StringComparison.OrdinalIgnoreCase);
    }

    private static bool LooksBinary(byte[] file) =>
        file.AsSpan().StartsWith("%PDF"u8) || file.AsSpan().StartsWith("Rar!"u8) || file.AsSpan().StartsWith("7z"u8) || file.AsSpan().StartsWith<byte>([0x1F, 0x8B])
        || file.AsSpan().StartsWith<byte>([0xFF, 0xD8, 0xFF]) || file.AsSpan().StartsWith<byte>([0x89, 0x50, 0x4E, 0x47]);
}

using System.IO.Compression;

namespace Learning.People.Services.Rosters.Reading;

/// <summary>Looks at a zip before anything reads it: number of entries, declared sizes, and by unpacking once what they really are.</summary>
internal static class ZipCheck
{
    /// <returns>Names of the entries.</returns>
    public static IReadOnlyList<string> Check(byte[] file, CancellationToken cancellation)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > RosterLimits.ZipEntries || zip.Entries.Sum(e => Math.Max(0, e.Length)) > RosterLimits.Unpacked
                || zip.Entries.Any(e => e.Length > 1024 * 1024 && e.Length / Math.Max(1, e.CompressedLength) > RosterLimits.ZipRatio))
            {
                throw new RosterFileException(FileRefusal.Swollen);
            }

            Unpack(zip, cancellation);
            return [.. zip.Entries.Select(e => e.FullName)];
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or NotSupportedException or IOException or ArgumentException or OverflowException)
        {
            throw new RosterFileException(FileRefusal.Broken);
        }
    }

    /// <summary>The directory of a zip can say anything; only what comes out counts.</summary>
    private static void Unpack(ZipArchive zip, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        var total = 0L;
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                cancellation.ThrowIfCancellationRequested();
                total += read;
                if (total > RosterLimits.Unpacked)
                {
                    throw new RosterFileException(FileRefusal.Swollen);
                }
            }
        }
    }
}

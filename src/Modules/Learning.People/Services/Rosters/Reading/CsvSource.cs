using CsvHelper;

namespace Learning.People.Services.Rosters.Reading;

/// <summary>A text file of comma, tab or semicolon separated values.</summary>
internal sealed class CsvSource : IRosterSource
{
    private readonly string text;

    public CsvSource(byte[] file) => (text, Encoding) = TextEncodings.Read(file);

    public string? Encoding { get; }

    public IReadOnlyList<SheetStart> Starts(CancellationToken cancellation) => [new("CSV", false, [.. Rows(0, cancellation).Take(RosterLimits.Top)], [])];

    public IEnumerable<SheetRow> Rows(int sheet, CancellationToken cancellation)
    {
        var rows = 0;
        foreach (var (line, record) in CsvRecords.Read(text, cancellation))
        {
            var cells = new Cell[Math.Min(record.Length, RosterLimits.Columns)];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = Cell.Of(Unquoted(record[i]));
            }

            if (cells.All(c => c.IsBlank))
            {
                continue;
            }

            if (++rows > RosterLimits.Rows + RosterLimits.Top)
            {
                throw new RosterFileException(FileRefusal.TooManyRows);
            }

            yield return new SheetRow(line, cells);
        }
    }

    /// <summary>Our own export writes an apostrophe before what Excel would take for a formula.</summary>
    private static string Unquoted(string cell) => cell.Length > 1 && cell[0] == '\'' && "=+-@\t\r'＝＋－＠".Contains(cell[1], StringComparison.Ordinal) ? cell[1..] : cell;
}

/// <summary>Records of a text of separated values, with their numbers from 1; empty lines count.</summary>
internal static class CsvRecords
{
    public static IEnumerable<(int Line, string[] Record)> Read(string text, CancellationToken cancellation)
    {
        var unclosed = false;
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false,
            SkipEmptyLines = false,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = record => unclosed |= record.Reason == CsvMalformedReason.UnterminatedQuote,
        });
        var line = 0;
        while (Next(reader))
        {
            cancellation.ThrowIfCancellationRequested();
            var record = reader.Current.ToArray();
            line++;
            if (unclosed)
            {
                throw new RosterFileException(FileRefusal.Broken);
            }

            yield return (line, record);
        }
    }

    private static bool Next(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException)
        {
            throw new RosterFileException(FileRefusal.Broken);
        }
    }
}

using System.Globalization;
using ExcelDataReader;

namespace Learning.People.Services.Rosters.Reading;

/// <summary>A workbook, old or new. Formulas are never computed: what Excel last saw in the cell is its value.</summary>
internal sealed class WorkbookSource : IRosterSource
{
    private readonly byte[] file;

    public WorkbookSource(byte[] file)
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        this.file = file;
    }

    public string? Encoding => null;

    /// <summary>From the top of each sheet alone, where that says enough; from the whole of it else.</summary>
    public IReadOnlyList<SheetStart> Starts(CancellationToken cancellation)
    {
        if (Guarded(() => WorkbookTop.Cut(file)) is not { } top)
        {
            return Starts(file, isTop: false, cancellation)!;
        }

        try
        {
            return Starts(top, isTop: true, cancellation) ?? Starts(file, isTop: false, cancellation)!;
        }
        catch (RosterFileException)
        {
            // Perhaps only for being cut at a place that looked like the end of a row.
            return Starts(file, isTop: false, cancellation)!;
        }
    }

    /// <summary>The reader goes through a whole sheet to open it, so each is opened once.</summary>
    /// <returns>Null where a sheet that was cut may have more to show.</returns>
    private static List<SheetStart>? Starts(byte[] file, bool isTop, CancellationToken cancellation)
    {
        using var reader = Guarded(() => Open(file));
        var sheets = new List<SheetStart>();
        do
        {
            List<SheetRow> rows = [.. Rows(reader, cancellation).Take(RosterLimits.Top)];
            if (isTop && rows.Count < RosterLimits.Top && reader.RowCount >= WorkbookTop.Rows)
            {
                return null;
            }

            sheets.Add(Guarded(() => new SheetStart(reader.Name, reader.VisibleState != "visible", rows, HiddenColumns(reader))));
        }
        while (sheets.Count < RosterLimits.Sheets && Guarded(reader.NextResult));
        return sheets;
    }

    public IEnumerable<SheetRow> Rows(int sheet, CancellationToken cancellation)
    {
        using var reader = Guarded(() => Open(file));
        for (var i = 0; i < sheet; i++)
        {
            Guarded(reader.NextResult);
        }

        foreach (var row in Rows(reader, cancellation))
        {
            yield return row;
        }
    }

    private static IEnumerable<SheetRow> Rows(IExcelDataReader reader, CancellationToken cancellation)
    {
        var (line, rows) = (0, 0);
        while (Guarded(reader.Read))
        {
            cancellation.ThrowIfCancellationRequested();
            line++;
            var cells = Guarded(() => Cells(reader));
            if (cells is null)
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

    private static int[] HiddenColumns(IExcelDataReader reader) => [.. Enumerable.Range(0, Math.Min(reader.FieldCount, RosterLimits.Columns)).Where(i => reader.GetColumnWidth(i) == 0)];

    private static Cell[]? Cells(IExcelDataReader reader)
    {
        var cells = new Cell[Math.Min(reader.FieldCount, RosterLimits.Columns)];
        var any = false;
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Read(reader.GetValue(i));
            any |= !cells[i].IsBlank;
        }

        return any ? cells : null;
    }

    private static Cell Read(object? value) => value switch
    {
        null => Cell.Blank,
        string text => Cell.Of(text),
        DateTime day => new Cell(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), CellKind.Date),
        double number => new Cell(
            number == Math.Truncate(number) && Math.Abs(number) < 1e20 ? number.ToString("F0", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture), CellKind.Number),
        int number => new Cell(number.ToString(CultureInfo.InvariantCulture), CellKind.Number),
        _ => Cell.Of(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static IExcelDataReader Open(byte[] file) =>
        ExcelReaderFactory.CreateReader(new MemoryStream(file, writable: false), new ExcelReaderConfiguration { FallbackEncoding = System.Text.Encoding.GetEncoding("GB18030") });

    /// <summary>A hostile file can make the reader fail in any way it likes: to the clerk all of them mean a file that is damaged.</summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ExcelDataReader.Exceptions.InvalidPasswordException)
        {
            throw new RosterFileException(FileRefusal.Locked);
        }
        catch (Exception broken) when (broken is not (RosterFileException or OutOfMemoryException or OperationCanceledException))
        {
            throw new RosterFileException(FileRefusal.Broken);
        }
    }
}

namespace Learning.People.Services.Rosters.Reading;

internal enum CellKind
{
    Text,
    Number,
    Date,

    /// <summary>A formula that came to no value, such as #N/A.</summary>
    Error,
}

/// <summary>A cell as its file holds it, cut at <see cref="RosterLimits.Cell"/> characters.</summary>
internal readonly record struct Cell(string Text, CellKind Kind, bool Cut = false)
{
    public static readonly Cell Blank = new("", CellKind.Text);

    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    private static readonly string[] Errors = ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"];

    public static Cell Of(string text, CellKind kind = CellKind.Text) =>
        text.StartsWith('#') && Errors.Contains(text, StringComparer.Ordinal) ? new Cell(text, CellKind.Error)
        : text.Length > RosterLimits.Cell ? new Cell(text[..RosterLimits.Cell], kind, true) : new Cell(text, kind);
}

/// <summary>A row with anything in it.</summary>
/// <param name="Line">Its number as Excel shows it, from 1.</param>
internal sealed record SheetRow(int Line, IReadOnlyList<Cell> Cells)
{
    public Cell At(int column) => column >= 0 && column < Cells.Count ? Cells[column] : Cell.Blank;
}

/// <summary>A sheet and its first rows with anything in them.</summary>
/// <param name="HiddenColumns">What whoever made the file does not see in it.</param>
internal sealed record SheetStart(string Name, bool Hidden, IReadOnlyList<SheetRow> Rows, IReadOnlyCollection<int> HiddenColumns);

/// <summary>A table of rows, whatever file it came in.</summary>
internal interface IRosterSource
{
    /// <summary>UTF-8, GB18030 or UTF-16; null for a workbook.</summary>
    string? Encoding { get; }

    /// <summary>Every sheet with its top, in one pass. Throws <see cref="RosterFileException"/> where the file ends being one.</summary>
    IReadOnlyList<SheetStart> Starts(CancellationToken cancellation);

    /// <summary>Rows with anything in them, from the first. Throws <see cref="RosterFileException"/> where the file ends being one.</summary>
    IEnumerable<SheetRow> Rows(int sheet, CancellationToken cancellation);
}

internal static class RosterSources
{
    public static IRosterSource Open(byte[] file, RosterFormat format) => format switch
    {
        RosterFormat.Csv => new CsvSource(file),
        RosterFormat.Xlsx or RosterFormat.Xls => new WorkbookSource(file),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "A package of tables has no rows of its own."),
    };
}

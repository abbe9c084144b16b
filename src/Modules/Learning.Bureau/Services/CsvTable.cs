using System.Globalization;
using System.Text;

namespace Learning.Bureau.Services;

/// <summary>A table as CSV that Excel opens rightly: UTF-8 with a mark, and no text that could run as a formula.</summary>
internal sealed class CsvTable
{
    private readonly StringBuilder text = new();

    public CsvTable(params string[] heads) => Add([.. heads]);

    /// <summary>Adds a row: numbers and dates stay what they are, text is made harmless.</summary>
    public void Add(params object?[] cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    public byte[] ToBytes() => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];

    private static string Cell(object? cell) => cell switch
    {
        null => "",
        decimal or int or long => string.Create(CultureInfo.InvariantCulture, $"{cell}"),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Quoted(Harmless(cell.ToString()!)),
    };

    // Excel takes the full-width signs for formulas too.
    private static string Harmless(string cell) => cell.Length > 0 && "=+-@\t\r\n＝＋－＠".Contains(cell[0], StringComparison.Ordinal) ? "'" + cell : cell;

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}

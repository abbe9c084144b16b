using System.Globalization;

namespace Learning.Framework.Text;

/// <summary>Lines of CSV that Excel opens rightly, with no text that could run as a formula. The file begins with a UTF-8 mark.</summary>
public static class Csv
{
    /// <summary>One line with its end: numbers and dates stay what they are, text is made harmless.</summary>
    public static string Line(params IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

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

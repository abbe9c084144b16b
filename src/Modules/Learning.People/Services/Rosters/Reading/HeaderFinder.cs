using System.Security.Cryptography;
using System.Text;

namespace Learning.People.Services.Rosters.Reading;

/// <summary>The top of a sheet: what a clerk is shown to map columns by.</summary>
internal sealed record SheetTop(int Sheet, string Name, bool Hidden, IReadOnlyList<SheetRow> Rows, int? HeaderLine, IReadOnlyCollection<int> HiddenColumns)
{
    public SheetRow? Header(int? line) => Rows.FirstOrDefault(r => r.Line == line);
}

/// <summary>Finds the row of headers: titles, units and notes may stand above it.</summary>
internal static class HeaderFinder
{
    public static IReadOnlyList<SheetTop> Tops(IRosterSource source, CancellationToken cancellation) =>
        [.. source.Starts(cancellation).Select((sheet, i) => new SheetTop(i, sheet.Name, sheet.Hidden, sheet.Rows, Find(sheet.Rows)?.Line, sheet.HiddenColumns))];

    /// <summary>The row with most known words; without any, the first with as many different texts as the widest row has cells, less one.</summary>
    public static SheetRow? Find(IReadOnlyList<SheetRow> rows)
    {
        var known = rows.Select(r => (Row: r, Words: r.Cells.Count(c => KnownHeaders.IsKnown(c.Text)))).Where(r => r.Words > 0).ToList();
        if (known.Count > 0 && known.Max(r => r.Words) is var most && (most > 1 || rows.Max(Filled) < 3))
        {
            return known.First(r => r.Words == most).Row;
        }

        var widest = rows.Select(Filled).DefaultIfEmpty().Max();
        return rows.FirstOrDefault(r => Filled(r) >= Math.Max(1, widest - 1) && r.Cells.All(c => c.Kind == CellKind.Text));
    }

    /// <summary>The sheet most like a roster: seen before hidden, most known headers first.</summary>
    public static SheetTop? Best(IReadOnlyList<SheetTop> tops) =>
        tops.Where(t => t.HeaderLine is not null).OrderBy(t => t.Hidden)
            .ThenByDescending(t => t.Header(t.HeaderLine)!.Cells.Count(c => KnownHeaders.IsKnown(c.Text))).ThenBy(t => t.Sheet).FirstOrDefault();

    /// <summary>What a header is known again by: its words in their order, without the columns our report adds.</summary>
    public static string Fingerprint(SheetRow header) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Texts(header).Where(t => t is not (RosterTemplate.Result or RosterTemplate.Reason)).Select(KnownHeaders.Plain)))))[..32];

    public static IReadOnlyList<string> Texts(SheetRow header) => [.. header.Cells.Select(c => c.Text.Trim())];

    private static int Filled(SheetRow row) => row.Cells.Where(c => !c.IsBlank).Select(c => c.Text.Trim()).Distinct(StringComparer.Ordinal).Count();
}

using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Learning.WebTests.People.Accounts;

/// <summary>Reads slips as whoever holds them would.</summary>
internal static partial class Slips
{
    public static async Task<string> TextAsync(byte[] pdf)
    {
        var start = new ProcessStartInfo("pdftotext", ["-layout", "-", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(pdf);
        process.StandardInput.Close();
        return await text;
    }

    public static async Task<IReadOnlyList<string>> CodesAsync(byte[] pdf) => [.. Code().Matches(await TextAsync(pdf)).Select(m => m.Value)];

    public static async Task<string> CodeAsync(byte[] pdf) => Assert.Single(await CodesAsync(pdf));

    [GeneratedRegex(@"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b", RegexOptions.None, 1000)]
    private static partial Regex Code();
}

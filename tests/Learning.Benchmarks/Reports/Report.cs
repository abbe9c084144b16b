using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Learning.Core;

namespace Learning.Benchmarks.Reports;

/// <summary>The figures as a Markdown table for the README, and as JSON in <c>artifacts/bench/</c>.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void WriteTable(TextWriter console, Machine machine, IReadOnlyList<Figure> figures)
    {
        console.WriteLine($"{machine.Words}\n\n| measured | result | goal | data |\n|---|---|---|---|");
        foreach (var figure in figures)
        {
            var goal = figure.Goal is { } g ? g.Words(figure.Unit) + (g.Holds(figure.Value) ? "" : " — missed") : "";
            console.WriteLine($"| {figure.Measured} | {figure.Result} | {goal} | {figure.Data} |");
        }
    }

    public static async Task WriteJsonAsync(string name, Machine machine, IReadOnlyList<Figure> figures, CancellationToken cancellation)
    {
        var folder = Path.Combine(Checkout.Root, "artifacts", "bench");
        Directory.CreateDirectory(folder);
        var report = new
        {
            Name = name,
            MeasuredAt = new SiteClock().Instant(),
            Machine = machine,
            Figures = figures.Select(f => new { f.Measured, f.Value, f.Unit, Goal = f.Goal?.Words(f.Unit), Met = f.Goal?.Holds(f.Value), f.Data, f.Detail }),
        };
        await using var file = File.Create(Path.Combine(folder, name + ".json"));
        await JsonSerializer.SerializeAsync(file, report, Json, cancellation);
    }
}

using System.Diagnostics;
using System.Globalization;
using Learning.Benchmarks.Reports;
using Learning.Benchmarks.Site;

namespace Learning.Benchmarks;

/// <summary>The command people type, built and set up already: from the key press to the first page answered.</summary>
internal sealed class StartBenchmark() : Benchmark("start")
{
    private const int Times = 3;

    public override async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        using var data = DataDirectory.Empty();
        var first = await StartAsync(data, cancellation);
        var later = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            later.Add(await StartAsync(data, cancellation));
        }

        var times = string.Join(", ", later.Select(t => t.ToString("0.0", CultureInfo.InvariantCulture)));
        return
        [
            new("Second `./learning start` to the first page", later.Order().ElementAt(Times / 2), "s", Goal.StayBelow(5), "recipe panzhihua-demo, nothing changed", $"median of {times}"),
            new("First start after building: new database and recipe", first, "s", null, "recipe panzhihua-demo"),
        ];
    }

    private static async Task<double> StartAsync(DataDirectory data, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        await using var site = await PublishedSite.StartAsync(Path.Combine(Checkout.Root, "learning"), ["start", "--data", data.Path], "/sign-in", cancellation);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}

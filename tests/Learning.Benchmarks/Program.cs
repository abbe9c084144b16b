using Learning.Benchmarks.Reports;

namespace Learning.Benchmarks;

/// <summary>Measures what the README quotes: <c>./learning bench [NAME …]</c>, all of them when none is named.</summary>
internal static class Program
{
    private static readonly IReadOnlyList<Benchmark> All =
        [new StartBenchmark(), new MemoryBenchmark(), new MyBenchmark(), new VerifyNumberBenchmark(), new VerifyTokenBenchmark(), new PdfBenchmark(), new ImportBenchmark(), new CityBenchmark(), new PeopleBenchmark()];

    public static async Task<int> Main(string[] args)
    {
        if (args.FirstOrDefault(a => !All.Any(b => b.Name == a)) is { } unknown)
        {
            Console.Error.WriteLine($"No benchmark '{unknown}'. There are: {string.Join(", ", All.Select(b => b.Name))}.");
            return 2;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            stop.Cancel();
        };
        var figures = new List<Figure>();
        var failed = false;
        foreach (var benchmark in All.Where(b => args.Length == 0 || args.Contains(b.Name, StringComparer.Ordinal)))
        {
            Console.Error.WriteLine($"{benchmark.Name} …");
            var machine = Machine.Read();
            try
            {
                var measured = await benchmark.RunAsync(stop.Token);
                await Report.WriteJsonAsync(benchmark.Name, machine, measured, stop.Token);
                figures.AddRange(measured);
            }
            catch (Exception wrong) when (!stop.IsCancellationRequested)
            {
                // The others are worth having all the same.
                Console.Error.WriteLine(wrong);
                failed = true;
            }
        }

        Report.WriteTable(Console.Out, Machine.Read(), figures);
        return failed ? 1 : 0;
    }
}

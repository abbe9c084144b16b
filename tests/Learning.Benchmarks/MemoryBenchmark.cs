using Learning.Benchmarks.Load;
using Learning.Benchmarks.Reports;
using Learning.Benchmarks.Site;
using Learning.Testing;

namespace Learning.Benchmarks;

/// <summary>What the server holds when nobody asks anything: after a start, and after people have been there.</summary>
internal sealed class MemoryBenchmark() : Benchmark("memory")
{
    private const int Requests = 1000, Connections = 4;
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(30), AfterWork = TimeSpan.FromSeconds(60);

    private static readonly (string Account, string Path)[] Visits =
    [
        ("teacher", "/my"), ("teacher", "/curricula"), ("teacher", "/hours"), ("teacher", "/certificates"), ("city", "/bureau"), ("city", "/targets"), ("city", "/people"), ("city", "/certificates/issued"),
    ];

    public override async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        using var data = await DataDirectory.PrepareAsync("panzhihua-demo");
        await using var site = await PublishedSite.StartAsync(data, cancellation);
        await Task.Delay(AfterStart, TimeProvider.System, cancellation);
        var started = ProcessMemory.Of(site.Id);
        var pages = await AskAsync(site, cancellation);
        await Task.Delay(AfterWork, TimeProvider.System, cancellation);
        var worked = ProcessMemory.Of(site.Id);
        return
        [
            Describe("Server memory, idle 30 s after the start", started, "recipe panzhihua-demo"),
            Describe("Server memory, idle 60 s after 1,000 requests", worked, $"recipe panzhihua-demo, {pages} pages by turns on {Connections} connections"),
        ];
    }

    private static Figure Describe(string measured, ProcessMemory memory, string data) => new(
        measured, memory.Resident, "MiB", Goal.StayBelow(250), data, FormattableString.Invariant($"resident; {memory.Own:0} MiB of it its own; peak {memory.Peak:0} MiB"));

    private static async Task<int> AskAsync(SiteProcess site, CancellationToken cancellation)
    {
        var asks = new List<Ask>();
        foreach (var visits in Visits.GroupBy(v => v.Account))
        {
            var cookies = await site.SignInAsync(visits.Key, LearningSite.DemoPassword);
            asks.AddRange(visits.Select(v => Ask.Get(site.Address, v.Path, cookies)));
        }

        await LoadGenerator.RunAsync(
            site,
            new LoadPlan(site.Address, Connections, _ => asks, ["</html>"]) { WarmUp = TimeSpan.Zero, WarmUpRequests = 0, Measure = TimeSpan.FromMinutes(1), MostRequests = Requests / Connections },
            cancellation);
        return asks.Count;
    }
}

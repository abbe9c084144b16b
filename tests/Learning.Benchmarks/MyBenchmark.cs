using Learning.Benchmarks.Load;
using Learning.Benchmarks.Reports;
using Learning.Benchmarks.Site;
using Learning.Testing;

namespace Learning.Benchmarks;

/// <summary><c>/my</c>, the page everyone opens: one teacher over and over, then sixteen of them.</summary>
internal sealed class MyBenchmark() : Benchmark("my")
{
    public const int Connections = 16;
    public static readonly Goal Rate = Goal.ReachAtLeast(1000), Latency = Goal.StayBelow(15);

    public override async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        IReadOnlyList<string> teachers = [];
        using var data = await DataDirectory.PrepareAsync("panzhihua-demo", async services => teachers = await TeacherAccounts.AddAsync(services, Connections));
        await using var site = await PublishedSite.StartAsync(data, cancellation);
        const string Demo = "recipe panzhihua-demo, 12 schools, 200 staff; 16 connections";
        return
        [
            .. await RunAsync(site, ["teacher"], LearningSite.DemoPassword, Demo + ", one teacher", cancellation),
            .. await RunAsync(site, teachers, TeacherAccounts.Password, Demo + ", 16 teachers", cancellation),
        ];
    }

    public static async Task<IReadOnlyList<Figure>> RunAsync(SiteProcess site, IReadOnlyList<string> accounts, string password, string data, CancellationToken cancellation)
    {
        var asks = new List<Ask>();
        foreach (var account in accounts)
        {
            asks.Add(Ask.Get(site.Address, "/my", await site.SignInAsync(account, password)));
        }

        var result = await LoadGenerator.RunAsync(site, new LoadPlan(site.Address, Connections, n => [asks[n % asks.Count]], ["id=\"year\""]), cancellation);
        return
        [
            new("`/my`", result.PerSecond, "requests/s", Rate, data, result.Percentiles),
            new("`/my`, p95", result.All.Percentile(0.95).TotalMilliseconds, "ms", Latency, data),
        ];
    }
}

using Learning.Benchmarks.City;
using Learning.Benchmarks.Load;
using Learning.Benchmarks.Reports;
using Learning.Benchmarks.Site;
using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.People.Services.Finding;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Benchmarks;

/// <summary>Finding people among a whole city's, as officers of the city, a county and a school, on both databases.</summary>
internal sealed class PeopleBenchmark() : Benchmark("people")
{
    private const int Connections = 16;
    private static readonly Goal Latency = Goal.StayBelow(20);

    /// <summary>What is asked, and what it is called in the report. Not phones: those are posted.</summary>
    private static readonly (string Name, string[] Queries)[] Asked =
    [
        ("the list", ["", "after=MAoKd2FuZyBmYW5nCjEyMDAw", "role=psychology-teacher", "role=homeroom-teacher", "standing=leave"]),
        ("a name", ["q=王丽", "q=张建国", "q=李静", "q=刘晓燕", "q=欧阳", "q=古丽娜尔"]),
        ("a part of a name", ["q=王", "q=敏", "q=建国", "q=晓"]),
        ("pinyin", ["q=wangli", "q=zhang jian", "q=li", "q=ouyang"]),
        ("first letters", ["q=wl", "q=zjg", "q=lxy", "q=w"]),
        ("a staff number", ["q=9000012", "q=9000000002", "q=90000"]),
        ("a school", ["q=实验中学", "q=青溪", "q=第一中学"]),
    ];

    public override async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation) =>
        [.. await RunAsync(postgreSql: false, cancellation), .. await RunAsync(postgreSql: true, cancellation)];

    private static async Task<IReadOnlyList<Figure>> RunAsync(bool postgreSql, CancellationToken cancellation)
    {
        // Without a recipe: what it runs is compiled for one database in a process.
        using var data = await DataDirectory.PrepareAsync(null, PrepareAsync, postgreSql);
        await using var site = await PublishedSite.StartAsync(data, cancellation);
        var cookies = new List<string>();
        foreach (var account in new[] { "city", "county", "county2", "school" })
        {
            cookies.Add(await site.SignInAsync(account, LearningSite.DemoPassword));
        }

        // Every connection goes through every question as one of the four, beginning at another.
        IReadOnlyList<Ask> Of(int connection)
        {
            var asks = Asked.SelectMany((a, kind) => a.Queries.Select(q => Ask.Get(site.Address, "/people" + (q.Length == 0 ? "" : "?" + Escaped(q)), cookies[connection % cookies.Count]) with { Kind = kind })).ToList();
            return [.. asks.Skip(connection * 2 % asks.Count), .. asks.Take(connection * 2 % asks.Count)];
        }

        var result = await LoadGenerator.RunAsync(site, new LoadPlan(site.Address, Connections, Of, [.. Asked.Select(_ => "id=\"filters\"")]), cancellation);
        var city = $"{CityData.Staff:#,0} staff, {CityData.Schools} schools, {(postgreSql ? "PostgreSQL" : "SQLite")}; 16 connections, officers of city, counties and a school";
        return
        [
            new("`/people`", result.PerSecond, "requests/s", null, city, result.Percentiles),
            new("`/people`, p95", Milliseconds(result.All), "ms", Latency, city),
            .. Asked.Select((a, kind) => new Figure($"of it, finding {a.Name}, p95", Milliseconds(result.Kinds[kind]), "ms", null, city)),
        ];
    }

    private static async Task PrepareAsync(IServiceProvider services)
    {
        await CityData.AddPeopleAsync(services);
        // The site would do it in its first seconds.
        var clock = services.GetRequiredService<TimeProvider>();
        await services.GetServices<IJobWorker>().Single(w => w.Kind == PeopleIndexWorker.JobKind)
            .RunAsync(new Job { Id = clock.NewId(), Kind = PeopleIndexWorker.JobKind, Key = "bench", Payload = "{}", NotBefore = clock.Instant() }, CancellationToken.None);
        var db = services.GetRequiredService<LearningDbContext>();
        // What waits besides (the targets' read model) is another benchmark's.
        await db.WriteAsync(() => db.Set<Job>().Where(j => j.FinishedAt == null).ExecuteDeleteAsync(), CancellationToken.None);
        await db.Database.ExecuteSqlRawAsync(db.Database.IsSqlite() ? "ANALYZE" : "VACUUM ANALYZE");
    }

    private static string Escaped(string query) => query[..2] == "q=" ? "q=" + Uri.EscapeDataString(query[2..]) : query;

    private static double Milliseconds(Histogram times) => times.Percentile(0.95).TotalMilliseconds;
}

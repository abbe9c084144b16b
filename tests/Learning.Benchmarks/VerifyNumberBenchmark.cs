using System.Text.Json;
using Learning.Benchmarks.Load;
using Learning.Benchmarks.Reports;
using Learning.Benchmarks.Site;
using Learning.Testing;
using Learning.Certificates.Models;
using Learning.Credentials;

namespace Learning.Benchmarks;

/// <summary><c>POST /api/v1/verify</c> by number and name; and whether its time tells an unknown number from another name.</summary>
internal sealed class VerifyNumberBenchmark() : Benchmark("verify-number")
{
    private const int Certificates = 10_000, Connections = 16, Match = 0, Unknown = 1, OtherName = 2;
    private static readonly string[] Answers = ["\"VALID\"", "\"NOT_FOUND\"", "\"NOT_FOUND\""];

    public override async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        IReadOnlyList<Certificate> certificates = [];
        using var data = await DataDirectory.PrepareAsync("panzhihua-demo", async services => certificates = await CertificateRows.AddAsync(services, Certificates));
        await using var site = await PublishedSite.StartAsync(data, cancellation);
        var asks = Write(site.Address, certificates);
        var known = Shuffle(asks[Match]);
        var mixed = Shuffle([.. asks.SelectMany(a => a)]);
        var refused = Shuffle([.. asks[Unknown], .. asks[OtherName]]);
        var issued = await RunAsync(site, known, Connections, cancellation);
        var all = await RunAsync(site, mixed, Connections, cancellation);
        var alone = await RunAsync(site, refused, 1, cancellation);
        var register = $"{Certificates:#,0} certificates in the register; {Connections} connections, no rate limit";
        return
        [
            new("`POST /api/v1/verify` by number and name", issued.PerSecond, "requests/s", Goal.ReachAtLeast(5000), register, issued.Percentiles),
            new("The same, a third unknown numbers, a third other names", all.PerSecond, "requests/s", null, register, all.Percentiles),
            new(
                "Mean time of \"another name\" less that of \"no such number\"", alone.Kinds[OtherName].Mean - alone.Kinds[Unknown].Mean, "µs", null, $"{alone.All.Count:#,0} requests by turns on one connection",
                FormattableString.Invariant($"± {2 * (alone.Kinds[OtherName].Error + alone.Kinds[Unknown].Error):0.0} µs at two standard errors; means {alone.Kinds[Unknown].Mean:0} and {alone.Kinds[OtherName].Mean:0} µs")),
        ];
    }

    private static Task<LoadResult> RunAsync(SiteProcess site, Ask[] asks, int connections, CancellationToken cancellation) =>
        LoadGenerator.RunAsync(site, new LoadPlan(site.Address, connections, n => Turned(asks, asks.Length / connections * n), Answers), cancellation);

    private static Ask[][] Write(Uri site, IReadOnlyList<Certificate> certificates)
    {
        Ask Question(int kind, string number, string name) => Ask.PostJson(site, "/api/v1/verify", JsonSerializer.Serialize(new { number, name }), kind);
        return
        [
            [.. certificates.Select(c => Question(Match, c.Number, c.HolderName))],
            [.. certificates.Select(c => Question(Unknown, CertificateNumber.New(CertificateKind.CounsellorC, c.IssuedOn.Year).Value, c.HolderName))],
            [.. certificates.Select((c, i) => Question(OtherName, c.Number, certificates.Skip(i + 1).Concat(certificates).First(o => o.HolderName != c.HolderName).HolderName))],
        ];
    }

    private static Ask[] Shuffle(Ask[] asks)
    {
        new Random(1).Shuffle(asks);
        return asks;
    }

    private static Ask[] Turned(Ask[] asks, int by) => [.. asks[by..], .. asks[..by]];
}

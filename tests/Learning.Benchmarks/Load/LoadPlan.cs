using System.Text;

namespace Learning.Benchmarks.Load;

/// <summary>A request written out, and what kind it is: answers are counted by kind.</summary>
internal sealed record Ask(byte[] Bytes, int Kind = 0)
{
    public static Ask Get(Uri site, string path, string cookies) =>
        new(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {site.Authority}\r\nAccept: text/html\r\nCookie: {cookies}\r\n\r\n"));

    public static Ask PostJson(Uri site, string path, string json, int kind = 0)
    {
        var body = Encoding.UTF8.GetBytes(json);
        return new([.. Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {site.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"), .. body], kind);
    }
}

/// <summary>How a site is put under load.</summary>
/// <param name="Asks">What a connection asks, over and over, by its number.</param>
/// <param name="Expected">A text every kind's first answer must hold, by kind: a page of sign-in would be quick too.</param>
internal sealed record LoadPlan(Uri Site, int Connections, Func<int, IReadOnlyList<Ask>> Asks, IReadOnlyList<string> Expected)
{
    /// <summary>At least this long and this many requests: what runs is compiled anew while it runs, so a slow machine warms up longer.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(5);

    public int WarmUpRequests { get; init; } = 25_000;

    /// <summary>But no longer; below the 60 s after which a cookie is checked against the database.</summary>
    public TimeSpan WarmUpAtMost { get; init; } = TimeSpan.FromSeconds(40);

    public TimeSpan Measure { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most requests of one connection, warm-up included.</summary>
    public int MostRequests { get; init; } = 1_000_000;
}

/// <summary>What came of it.</summary>
/// <param name="Kinds">Durations by kind.</param>
/// <param name="ServerProcessor">Processor time the site took, per request.</param>
internal sealed record LoadResult(TimeSpan Took, IReadOnlyList<Histogram> Kinds, TimeSpan ServerProcessor)
{
    public Histogram All { get; } = Sum(Kinds);

    public double PerSecond => All.Count / Took.TotalSeconds;

    public string Percentiles => FormattableString.Invariant(
        $"p50 {All.Percentile(0.5).TotalMilliseconds:0.0} ms, p95 {All.Percentile(0.95).TotalMilliseconds:0.0} ms, p99 {All.Percentile(0.99).TotalMilliseconds:0.0} ms; {ServerProcessor.TotalMilliseconds:0.00} ms of processor a request");

    private static Histogram Sum(IReadOnlyList<Histogram> kinds)
    {
        var all = new Histogram();
        foreach (var kind in kinds)
        {
            all.Add(kind);
        }

        return all;
    }
}

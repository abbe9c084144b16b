using System.Diagnostics;
using Learning.Benchmarks.Site;
using Learning.Testing;

namespace Learning.Benchmarks.Load;

/// <summary>Each connection asks the next thing as soon as it has its answer; any answer but 200 ends the measuring.</summary>
internal static class LoadGenerator
{
    public static async Task<LoadResult> RunAsync(SiteProcess site, LoadPlan plan, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // A hung answer must not hang the measuring.
        ended.CancelAfter(plan.WarmUpAtMost + plan.Measure + TimeSpan.FromSeconds(30));
        var phase = new Phase(site, plan);
        var visitors = Enumerable.Range(0, plan.Connections).Select(n => new Visitor(site, plan, phase, n)).ToList();
        await Task.WhenAll(visitors.Select(v => Task.Run(() => v.RunAsync(ended.Token), ended.Token)));
        var used = site.ProcessorTime - phase.ProcessorBefore;
        var kinds = plan.Expected.Select((_, kind) =>
        {
            var all = new Histogram();
            visitors.ForEach(v => all.Add(v.Kinds[kind]));
            return all;
        }).ToList();
        return new LoadResult(visitors.Max(v => v.Measured), kinds, used / Math.Max(1, kinds.Sum(k => k.Count)));
    }

    /// <summary>Warming up, then measuring: the same moment for every connection.</summary>
    private sealed class Phase(SiteProcess site, LoadPlan plan)
    {
        private readonly long start = Stopwatch.GetTimestamp();
        private readonly Lock gate = new();
        private int asked;
        private long? measuringSince;

        public TimeSpan ProcessorBefore { get; private set; }

        /// <returns>Since when is measured; null while warming up.</returns>
        public long? Count(long now)
        {
            if (measuringSince is not null)
            {
                return measuringSince;
            }

            var warm = Stopwatch.GetElapsedTime(start, now);
            if (warm < plan.WarmUpAtMost && (Interlocked.Increment(ref asked) < plan.WarmUpRequests || warm < plan.WarmUp))
            {
                return null;
            }

            lock (gate)
            {
                if (measuringSince is null)
                {
                    ProcessorBefore = site.ProcessorTime;
                    measuringSince = now;
                }
            }

            return null;
        }
    }

    private sealed class Visitor(SiteProcess site, LoadPlan plan, Phase phase, int number)
    {
        private readonly IReadOnlyList<Ask> asks = plan.Asks(number);

        public IReadOnlyList<Histogram> Kinds { get; } = [.. plan.Expected.Select(_ => new Histogram())];

        public TimeSpan Measured { get; private set; }

        public async Task RunAsync(CancellationToken cancellation)
        {
            using var connection = new HttpConnection();
            await connection.ConnectAsync(plan.Site, cancellation);
            var seen = new bool[plan.Expected.Count];
            for (var i = 0; i < plan.MostRequests && Measured < plan.Measure; i++)
            {
                var ask = asks[i % asks.Count];
                var sent = Stopwatch.GetTimestamp();
                var status = await connection.AskAsync(ask.Bytes, cancellation);
                var now = Stopwatch.GetTimestamp();
                if (status != 200 || !seen[ask.Kind])
                {
                    Check(connection, ask, status);
                    seen[ask.Kind] = true;
                }

                if (phase.Count(now) is { } since && sent >= since)
                {
                    Kinds[ask.Kind].Record(Stopwatch.GetElapsedTime(sent, now));
                    Measured = Stopwatch.GetElapsedTime(since, now);
                }
            }
        }

        private void Check(HttpConnection connection, Ask ask, int status)
        {
            var text = connection.Text;
            if (status != 200 || !text.Contains(plan.Expected[ask.Kind], StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"Expected 200 with '{plan.Expected[ask.Kind]}', got:\n{text[..Math.Min(400, text.Length)]}\nThe site said:\n{site.LastWords}");
            }
        }
    }
}

using System.Diagnostics;
using Learning.Benchmarks.Site;

namespace Learning.Benchmarks.Load;

/// <summary>Each connection asks the next thing as soon as it has its answer; any answer but 200 ends the measuring.</summary>
internal static class LoadGenerator
{
    public static async Task<LoadResult> RunAsync(SiteProcess site, LoadPlan plan, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // A hung answer must not hang the measuring.
        ended.CancelAfter(plan.WarmUp + plan.Measure + TimeSpan.FromSeconds(30));
        var start = Stopwatch.GetTimestamp();
        var connections = Enumerable.Range(0, plan.Connections).Select(n => new Visitor(plan, n, start)).ToList();
        var running = connections.Select(c => Task.Run(() => c.RunAsync(ended.Token), ended.Token)).ToList();
        var clock = Task.Delay(plan.WarmUp, TimeProvider.System, ended.Token);
        await await Task.WhenAny(Task.WhenAll(running), clock);
        var before = site.ProcessorTime;
        await Task.WhenAll(running);
        var used = site.ProcessorTime - before;
        var kinds = plan.Expected.Select((_, kind) =>
        {
            var all = new Histogram();
            connections.ForEach(c => all.Add(c.Kinds[kind]));
            return all;
        }).ToList();
        var took = connections.Max(c => c.Measured);
        return new LoadResult(took, kinds, used / Math.Max(1, kinds.Sum(k => k.Count)));
    }

    private sealed class Visitor(LoadPlan plan, int number, long start)
    {
        private readonly IReadOnlyList<Ask> asks = plan.Asks(number);

        public IReadOnlyList<Histogram> Kinds { get; } = [.. plan.Expected.Select(_ => new Histogram())];

        public TimeSpan Measured { get; private set; }

        public async Task RunAsync(CancellationToken cancellation)
        {
            using var connection = new HttpConnection();
            await connection.ConnectAsync(plan.Site, cancellation);
            var seen = new bool[plan.Expected.Count];
            for (var i = 0; i < plan.MostRequests; i++)
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

                var since = Stopwatch.GetElapsedTime(start, now) - plan.WarmUp;
                if (since < TimeSpan.Zero)
                {
                    continue;
                }

                Kinds[ask.Kind].Record(Stopwatch.GetElapsedTime(sent, now));
                Measured = since;
                if (since >= plan.Measure)
                {
                    return;
                }
            }
        }

        private void Check(HttpConnection connection, Ask ask, int status)
        {
            var text = connection.Text;
            if (status != 200 || !text.Contains(plan.Expected[ask.Kind], StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"Expected 200 with '{plan.Expected[ask.Kind]}', got:\n{text[..Math.Min(2000, text.Length)]}");
            }
        }
    }
}

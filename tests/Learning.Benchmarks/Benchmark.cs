using Learning.Benchmarks.Reports;

namespace Learning.Benchmarks;

/// <summary>Something the README quotes a number of.</summary>
internal abstract class Benchmark(string name)
{
    /// <summary>What <c>./learning bench</c> calls it.</summary>
    public string Name => name;

    public abstract Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation);
}

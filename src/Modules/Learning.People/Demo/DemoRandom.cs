namespace Learning.People.Demo;

/// <summary>SplitMix64: the same seed gives the same city on every machine and runtime.</summary>
internal sealed class DemoRandom(ulong seed)
{
    private ulong state = seed * 0x9E3779B97F4A7C15UL + 0xD1B54A32D192ED03UL;

    /// <summary>0 to below − 1.</summary>
    public int Next(int below) => (int)(Bits() % (ulong)below);

    public ulong Bits()
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    public bool Percent(int share) => Next(100) < share;

    public T Pick<T>(IReadOnlyList<T> from) => from[Next(from.Count)];

    /// <summary>Bell-shaped around 0 with a spread of 1: twelve even draws, so that no machine's logarithm has a say.</summary>
    public double Bell() => Enumerable.Range(0, 12).Sum(_ => Next(1_000_000)) / 1_000_000.0 - 6;
}

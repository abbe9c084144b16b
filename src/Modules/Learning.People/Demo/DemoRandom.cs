namespace Learning.People.Demo;

/// <summary>SplitMix64: the same seed gives the same city on every machine and runtime.</summary>
internal sealed class DemoRandom(ulong seed)
{
    private ulong state = seed * 0x9E3779B97F4A7C15UL + 0xD1B54A32D192ED03UL;

    /// <summary>0 to below − 1.</summary>
    public int Next(int below)
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (int)((z ^ (z >> 31)) % (ulong)below);
    }

    public bool Percent(int share) => Next(100) < share;

    public T Pick<T>(IReadOnlyList<T> from) => from[Next(from.Count)];
}

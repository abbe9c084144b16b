using System.Numerics;

namespace Learning.Benchmarks.Load;

/// <summary>Counts durations in buckets less than 1 % wide, in microseconds; mean and spread are exact.</summary>
internal sealed class Histogram
{
    private const int SubBits = 7, Sub = 1 << SubBits;
    private readonly long[] buckets = new long[Sub * 28];
    private double sum, squares;

    public long Count { get; private set; }

    public double Mean => Count == 0 ? 0 : sum / Count;

    /// <summary>Standard error of the mean, in microseconds.</summary>
    public double Error => Count < 2 ? 0 : Math.Sqrt(Math.Max(0, (squares / Count) - (Mean * Mean)) / Count);

    public void Record(TimeSpan duration)
    {
        var microseconds = duration.TotalMicroseconds;
        Count++;
        sum += microseconds;
        squares += microseconds * microseconds;
        buckets[Math.Min(Bucket((ulong)microseconds), buckets.Length - 1)]++;
    }

    public void Add(Histogram other)
    {
        Count += other.Count;
        sum += other.sum;
        squares += other.squares;
        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] += other.buckets[i];
        }
    }

    /// <summary>The duration this share of all stayed within.</summary>
    public TimeSpan Percentile(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        var seen = 0L;
        for (var i = 0; i < buckets.Length; i++)
        {
            seen += buckets[i];
            if (seen >= wanted && seen > 0)
            {
                return TimeSpan.FromMicroseconds(UpperEdge(i));
            }
        }

        return TimeSpan.Zero;
    }

    private static int Bucket(ulong value)
    {
        var shift = Math.Max(0, BitOperations.Log2(value | 1) - SubBits);
        return (shift * Sub) + (int)(value >> shift);
    }

    private static double UpperEdge(int bucket)
    {
        var shift = Math.Max(0, (bucket / Sub) - 1);
        return (double)((ulong)(bucket - (shift * Sub)) + 1) * (1UL << shift);
    }
}

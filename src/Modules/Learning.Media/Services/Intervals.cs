using System.Globalization;

namespace Learning.Media.Services;

/// <summary>Parts of a film, in milliseconds: in order, apart from each other. Never changes; adding gives a new one.</summary>
internal sealed class Intervals
{
    public static readonly Intervals None = new([]);
    private readonly (int From, int To)[] parts;

    private Intervals((int From, int To)[] parts) => this.parts = parts;

    public IReadOnlyList<(int From, int To)> Parts => parts;

    /// <summary>Distinct milliseconds.</summary>
    public int Length => parts.Sum(p => p.To - p.From);

    /// <summary>Reads <c>0-5000,7000-9000</c>.</summary>
    /// <exception cref="FormatException">Anything else.</exception>
    public static Intervals Parse(string text)
    {
        var all = None;
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = part.IndexOf('-', StringComparison.Ordinal);
            if (dash < 0)
            {
                throw new FormatException($"'{part}' is no interval.");
            }

            all = all.Add(int.Parse(part.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture), int.Parse(part.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture));
        }

        return all;
    }

    /// <summary>How many milliseconds of a part are not in here yet.</summary>
    public int NewOf(int from, int to) => Math.Max(0, to - from) - parts.Sum(p => Math.Max(0, Math.Min(p.To, to) - Math.Max(p.From, from)));

    public Intervals Add(int from, int to)
    {
        if (from < 0 || to < from)
        {
            throw new ArgumentOutOfRangeException(nameof(to), $"{from}-{to} is no interval.");
        }

        if (to == from)
        {
            return this;
        }

        var apart = parts.Where(p => p.To < from || p.From > to).ToList();
        var touching = parts.Where(p => p.To >= from && p.From <= to).ToList();
        apart.Add((touching.Select(p => p.From).Append(from).Min(), touching.Select(p => p.To).Append(to).Max()));
        return new Intervals([.. apart.OrderBy(p => p.From)]);
    }

    public override string ToString() => string.Join(',', parts.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.From}-{p.To}")));
}

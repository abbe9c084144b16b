namespace Learning.Media.Services;

/// <summary>
/// How many milliseconds of film may be accepted at an instant. Time fills it at the fastest speed that counts, watching spends it,
/// so over any stretch nobody is credited more film than 1.5 times the server's clock and 2 s.
/// </summary>
internal readonly record struct WatchBudget(DateTimeOffset At, int Credit)
{
    public const double FastestRate = 1.5;
    public const int Slack = 2_000;

    /// <summary>What a player holds in store and may report late: ten minutes. Longer away fills no more.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private static readonly int Most = Slack + (int)(Longest.TotalMilliseconds * FastestRate);

    public static WatchBudget Begin(DateTimeOffset now) => new(now, Slack);

    /// <summary>With what time has added. A clock set back adds nothing until it has caught up.</summary>
    public WatchBudget Until(DateTimeOffset now)
    {
        if (now <= At)
        {
            return this;
        }

        var added = Math.Min(Most, (now - At).TotalMilliseconds * FastestRate);
        return new WatchBudget(now, (int)Math.Min(Most, Credit + added));
    }

    /// <returns>Null when that much cannot have been watched by now.</returns>
    public WatchBudget? Spend(int milliseconds) => milliseconds <= Credit ? this with { Credit = Credit - milliseconds } : null;
}

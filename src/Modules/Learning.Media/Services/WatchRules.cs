namespace Learning.Media.Services;

/// <summary>What a page says was played, in seconds of the film.</summary>
internal sealed record WatchReport(string? Session, double From, double To, double Rate, bool Hidden);

/// <summary>Why a report counts nothing.</summary>
internal enum WatchRefusal
{
    Hidden,
    TooFast,
    OutsideFilm,
    FasterThanTime,
    TwoWindows,
    OldSession,
}

/// <summary>What counts as watched. Pure: the same report, clock and state give the same answer.</summary>
internal static class WatchRules
{
    /// <summary>A player reports every 5 s; one report of more than this is no report of playing.</summary>
    public const int LongestReport = 30_000;

    /// <summary>A page left open longer starts anew.</summary>
    public static readonly TimeSpan LongestSession = TimeSpan.FromHours(12);

    // Players round the end of a film up.
    private const int Beyond = 500;

    /// <summary>Whether a report can be true of a film at all, and of which part.</summary>
    public static WatchRefusal? Read(WatchReport report, int filmMilliseconds, out (int From, int To) part)
    {
        part = default;
        if (report.Hidden)
        {
            return WatchRefusal.Hidden;
        }

        if (!double.IsFinite(report.Rate) || report.Rate <= 0 || report.Rate > WatchBudget.FastestRate + 0.001)
        {
            return WatchRefusal.TooFast;
        }

        if (!double.IsFinite(report.From) || !double.IsFinite(report.To) || report.From < 0 || report.To < report.From || report.To * 1000 > filmMilliseconds + Beyond)
        {
            return WatchRefusal.OutsideFilm;
        }

        part = (Math.Min((int)Math.Round(report.From * 1000), filmMilliseconds), Math.Min((int)Math.Round(report.To * 1000), filmMilliseconds));
        return part.To - part.From > LongestReport ? WatchRefusal.FasterThanTime : null;
    }

    /// <summary>Spends from the person's budget what of a part is new; what was watched before costs and adds nothing.</summary>
    public static WatchRefusal? Accept((int From, int To) part, DateTimeOffset now, ref WatchBudget budget, ref Intervals watched)
    {
        var available = budget.Until(now);
        if (available.Spend(watched.NewOf(part.From, part.To)) is not { } left)
        {
            return WatchRefusal.FasterThanTime;
        }

        budget = left;
        watched = watched.Add(part.From, part.To);
        return null;
    }

    public static int Needed(int filmMilliseconds, double share) => (int)Math.Ceiling(filmMilliseconds * share);
}

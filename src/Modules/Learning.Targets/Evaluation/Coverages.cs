using Learning.Core.Targets;

namespace Learning.Targets.Evaluation;

/// <summary>Numbers of a group of subjects.</summary>
internal readonly record struct Tally(int Counted, int Exempt, int Unknown, int Met)
{
    public static Tally Of(IEnumerable<Outcome> outcomes)
    {
        var tally = default(Tally);
        foreach (var outcome in outcomes)
        {
            tally = outcome.Counting switch
            {
                Counting.Exempt => tally with { Exempt = tally.Exempt + 1 },
                Counting.Unknown => tally with { Unknown = tally.Unknown + 1 },
                _ => tally with { Counted = tally.Counted + 1, Met = tally.Met + (outcome.Met ? 1 : 0) },
            };
        }

        return tally;
    }
}

/// <summary>Coverage from numbers and the goal.</summary>
internal static class Coverages
{
    /// <param name="wholeCity">A count is asked of the city, never of a part of it.</param>
    public static Coverage Of(Tally tally, Goal goal, bool wholeCity, Coverage? atDeadline = null)
    {
        decimal? share = tally.Counted == 0 ? null : Math.Round(100m * tally.Met / tally.Counted, 1, MidpointRounding.ToZero);
        decimal? asked = goal switch
        {
            ShareGoal wanted => wanted.Percent,
            EveryoneGoal => 100m,
            _ => null,
        };
        int? count = goal is CountGoal number && wholeCity ? number.Count : null;
        bool? met = tally.Counted == 0 ? null
            : asked is { } percent ? 100m * tally.Met >= percent * tally.Counted
            : count is { } needed ? tally.Met >= needed
            : null;
        return new Coverage(tally.Counted, tally.Exempt, tally.Met, tally.Met, share, asked, count, met, tally.Unknown, atDeadline);
    }
}

using Learning.Core.Targets;

namespace Learning.Bureau.Services;

/// <summary>How a target stands against its goal on a day.</summary>
internal enum CoverageState
{
    /// <summary>Nobody is counted in this area.</summary>
    NotCounted,

    /// <summary>A count is asked of the whole city, and this is a part of it.</summary>
    NoGoalHere,

    Met,

    Short,

    /// <summary>Not reached, and due within <see cref="TargetRow.SoonDays"/>.</summary>
    DueSoon,

    /// <summary>Not reached on its day, nor since.</summary>
    Overdue,
}

/// <summary>A measured target with its coverage in an area, on a day.</summary>
internal sealed record TargetRow(TargetCard Card, Coverage Coverage, DateOnly Today)
{
    public const int SoonDays = 90;

    public CoverageState State =>
        Coverage.Subjects == 0 ? CoverageState.NotCounted
        : Coverage.GoalMet is not { } met ? CoverageState.NoGoalHere
        : met ? CoverageState.Met
        : Card.DueOn is not { } due ? CoverageState.Short
        : due < Today ? CoverageState.Overdue
        : due.DayNumber - Today.DayNumber <= SoonDays ? CoverageState.DueSoon
        : CoverageState.Short;

    /// <summary>Percent of the goal's own scale that is missing; 0 or less when reached, null without a goal or anyone counted.</summary>
    public decimal? Distance =>
        Coverage.Subjects == 0 ? null
        : Coverage.GoalShare is { } share ? share - Coverage.Share
        : Coverage.GoalCount is { } count and > 0 ? 100m * (count - Coverage.Attained) / count
        : null;

    /// <summary>How many more must be met to reach the goal.</summary>
    public int Missing =>
        Coverage.GoalShare is { } share ? Math.Max(0, (int)Math.Ceiling(share * Coverage.Subjects / 100m) - Coverage.Met)
        : Coverage.GoalCount is { } count ? Math.Max(0, count - Coverage.Attained)
        : 0;

    /// <summary>较目标: percentage points for a share, pieces for a count.</summary>
    public decimal? AgainstGoal =>
        Coverage.Subjects == 0 ? null
        : Coverage.GoalShare is { } share ? Coverage.Share - share
        : Coverage.GoalCount is { } count ? Coverage.Attained - count
        : null;

    /// <summary>What a bar shows in percent: the share, or how much of a count is there.</summary>
    public decimal? BarShare => Coverage.GoalCount is { } count and > 0 ? Math.Min(100, 100m * Coverage.Attained / count) : Coverage.Share;

    public decimal? BarGoal => Coverage.GoalCount is > 0 ? 100 : Coverage.GoalShare;
}

/// <summary>Rows of an area in the sources' order, and what stands out.</summary>
internal static class CoverageRows
{
    /// <summary>Topics in the order pages show them; a recipe's own topics come after.</summary>
    public static readonly IReadOnlyList<string> Topics =
        ["certificate", "hours", "programme", "staffing", "school", "activity", "library", "media", "other"];

    public static IReadOnlyList<TargetRow> Of(IEnumerable<TargetCard> cards, IReadOnlyDictionary<string, Coverage> coverage, DateOnly today) =>
        [.. cards.Where(c => c.State == TargetState.Measured && coverage.ContainsKey(c.Key)).Select(c => new TargetRow(c, coverage[c.Key], today))];

    /// <summary>Grouped by topic; within a topic the sources' order stays.</summary>
    public static IReadOnlyList<IGrouping<string, TargetRow>> ByTopic(IEnumerable<TargetRow> rows) =>
        [.. rows.GroupBy(r => r.Card.Topic, StringComparer.Ordinal).OrderBy(g => Place(g.Key))];

    /// <summary>The row furthest from its goal; of equals the one due first; null when every goal is reached.</summary>
    public static TargetRow? Furthest(IEnumerable<TargetRow> rows) =>
        rows.Where(r => r.State is CoverageState.Short or CoverageState.DueSoon or CoverageState.Overdue)
            .OrderByDescending(r => r.Distance).ThenBy(r => r.Card.DueOn ?? DateOnly.MaxValue).FirstOrDefault();

    /// <summary>What cannot wait: not reached and due soon or past, the nearest day first.</summary>
    public static IReadOnlyList<TargetRow> Pressing(IEnumerable<TargetRow> rows) =>
        [.. rows.Where(r => r.State is CoverageState.DueSoon or CoverageState.Overdue)
            .OrderBy(r => r.State == CoverageState.Overdue).ThenBy(r => r.State == CoverageState.Overdue ? -r.Card.DueOn!.Value.DayNumber : r.Card.DueOn!.Value.DayNumber)
            .ThenByDescending(r => r.Distance)];

    private static int Place(string topic)
    {
        for (var place = 0; place < Topics.Count; place++)
        {
            if (Topics[place] == topic)
            {
                return place;
            }
        }

        return Topics.Count;
    }
}

using Learning.Bureau.Services;
using Learning.Core.Targets;

namespace Learning.UnitTests.Bureau;

public sealed class CoverageRowsTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData(0, 0, null, CoverageState.NotCounted)]
    [InlineData(10, 10, "2025-12-31", CoverageState.Met)]
    [InlineData(10, 9, null, CoverageState.Short)]
    [InlineData(10, 9, "2025-12-31", CoverageState.Overdue)]
    [InlineData(10, 9, "2026-11-22", CoverageState.DueSoon)]
    [InlineData(10, 9, "2027-02-20", CoverageState.DueSoon)]
    [InlineData(10, 9, "2027-02-21", CoverageState.Short)]
    internal void State_OfShareAndDay_IsWhatAReaderMustKnow(int subjects, int met, string? due, CoverageState expected) =>
        Assert.Equal(expected, Row(Share(subjects, met), due).State);

    [Fact]
    public void State_CountGoalInACounty_HasNoGoalThere()
    {
        var row = Row(new Coverage(30, 0, 4, 4, 13.3m, null, null, null), "2025-12-31");

        Assert.Equal(CoverageState.NoGoalHere, row.State);
        Assert.Null(row.Distance);
        Assert.Null(row.AgainstGoal);
    }

    [Theory]
    [InlineData(500, 317, 100, 183)]
    [InlineData(10, 5, 60, 1)]
    [InlineData(3, 1, 60, 1)]
    [InlineData(10, 6, 60, 0)]
    public void Missing_OfShare_IsTheFewestThatReachTheGoal(int subjects, int met, int goal, int expected) =>
        Assert.Equal(expected, Row(Share(subjects, met, goal)).Missing);

    [Fact]
    public void Distance_OfCount_IsPercentOfTheCount()
    {
        var row = Row(Count(5, 20));

        Assert.Equal(75m, row.Distance);
        Assert.Equal(-15m, row.AgainstGoal);
        Assert.Equal(25m, row.BarShare);
        Assert.Equal(100m, row.BarGoal);
    }

    [Fact]
    public void Furthest_OfSeveral_IsTheLargestPartOfItsGoalMissing()
    {
        var near = Row(Share(100, 90), key: "a");
        var far = Row(Count(5, 20), key: "b");
        var met = Row(Share(10, 10), key: "c");
        var nobody = Row(Share(0, 0), key: "d");

        Assert.Same(far, CoverageRows.Furthest([near, far, met, nobody]));
        Assert.Null(CoverageRows.Furthest([met, nobody]));
    }

    [Fact]
    public void Furthest_OfEquals_IsTheOneDueFirst()
    {
        var later = Row(Share(10, 0), "2027-12-31", "a");
        var sooner = Row(Share(10, 0), "2025-12-31", "b");

        Assert.Same(sooner, CoverageRows.Furthest([later, sooner]));
    }

    [Fact]
    public void ByTopic_OfMixedTopics_KeepsTheSourcesOrderWithin()
    {
        var rows = new[] { Row(Share(1, 1), key: "h1", topic: "hours"), Row(Share(1, 1), key: "x", topic: "own-topic"), Row(Share(1, 1), key: "c", topic: "certificate"), Row(Share(1, 1), key: "h2", topic: "hours") };

        var groups = CoverageRows.ByTopic(rows);

        Assert.Equal(["certificate", "hours", "own-topic"], groups.Select(g => g.Key));
        Assert.Equal(["h1", "h2"], groups[1].Select(r => r.Card.Key));
    }

    [Fact]
    public void Pressing_DueSoonBeforePast_NearestDayFirst()
    {
        var past = Row(Share(10, 0), "2025-12-31", "past");
        var longPast = Row(Share(10, 0), "2024-12-31", "long-past");
        var soon = Row(Share(10, 0), "2026-12-31", "soon");
        var sooner = Row(Share(10, 0), "2026-11-30", "sooner");
        var open = Row(Share(10, 0), key: "open");

        Assert.Equal(["sooner", "soon", "past", "long-past"], CoverageRows.Pressing([longPast, open, soon, past, sooner]).Select(r => r.Card.Key));
    }

    [Fact]
    public void Of_CardsAndCoverage_TakesMeasuredOnly()
    {
        var measured = Card("a", null, "hours");
        var advisory = measured with { Key = "b", State = TargetState.Advisory };
        var coverage = new Dictionary<string, Coverage>(StringComparer.Ordinal) { ["a"] = Share(1, 1), ["b"] = Share(1, 1) };

        Assert.Equal(["a"], CoverageRows.Of([measured, advisory, measured with { Key = "c" }], coverage, Today).Select(r => r.Card.Key));
    }

    internal static TargetRow Row(Coverage coverage, string? due = null, string key = "k", string topic = "hours") => new(Card(key, due, topic), coverage, Today);

    internal static Coverage Share(int subjects, int met, decimal goal = 100)
    {
        decimal? share = subjects == 0 ? null : Math.Round(100m * met / subjects, 1, MidpointRounding.ToZero);
        return new Coverage(subjects, 0, met, met, share, goal, null, subjects == 0 ? null : 100m * met >= goal * subjects);
    }

    internal static Coverage Count(int has, int goal) => new(40, 0, has, has, 100m * has / 40, null, goal, has >= goal);

    private static TargetCard Card(string key, string? due, string topic) => new(
        key, key, key, "…", "攀枝花2022", "…", TargetState.Measured, null, topic, null, "20人", due is null ? null : DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), [], null);
}

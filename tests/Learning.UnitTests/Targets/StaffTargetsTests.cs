using Learning.Core.Curricula;
using Learning.Core.People;
using Learning.Targets.Evaluation;

namespace Learning.UnitTests.Targets;

/// <summary>Staffing by facts of schools, and plans, on the cities' own rows.</summary>
public sealed class StaffTargetsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(800, 1)]
    [InlineData(801, 2)]
    [InlineData(1600, 2)]
    [InlineData(1601, 3)]
    public void Nc5a_OnePerEightHundred_RoundsUp(int pupils, int needed) =>
        Assert.Equal(needed, new Staffroom().School(1, pupils: pupils).Staff(Policies.Row("NC-5.a")).Single().Required);

    [Fact]
    public void Nc5b_AtEightHundred_IsNotAsked()
    {
        var target = Policies.Row("NC-5.b");

        Assert.Empty(new Staffroom().School(1, pupils: 800).Staff(target));
        Assert.False(new Staffroom().School(1, pupils: 801).Post(1, Roles.PsychologyTeacher, employment: "part-time").Staff(target).Single().Met);
        Assert.True(new Staffroom().School(1, pupils: 801).Post(1, Roles.PsychologyTeacher, employment: "full-time").Staff(target).Single().Met);
    }

    [Theory]
    [InlineData("NC-5.a", "pupils")]
    [InlineData("NC-5.b", "pupils")]
    [InlineData("AK-3.c", "boarders")]
    [InlineData("QD-4.c", "pupils")]
    public void Staff_SchoolWithoutTheFact_IsUnknownAndNotZero(string id, string fact)
    {
        var target = Policies.Row(id);
        var outcomes = new Staffroom().School(1).Staff(target);

        Assert.Equal((Counting.Unknown, fact), (outcomes.Single().Counting, outcomes.Single().Note));
        var coverage = Coverages.Of(Tally.Of(outcomes), target.Counted.Goal, true);
        Assert.Equal((0, 1, (decimal?)null), (coverage.Subjects, coverage.Unknown, coverage.Share));
    }

    [Fact]
    public void Ak3a_EverySchoolWithTeachingPoints_NeedsOne()
    {
        var target = Policies.Row("AK-3.a");
        var outcomes = new Staffroom().School(1).School(2, "teaching-point").School(3, "kindergarten").School(4, "research-centre")
            .Post(1, Roles.PsychologyTeacher, 1, "part-time").Post(2, Roles.PsychologyTeacher, 2, "part-time", Standings.OnLeave).Staff(target);

        Assert.Equal([(Staffroom.Id(1), true), (Staffroom.Id(2), false)], outcomes.Select(o => (o.SubjectId, o.Met)));
    }

    [Theory]
    [InlineData(999, false)]
    [InlineData(1000, true)]
    public void Ak3b_ThresholdIncludesItself(int pupils, bool asked) =>
        Assert.Equal(asked, new Staffroom().School(1, pupils: pupils).Staff(Policies.Row("AK-3.b")).Count == 1);

    [Theory]
    [InlineData(199, false)]
    [InlineData(200, true)]
    public void Ak3c_Boarders_MakeABoardingSchool(int boarders, bool asked) =>
        Assert.Equal(asked, new Staffroom().School(1, boarders: boarders).Staff(Policies.Row("AK-3.c")).Count == 1);

    [Fact]
    public void Ak3_FactsAsOfTheDeadline_GiveAnOldResult()
    {
        var target = Policies.Row("AK-3.b").Counted;
        var kept = Reckoning.Kept(target, new DateOnly(2026, 3, 1));

        Assert.Equal([(new DateOnly(2026, 3, 1), false), (new DateOnly(2024, 12, 31), true)], kept.Select(k => (k.On, k.AtDeadline)));
        Assert.Single(Reckoning.Kept(target, new DateOnly(2024, 12, 31)));
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(19, 1)]
    [InlineData(20, 2)]
    [InlineData(24, 2)]
    public void Qd4c_OnePerTenClasses_RoundsDownButNeverBelowOne(int classes, int needed) =>
        Assert.Equal(needed, new Staffroom().School(1, pupils: 500, classes: classes).Staff(Policies.Row("QD-4.c")).Single().Required);

    [Fact]
    public void Qd4_SmallSchool_IsLeftOutOfBButNotOfA()
    {
        var room = new Staffroom().School(1, pupils: 99, classes: 6);

        Assert.Single(room.Staff(Policies.Row("QD-4.a")));
        Assert.Empty(room.Staff(Policies.Row("QD-4.b")));
        Assert.Empty(room.Staff(Policies.Row("QD-4.c")));
    }

    [Fact]
    public void Ga3_ServiceStation_NeedsTwoPeopleAndNotTwoPosts()
    {
        var target = Policies.Row("GA-3");

        Assert.False(new Staffroom().Post(1, Roles.StationDuty, employment: "full-time").Post(1, Roles.StationDuty).Staff(target).Single().Met);
        Assert.True(new Staffroom().Post(1, Roles.StationDuty).Post(2, Roles.StationDuty).Staff(target).Single().Met);
    }

    [Fact]
    public void Pz6_PlanWithoutMode_IsNotWholeAndSaysSo()
    {
        var target = Policies.Row("PZ-6");
        var outcomes = Evaluate.Plans([new("a", "甲", true, true, true, true), new("b", "乙", true, true, false, false)]);

        Assert.IsType<PlanMeasure>(target.Counted.Measure);
        Assert.Equal([true, false], outcomes.Select(o => o.Met));
        Assert.Equal("mode,assessment", outcomes[1].Note);
        Assert.Equal(50m, Coverages.Of(Tally.Of(outcomes), target.Counted.Goal, true).Share);
    }

    [Theory]
    [InlineData("2026-01-31", "2025-09-01")]
    [InlineData("2026-02-01", "2026-02-01")]
    public void Term_Day_LiesInItsHalf(string day, string from) =>
        Assert.Equal(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), new Period(PeriodKind.Term, null).On(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).From);

    [Fact]
    public void Kept_SchoolYear_IsThisYearAndTheLastOnItsLastDay() =>
        Assert.Equal(
            [new Reckoning(new DateOnly(2025, 9, 1), false, new DateOnly(2025, 9, 1)), new Reckoning(new DateOnly(2024, 9, 1), false, new DateOnly(2025, 8, 31))],
            Reckoning.Kept(Policies.Row("PZ-5").Counted, new DateOnly(2025, 9, 1)));
}

using Learning.Core.People;
using Learning.Targets.Evaluation;

namespace Learning.UnitTests.Targets;

/// <summary>Who is counted and when it is enough, on the cities' own rows.</summary>
public sealed class PeopleTargetsTests
{
    [Fact]
    public void Pz1_HomeroomTeachers_ShareOfHoldersIsTheGoal()
    {
        var target = Policies.Row("PZ-1");
        var outcomes = new Staffroom().Post(1, Roles.HomeroomTeacher).Post(2, Roles.HomeroomTeacher).Post(3, Roles.SubjectTeacher).People(target, (1, 1));

        var coverage = Coverages.Of(Tally.Of(outcomes), target.Counted.Goal, wholeCity: true);

        Assert.Equal((2, 1, 50m, 100m, false), (coverage.Subjects, coverage.Met, coverage.Share, coverage.GoalShare, coverage.GoalMet));
        Assert.True(((CertificateMeasure)target.Counted.Measure).OrHigher);
        Assert.Equal(new DateOnly(2025, 12, 31), target.Counted.DueOn);
    }

    [Fact]
    public void Pz1_KindergartenHomeroomTeacher_IsNotCounted()
    {
        var room = new Staffroom().School(1, "kindergarten").School(2, "technical").School(3, "special")
            .Post(1, Roles.HomeroomTeacher, 1).Post(2, Roles.HomeroomTeacher, 2).Post(3, Roles.HomeroomTeacher, 3);

        Assert.Equal([3], room.In(Policies.Row("PZ-1")));
    }

    [Fact]
    public void Pz2_UnionOfRoles_PersonWithThreePostsCountsOnce()
    {
        var target = Policies.Row("PZ-2");
        var room = new Staffroom()
            .Post(1, Roles.MoralEducationStaff).Post(1, Roles.HomeroomTeacher).Post(1, Roles.YouthLeagueStaff)
            .Post(2, Roles.Counsellor).Post(3, Roles.PsychologyTeacher, employment: "part-time").Post(4, Roles.SubjectTeacher).Post(5, Roles.HomeroomTeacher).Post(6, Roles.HomeroomTeacher);

        Assert.Equal([1, 2, 3, 5, 6], room.In(target));

        // 3 of 5 is 60 %: exactly enough.
        Assert.True(Coverages.Of(Tally.Of(room.People(target, (1, 1), (2, 1), (3, 1))), target.Counted.Goal, true).GoalMet);
        Assert.False(Coverages.Of(Tally.Of(room.People(target, (1, 1), (2, 1))), target.Counted.Goal, true).GoalMet);
    }

    [Fact]
    public void Pz3_CountGoal_IsTheCitysAndNotAPartsOfIt()
    {
        var target = Policies.Row("PZ-3");
        var room = new Staffroom();
        for (var i = 1; i <= 25; i++)
        {
            room.Post(i, Roles.PsychologyTeacher, employment: i <= 22 ? "full-time" : "part-time");
        }

        var tally = Tally.Of(room.People(target, [.. Enumerable.Range(1, 20).Select(i => (i, 1m))]));
        var city = Coverages.Of(tally, target.Counted.Goal, wholeCity: true);
        var county = Coverages.Of(tally, target.Counted.Goal, wholeCity: false);

        Assert.Equal((22, 20, 20, true), (city.Subjects, city.Attained, city.GoalCount, city.GoalMet));
        Assert.Equal((20, (int?)null, (bool?)null), (county.Attained, county.GoalCount, county.GoalMet));
    }

    [Fact]
    public void Pz4_PrincipalOnLeave_IsExemptAndOutsideTheShare()
    {
        var target = Policies.Row("PZ-4");
        var outcomes = new Staffroom().Post(1, Roles.Principal).Post(2, Roles.Principal, 2, standing: Standings.OnLeave).People(target, (1, 1));

        var coverage = Coverages.Of(Tally.Of(outcomes), target.Counted.Goal, true);

        Assert.Equal((1, 1, 1, 100m, true), (coverage.Subjects, coverage.Exempt, coverage.Met, coverage.Share, coverage.GoalMet));
        Assert.Equal(["principals"], ((ProgrammeMeasure)target.Counted.Measure).Programmes);
    }

    [Theory]
    [InlineData(7.99, false)]
    [InlineData(8, true)]
    [InlineData(12.5, true)]
    public void Pz5_SubjectTeacher_NeedsEightHoursOfTheSchoolYear(double hours, bool met)
    {
        var target = Policies.Row("PZ-5");
        var outcome = new Staffroom().Post(1, Roles.SubjectTeacher).People(target, (1, (decimal)hours)).Single();

        Assert.Equal((8m, met), (outcome.Required, outcome.Met));
        Assert.Equal(new Window(new DateOnly(2025, 9, 1), new DateOnly(2026, 8, 31)), target.Counted.Period.On(new DateOnly(2026, 8, 31)));
        Assert.Equal(["mental-health"], ((HoursMeasure)target.Counted.Measure).Categories);
    }

    [Theory]
    [InlineData(Standings.InPost, 1, 0)]
    [InlineData("substitute", 1, 0)]
    [InlineData("exchange", 1, 0)]
    [InlineData("secondment", 1, 0)]
    [InlineData("rehired", 1, 0)]
    [InlineData(Standings.OnLeave, 0, 1)]
    [InlineData("retired", 0, 0)]
    public void Pz5_Standing_DecidesWhetherItCounts(string standing, int counted, int exempt)
    {
        var tally = Tally.Of(new Staffroom().Post(1, Roles.SubjectTeacher, standing: standing).People(Policies.Row("PZ-5")));

        Assert.Equal((counted, exempt), (tally.Counted, tally.Exempt));
    }

    [Fact]
    public void Pz5_OnLeaveAtOneSchoolInPostAtAnother_CountsWhereInPost()
    {
        var outcome = new Staffroom().Post(1, Roles.SubjectTeacher, 1, standing: Standings.OnLeave).Post(1, Roles.SubjectTeacher, 2).People(Policies.Row("PZ-5")).Single();

        Assert.Equal((Counting.Counted, Staffroom.Id(2)), (outcome.Counting, outcome.OrganisationId));
    }

    [Fact]
    public void Pz2_PsychologyAndHomeroomAtDifferentSchools_CountsAtThePsychologyPost()
    {
        var outcome = new Staffroom()
            .Post(1, Roles.MoralEducationStaff, 1, since: 2010).Post(1, Roles.HomeroomTeacher, 2, since: 2015).Post(1, Roles.PsychologyTeacher, 3, "part-time", since: 2024)
            .People(Policies.Row("PZ-2")).Single();

        Assert.Equal(Staffroom.Id(3), outcome.OrganisationId);
    }

    [Fact]
    public void Nc1_FullTimePsychologyTeacher_CountsAtStationsToo()
    {
        var target = Policies.Row("NC-1");
        var room = new Staffroom().School(1, "station", county: null).School(2, "kindergarten")
            .Post(1, Roles.PsychologyTeacher, 1, "full-time").Post(2, Roles.PsychologyTeacher, 2, "full-time").Post(3, Roles.PsychologyTeacher, 2, "part-time");

        Assert.Equal([1, 2], room.In(target));
        Assert.Equal(40m, target.Counted.Required);
        Assert.Equal(new Window(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31)), target.Counted.Period.On(new DateOnly(2024, 9, 1)));
        Assert.Null(room.People(target).First(o => o.OrganisationId == Staffroom.Id(1)).CountyId);
    }

    [Fact]
    public void Nc2_BackboneTeachers_TenHoursOverAUnionOfRoles()
    {
        var target = Policies.Row("NC-2");
        var room = new Staffroom().School(9, "technical")
            .Post(1, Roles.HomeroomTeacher, 9).Post(2, Roles.YouthLeagueStaff).Post(3, Roles.Counsellor).Post(4, Roles.MoralEducationStaff).Post(5, Roles.SubjectTeacher);

        Assert.Equal([1, 2, 3, 4], room.In(target));
        Assert.Equal(10m, target.Counted.Required);
    }

    [Fact]
    public void Nc3_OtherTeachers_AreThoseNobodyElseAsks()
    {
        var room = new Staffroom()
            .Post(1, Roles.SubjectTeacher).Post(2, Roles.SubjectTeacher).Post(2, Roles.HomeroomTeacher, 2)
            .Post(3, Roles.Principal).Post(4, Roles.OtherTeacher).Post(5, Roles.PsychologyTeacher, employment: "part-time")
            .Post(6, Roles.PsychologyTeacher, employment: "part-time").Post(6, Roles.HomeroomTeacher).Post(7, Roles.StationDuty)
            .Post(8, Roles.SubjectTeacher).Post(8, Roles.HomeroomTeacher, standing: Standings.OnLeave);

        Assert.Equal([1, 3, 4, 7], room.In(Policies.Row("NC-3.a")));
        Assert.Equal([5], room.In(Policies.Row("NC-3.b")));
        Assert.Equal(1m, ((TrainingsMeasure)Policies.Row("NC-3.a").Counted.Measure).AtLeastHours);
    }

    [Fact]
    public void Ak1_PsychologyTeachers_ThirtyAndTwelveHoursUpToTheDate()
    {
        var room = new Staffroom().Post(1, Roles.PsychologyTeacher, employment: "full-time").Post(2, Roles.PsychologyTeacher, employment: "part-time");
        var full = Policies.Row("AK-1.a");
        var part = Policies.Row("AK-1.b");

        Assert.False(room.People(full, (1, 29.5m), (2, 12)).Single().Met);
        Assert.True(room.People(part, (1, 29.5m), (2, 12)).Single().Met);
        Assert.Equal(new Window(Period.Beginning, new DateOnly(2024, 12, 31)), full.Counted.Period.On(full.Counted.DueOn!.Value));
    }

    [Fact]
    public void Ga1_TwoParts_CountTheSamePersonInEach()
    {
        var room = new Staffroom().Post(1, Roles.HomeroomTeacher).Post(1, Roles.Counsellor).Post(2, Roles.Counsellor);

        Assert.Equal([1], room.In(Policies.Row("GA-1.a")));
        Assert.Equal([1, 2], room.In(Policies.Row("GA-1.b")));
        var measure = (CertificateMeasure)Policies.Row("GA-1.a").Counted.Measure;
        Assert.Equal(["counsellor-c"], measure.Types);
        Assert.Equal(["mental-health-teacher", "national-counsellor"], measure.Qualifications.Select(q => q.Code));
    }

    [Fact]
    public void Ak4_NewFullTimeTeachers_ByTheirFirstPostOfAll()
    {
        var target = Policies.Row("AK-4");
        var audience = (PeopleAudience)target.Counted.Audience;
        var posts = new Staffroom().Post(1, Roles.PsychologyTeacher, employment: "full-time").Post(2, Roles.PsychologyTeacher, employment: "full-time")
            .Post(3, Roles.PsychologyTeacher, employment: "part-time").Post(4, Roles.PsychologyTeacher, employment: "full-time").Posts;
        var ids = posts.Select(p => p.PersonId).Distinct().ToList();
        DateOnly First(Guid person) => ids.IndexOf(person) switch { 0 => new DateOnly(2022, 12, 31), 1 => new DateOnly(2023, 1, 1), _ => new DateOnly(2024, 9, 1) };
        var facts = new PeopleFacts(First, _ => false);

        var outcomes = Evaluate.People(target.Counted, posts, person => person == ids[1] ? 1 : 0, false, null, facts);

        Assert.Equal([(ids[1], true), (ids[3], false)], outcomes.Select(o => (o.SubjectId, o.Met)));
        Assert.Equal([ids[0], ids[1], ids[3]], Audiences.Candidates(audience, posts));
    }

    [Fact]
    public void Select_Qualified_IsExemptAndStaysOutOfTheCount()
    {
        var audience = (PeopleAudience)Policies.Row("AK-1.a").Counted.Audience with { ExemptBy = [new QualificationKindName("degree", "学历")] };
        var posts = new Staffroom().Post(1, Roles.PsychologyTeacher, employment: "full-time").Post(2, Roles.PsychologyTeacher, employment: "full-time").Posts;
        var qualified = posts[0].PersonId;

        var members = Audiences.Select(audience, posts, false, null, new PeopleFacts(_ => Period.Beginning, person => person == qualified));

        Assert.Equal([(qualified, ExemptReasons.Qualified), (posts[1].PersonId, null)], members.Select(m => (m.PersonId, m.Exempt)));
    }

    [Fact]
    public void Coverage_Nobody_HasNoShareAndNoVerdict()
    {
        var coverage = Coverages.Of(default, new ShareGoal(60), true);

        Assert.Null(coverage.Share);
        Assert.Null(coverage.GoalMet);
    }

    [Fact]
    public void Coverage_AlmostAll_IsNotRoundedUpToTheGoal()
    {
        var coverage = Coverages.Of(new Tally(2000, 0, 0, 1999), new EveryoneGoal(), true);

        Assert.Equal(99.9m, coverage.Share);
        Assert.False(coverage.GoalMet);
    }

    [Fact]
    public void Exempted_ByAnOfficerOrBeforeItCounts_IsOutsideTheDenominatorWithTheReason()
    {
        var target = Policies.Row("PZ-5");
        var room = new Staffroom().Post(1, Roles.SubjectTeacher).Post(2, Roles.SubjectTeacher).Post(3, Roles.SubjectTeacher);
        room.Posts[1] = room.Posts[1] with { Waits = true };

        var outcomes = Evaluate.People(target.Counted, room.Posts, _ => 0, countRetired: false, person => person == Staffroom.Person(3));

        Assert.Equal(new Tally(1, 2, 0, 0), Tally.Of(outcomes));
        Assert.Equal([null, ExemptReasons.Waits, ExemptReasons.Decided], outcomes.Select(o => o.Note));
    }
}

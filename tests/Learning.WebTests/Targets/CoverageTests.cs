using Learning.Core;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Core.Targets;
using Learning.Testing;
using static Learning.WebTests.Targets.TargetsBench;

namespace Learning.WebTests.Targets;

/// <summary>Who sees which numbers and names.</summary>
public sealed class CoverageTests : IAsyncLifetime
{
    private const string Hours = "panzhihua-2022/PZ-5", Certificate = "panzhihua-2022/PZ-1", Count = "panzhihua-2022/PZ-3", Plans = "panzhihua-2022/PZ-6";
    private static readonly CancellationToken None = CancellationToken.None;
    private TargetsBench bench = null!;

    /// <summary>Ten subject teachers, two at each school; the first of each has her hours. The second of school 211 is on leave.</summary>
    public async ValueTask InitializeAsync()
    {
        bench = await StartAsync(FixedClock.At(2026, 3, 1), "panzhihua");
        await bench.BuildCityAsync();
        await bench.WriteAsync(db =>
        {
            for (var i = 0; i < 10; i++)
            {
                var (person, school) = (Id(10_000 + i), Schools[i / 2]);
                db.Add(new Person { Id = person, Name = $"教师{i}", SortKey = $"jiaoshi{i}" });
                db.Add(ProgressTests.Appointment(Id(20_000 + i), person, school, Roles.SubjectTeacher, null, new DateOnly(2024, 9, 1), bench.Clock.Instant(), standing: i == 1 ? Standings.OnLeave : Standings.InPost));
                db.Add(ProgressTests.Appointment(Id(21_000 + i), person, school, Roles.HomeroomTeacher, null, i % 2 == 0 ? new DateOnly(2024, 9, 1) : new DateOnly(2026, 1, 1), bench.Clock.Instant()));
            }
        });
        foreach (var i in new[] { 0, 2, 4, 6, 8 })
        {
            bench.World.Postings.Add((new HourPosting(Id(10_000 + i), CreditHours.Of(8), ["mental-health"], "in-service", "city", new DateOnly(2025, 10, 1), $"k{i}", "课", "t"), bench.Clock.Instant()));
        }

        bench.World.Certificates.Add((Id(1), Id(10_000), "counsellor-b", new DateOnly(2025, 6, 1), null));
        bench.World.Certificates.Add((Id(2), Id(10_001), "counsellor-c", new DateOnly(2026, 2, 1), null));
        bench.World.Plans.AddRange([new PlanStatement("a", "甲", true, true, true, true), new PlanStatement("b", "乙", true, true, true, false)]);
        await bench.RebuildAsync();
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Coverage_CityOfficer_SeesAllWithGoalsAndDeadline()
    {
        var coverage = await bench.AsAsync(Actor(Roles.CityOfficer), r => r.CoverageAsync(null, null, None));

        Assert.Equal((9, 1, 5, 55.5m, 100m, false), (coverage[Hours].Subjects, coverage[Hours].Exempt, coverage[Hours].Met, coverage[Hours].Share, coverage[Hours].GoalShare, coverage[Hours].GoalMet));
        Assert.Equal((10, 2), (coverage[Certificate].Subjects, coverage[Certificate].Met));
        // On 31 December five were homeroom teachers and one held a certificate.
        Assert.Equal((5, 1), (coverage[Certificate].AtDeadline!.Subjects, coverage[Certificate].AtDeadline!.Met));
        Assert.Null(coverage[Hours].AtDeadline);
        Assert.Equal(20, coverage[Count].GoalCount);
        Assert.Equal((2, 1), (coverage[Plans].Subjects, coverage[Plans].Met));
        Assert.Equal(6, coverage.Count);
    }

    [Fact]
    public async Task Coverage_CountyOfficer_SeesHerCountyWhateverSheAsks()
    {
        var mine = await bench.AsAsync(Actor(Roles.CountyOfficer, Id(101)), r => r.CoverageAsync(null, null, None));
        var theirs = await bench.AsAsync(Actor(Roles.CountyOfficer, Id(101)), r => r.CoverageAsync(Id(102), null, None));

        Assert.Equal((3, 1, 2), (mine[Hours].Subjects, mine[Hours].Exempt, mine[Hours].Met));
        Assert.Null(mine[Count].GoalCount);
        Assert.Equal(0, theirs[Hours].Subjects);
    }

    [Fact]
    public async Task ByArea_City_ListsCountiesInOrderAndUnitsOutsideThem()
    {
        var rows = await bench.AsAsync(Actor(Roles.CityOfficer), r => r.ByAreaAsync(Hours, null, None));

        Assert.Equal(["东区", "西区", "市直属"], rows.Select(r => r.Name));
        Assert.Equal([3, 4, 2], rows.Select(r => r.Coverage.Subjects));
        Assert.Null(rows[2].OrganisationId);
    }

    [Fact]
    public async Task ByArea_CountyOfficer_SeesOneCounty()
    {
        var rows = await bench.AsAsync(Actor(Roles.CountyOfficer, Id(102)), r => r.ByAreaAsync(Hours, null, None));

        Assert.Equal(["西区"], rows.Select(r => r.Name));
    }

    [Fact]
    public async Task BySchool_Pages_InOfficialOrder()
    {
        var city = Actor(Roles.CityOfficer);
        var all = await bench.AsAsync(city, r => r.BySchoolAsync(Hours, null, null, 0, 50, None));
        var second = await bench.AsAsync(city, r => r.BySchoolAsync(Hours, null, null, 1, 2, None));

        Assert.Equal(["市一中", "1区1小", "1区2小", "2区1小", "2区2小"], all.Select(r => r.Name));
        Assert.Equal(["1区1小", "1区2小"], second.Select(r => r.Name));
        Assert.Equal((1, 1, 1), (second[0].Coverage.Subjects, second[0].Coverage.Exempt, second[0].Coverage.Met));
        Assert.Equal(5, await bench.AsAsync(city, r => r.SchoolCountAsync(Hours, null, null, None)));
    }

    [Fact]
    public async Task Subjects_SchoolAdministrator_SeesHerSchoolWithReasons()
    {
        var school = Actor(Roles.SchoolAdministrator, Id(101), Schools[0]);

        var subjects = await bench.AsAsync(school, r => r.SubjectsAsync(Hours, null, null, false, 0, 50, None));
        var elsewhere = await bench.AsAsync(school, r => r.SubjectsAsync(Hours, null, Schools[1], false, 0, 50, None));

        Assert.Equal([("教师1", false, "豁免：休假"), ("教师0", true, "已有8学时")], subjects.Select(s => (s.Name, s.Met, s.Reason!)));
        Assert.Empty(elsewhere);
    }

    [Fact]
    public async Task Subjects_UnmetOnly_AreCountedAndListed()
    {
        var city = Actor(Roles.CityOfficer);
        var unmet = await bench.AsAsync(city, r => r.SubjectsAsync(Hours, null, null, true, 0, 50, None));

        Assert.Equal(4, unmet.Count);
        Assert.Equal(4, await bench.AsAsync(city, r => r.SubjectCountAsync(Hours, null, null, true, None)));
        Assert.All(unmet, s => Assert.Equal("已有0学时，还差8学时", s.Reason));
    }

    [Fact]
    public async Task Subjects_Teacher_SeesNobody()
    {
        var teacher = Actor(Roles.SubjectTeacher, Id(101), Schools[0]);

        Assert.Empty(await bench.AsAsync(teacher, r => r.SubjectsAsync(Hours, null, null, false, 0, 50, None)));
        Assert.Equal(0, (await bench.AsAsync(teacher, r => r.CoverageAsync(null, null, None)))[Hours].Subjects);
    }

    [Fact]
    public async Task Subjects_Plans_SayWhatIsMissing()
    {
        var plans = await bench.AsAsync(Actor(Roles.CityOfficer), r => r.SubjectsAsync(Plans, null, null, false, 0, 50, None));

        Assert.Equal([("乙", "没有写明：考核"), ("甲", "四项都写明")], plans.Select(p => (p.Name, p.Reason!)));
    }

    [Fact]
    public async Task AsKnown_BeforeACorrection_ReproducesTheOldReport()
    {
        var known = bench.Clock.Instant();
        var city = Actor(Roles.CityOfficer);
        bench.Clock.Move(TimeSpan.FromDays(2));
        await bench.WriteAsync(async db =>
        {
            var leave = await db.FindAsync<Appointment>(Id(20_001));
            leave!.ReplacedAt = bench.Clock.Instant();
            db.Add(ProgressTests.Appointment(Id(30_000), Id(10_001), Schools[0], Roles.SubjectTeacher, null, new DateOnly(2024, 9, 1), bench.Clock.Instant()));
            db.Raise(new AppointmentsChanged([Id(10_001)], [Schools[0]]));
        });
        bench.World.Postings.Add((new HourPosting(Id(10_003), CreditHours.Of(8), ["mental-health"], "in-service", "city", new DateOnly(2025, 11, 1), "late", "课", "t"), bench.Clock.Instant()));

        var then = await bench.AsAsync(city, r => r.AsKnownAsync(new DateOnly(2026, 3, 1), known, null, null, None));
        var now = await bench.AsAsync(city, r => r.AsKnownAsync(new DateOnly(2026, 3, 1), bench.Clock.Instant(), null, null, None));

        Assert.Equal((9, 1, 5), (then[Hours].Subjects, then[Hours].Exempt, then[Hours].Met));
        Assert.Equal((10, 0, 6), (now[Hours].Subjects, now[Hours].Exempt, now[Hours].Met));
        Assert.Equal(10, (await bench.AsAsync(city, r => r.CoverageAsync(null, null, None)))[Hours].Subjects);
    }

    [Fact]
    public async Task Cards_EveryRow_HasRuleOrReason()
    {
        var cards = await bench.AsAsync(Actor(Roles.CityOfficer), r => r.CardsAsync(None));

        Assert.Equal(13, cards.Count);
        Assert.All(cards, c => Assert.True(c.State == TargetState.Measured ? c is { Rule: not null, GoalText: not null, Unit: not null } : c.Why is not null));
    }
}

using System.Text.Json;
using Learning.Core.People;
using Learning.People.Demo;

namespace Learning.UnitTests.People;

public sealed class DemoCityTests
{
    private static readonly DemoArea[] Five = [new("dq", "东区"), new("xq", "西区"), new("rh", "仁和区"), new("my", "米易县"), new("yb", "盐边县")];

    [Fact]
    public void Make_SamePlan_SameCity() =>
        Assert.Equal(JsonSerializer.Serialize(DemoCity.Make(Plan())), JsonSerializer.Serialize(DemoCity.Make(Plan())));

    [Fact]
    public void Make_OtherSeed_OtherCity() =>
        Assert.NotEqual(JsonSerializer.Serialize(DemoCity.Make(Plan())), JsonSerializer.Serialize(DemoCity.Make(Plan() with { Seed = 2 })));

    [Fact]
    public void Make_TwelveSchools_HoldEveryKindAndTwoInTheFirstArea()
    {
        var city = DemoCity.Make(Plan());

        Assert.Equal(12, city.Schools.Count);
        Assert.Empty(OrganisationKinds.Schools.Except(city.Schools.Select(s => s.Kind)));
        Assert.Equal(2, city.Schools.Count(s => s.AreaCode == "dq"));
        Assert.Contains(city.Schools, s => s.AreaCode is null);
        Assert.All(city.Schools, s => Assert.Equal(9, s.Facts.Count));
        Assert.All(city.Schools, s => Assert.True(Of(s, OrganisationFacts.Boarders) <= Of(s, OrganisationFacts.Pupils)));
        Assert.Contains(city.Schools, s => Of(s, OrganisationFacts.Pupils) > 800);
        Assert.Contains(city.Schools, s => Of(s, OrganisationFacts.Boarders) > 200);
    }

    [Fact]
    public void Make_TwoHundredStaff_HoldEveryRoleStandingAndAccount()
    {
        var city = DemoCity.Make(Plan());
        var staff = city.People.Where(p => !p.Appointments.Any(a => a.Role is Roles.CityOfficer or Roles.CountyOfficer or Roles.Administrator)).ToList();
        var appointments = city.People.SelectMany(p => p.Appointments).ToList();

        Assert.Equal(200, staff.Count);
        Assert.Empty(Roles.Staff.Concat(Roles.Officers).Except(appointments.Select(a => a.Role)));
        Assert.Empty(new[] { "in-post", "leave", "substitute", "exchange", "retired", "rehired" }.Except(appointments.Select(a => a.Standing)));
        Assert.Equal(["admin", "city", "county", "county2", "principal", "psychologist", "school", "teacher"], city.People.Select(p => p.UserName).OfType<string>().Order(StringComparer.Ordinal));
        Assert.Equal(city.People.Count, city.People.Select(p => p.StaffNumber).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(city.People, p => p.Name.Contains('·', StringComparison.Ordinal));
        Assert.Contains(city.People, p => p.Name.Any(char.IsSurrogate));
    }

    [Fact]
    public void Make_Teacher_IsHomeroomAndSubjectTeacherAtTheFirstAreasJuniorHigh()
    {
        var city = DemoCity.Make(Plan());
        var teacher = city.People.Single(p => p.UserName == "teacher");
        var school = city.Schools.Single(s => s.Code == teacher.Appointments[0].Organisation);

        Assert.Equal(("junior-high", "dq"), (school.Kind, school.AreaCode));
        Assert.Equal([Roles.HomeroomTeacher, Roles.SubjectTeacher], teacher.Appointments.Select(a => a.Role));
        Assert.All(teacher.Appointments, a => Assert.True(a.To is null && a.From <= new DateOnly(2024, 9, 1)));
    }

    [Fact]
    public void Make_OneAreaOrNone_StillHoldsASchoolForTheTeacher()
    {
        foreach (var areas in new[] { Five[..1], [] })
        {
            var city = DemoCity.Make(Plan() with { Areas = areas });

            Assert.Equal(12, city.Schools.Count);
            Assert.Contains(city.People, p => p.UserName == "teacher");
        }
    }

    [Theory]
    [InlineData(2026, 9, 1)]
    [InlineData(2027, 2, 1)]
    [InlineData(2027, 8, 31)]
    public void Make_AnyDayOfTheYear_NoAppointmentEndsBeforeItBegins(int year, int month, int day)
    {
        var city = DemoCity.Make(Plan() with { Today = new(year, month, day) });

        Assert.All(city.People.SelectMany(p => p.Appointments), a => Assert.True(a.To is null || a.To >= a.From, $"{a}"));
    }

    private static DemoPlan Plan() => new(1, 12, 200, 3, new(2026, 11, 22), "pzh", "攀枝花", "5104", Five);

    private static int Of(DemoSchool school, string fact) => school.Facts.Last(f => f.Fact == fact).Value;
}

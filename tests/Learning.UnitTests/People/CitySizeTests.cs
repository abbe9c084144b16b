using System.Text.Json;
using Learning.Core.People;
using Learning.People.Demo;

namespace Learning.UnitTests.People;

public sealed class CitySizeTests
{
    private static readonly DemoArea[] Areas = [new("a", "东城区"), new("b", "西城区"), new("c", "清江县"), new("d", "白石县")];

    [Theory]
    [InlineData(50, 5)]
    [InlineData(200, 12)]
    [InlineData(200, 50)]
    [InlineData(3000, 60)]
    [InlineData(60_000, 600)]
    [InlineData(100_000, 300)]
    public void Make_AnySize_HasExactlyTheStaffAndSchoolsAskedForAndTheDemonstrationAccounts(int staff, int schools)
    {
        var city = DemoCity.Make(Plan(staff, schools));

        Assert.Equal(schools, city.Schools.Count);
        Assert.Equal(staff, city.Schools.Sum(s => s.Staff) + Plan(staff, schools).Researchers);
        Assert.Equal(staff, city.People.Count(p => !p.Appointments.Any(a => a.Role is Roles.CityOfficer or Roles.CountyOfficer or Roles.Administrator)));
        Assert.Equal(["admin", "city", "county", "county2", "principal", "psychologist", "school", "teacher"], city.People.Select(p => p.UserName).OfType<string>().Order(StringComparer.Ordinal));
        Assert.Equal(city.People.Count, city.People.Select(p => p.StaffNumber).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(city.Schools.Count, city.Schools.Select(s => s.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(city.People.SelectMany(p => p.Appointments), a => Assert.True((a.To is null || a.To >= a.From) && (a.ReplacedOn is null || a.ReplacedOn >= a.KnownFrom), $"{a}"));
    }

    [Fact]
    public void Make_SameSeed_SameCity()
    {
        Assert.Equal(JsonSerializer.Serialize(DemoCity.Make(Plan(2000, 40))), JsonSerializer.Serialize(DemoCity.Make(Plan(2000, 40))));
        Assert.NotEqual(JsonSerializer.Serialize(DemoCity.Make(Plan(2000, 40))), JsonSerializer.Serialize(DemoCity.Make(Plan(2000, 40) with { Seed = 2 })));
    }

    [Fact]
    public void Make_WholeCity_LooksLikeOne()
    {
        var city = DemoCity.Make(Plan(20_000, 400));
        var small = city.Schools.Count(s => s.Pupils < 400);
        var appointments = city.People.SelectMany(p => p.Appointments).ToList();

        Assert.InRange(small, 130, 300);
        Assert.InRange(city.Schools.Count(s => s.Pupils > 2500), 1, 60);
        Assert.All(city.Schools, s => Assert.Equal(15, s.Facts.Count));
        Assert.Empty(OrganisationKinds.Schools.Except(city.Schools.Select(s => s.Kind)));
        Assert.Empty(Roles.Staff.Concat(Roles.Officers).Except(appointments.Select(a => a.Role)));
        Assert.Contains(city.People, p => p.Name.Contains('·', StringComparison.Ordinal));
        Assert.Contains(city.People, p => p.Name.StartsWith("欧阳", StringComparison.Ordinal));
        Assert.Contains(city.People, p => p.Name.Any(char.IsSurrogate));
        Assert.InRange(city.People.Count(p => p.Name[0] == '王') / (double)city.People.Count, 0.05, 0.09);
        Assert.True(city.People.GroupBy(p => p.Name, StringComparer.Ordinal).Max(g => g.Count()) > 3);
        Assert.All(city.People.Select(p => p.Phone).OfType<string>(), p => Assert.Matches("^15400[0-9]{6}$", p));
        Assert.All(city.People.Select(p => p.IdentityNumber).OfType<string>(), n => Assert.Matches("^990000[0-9]{11}[0-9X]$", n));
        Assert.InRange(city.People.Count(p => p.HasAccount) / (double)city.People.Count, 0.8, 0.95);
    }

    [Fact]
    public void IdsOf_SameSeed_SameIdsOfVersion7InOrder()
    {
        var at = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
        var (first, second) = (DemoRows.IdsOf(1, at), DemoRows.IdsOf(1, at));
        var ids = Enumerable.Range(0, 1000).Select(_ => first()).ToList();

        Assert.Equal(ids, Enumerable.Range(0, 1000).Select(_ => second()));
        Assert.Equal(ids.Order(), ids);
        Assert.All(ids, id => Assert.Equal(7, id.Version));
    }

    private static DemoPlan Plan(int staff, int schools) => new(1, schools, staff, 5, new(2026, 10, 1), "city", "云州", "9000", Areas) { CitySize = true };
}

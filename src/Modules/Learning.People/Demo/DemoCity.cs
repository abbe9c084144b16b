using Learning.Core;

namespace Learning.People.Demo;

/// <summary>What a demonstration city is made from.</summary>
/// <param name="CityCode">Code of the city's bureau.</param>
/// <param name="CityName">Short name of the city, such as 攀枝花.</param>
/// <param name="NumberPrefix">First digits of staff numbers.</param>
/// <param name="Areas">Its county-level areas in official order.</param>
internal sealed record DemoPlan(
    ulong Seed, int Schools, int Staff, int Years, DateOnly Today, string CityCode, string CityName, string NumberPrefix, IReadOnlyList<DemoArea> Areas)
{
    public SchoolYear ThisYear => SchoolYear.Of(Today);

    public SchoolYear FirstYear => new(ThisYear.StartYear - Years + 1);
}

internal sealed record DemoArea(string Code, string Name);

/// <param name="AreaCode">Null for a school directly under the city.</param>
internal sealed record DemoSchool(string Code, string Name, string Kind, string? AreaCode, int Order, int Staff, int Classes, IReadOnlyList<DemoFact> Facts);

internal sealed record DemoFact(string Fact, int Value, DateOnly AsOf);

/// <param name="UserName">Name of the demo account; null for a person without one.</param>
internal sealed record DemoPerson(string Name, string StaffNumber, string? UserName, IReadOnlyList<DemoAppointment> Appointments);

/// <param name="KnownFrom">The day the site came to know it.</param>
/// <param name="ReplacedOn">The day a later row took its place; null while it holds.</param>
internal sealed record DemoAppointment(
    string Organisation, string Role, string? Employment, string Standing, DateOnly From, DateOnly? To, DateOnly KnownFrom, DateOnly? ReplacedOn = null);

/// <summary>A demonstration city: the same plan gives the same city.</summary>
internal sealed record DemoCity(IReadOnlyList<DemoSchool> Schools, IReadOnlyList<DemoPerson> People)
{
    public const string Password = "learning-demo";

    public static DemoCity Make(DemoPlan plan)
    {
        var random = new DemoRandom(plan.Seed);
        var schools = DemoSchools.Make(plan, random);
        return new DemoCity(schools, new DemoStaff(plan, schools, random).Make());
    }
}

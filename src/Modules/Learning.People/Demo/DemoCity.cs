using Learning.Core;
using Learning.Core.People;

namespace Learning.People.Demo;

/// <summary>What a demonstration city is made from.</summary>
/// <param name="CityCode">Code of the city's bureau.</param>
/// <param name="CityName">Short name of the city, such as 攀枝花.</param>
/// <param name="NumberPrefix">First digits of staff numbers.</param>
/// <param name="Areas">Its county-level areas in official order.</param>
internal sealed record DemoPlan(
    ulong Seed, int Schools, int Staff, int Years, DateOnly Today, string CityCode, string CityName, string NumberPrefix, IReadOnlyList<DemoArea> Areas)
{
    /// <summary>A whole city in real sizes with real shares of roles; otherwise a small one that has one of everything.</summary>
    public bool CitySize { get; init; }

    public int Researchers => CitySize ? Math.Max(3, Staff / 2500) : 3;

    public SchoolYear ThisYear => SchoolYear.Of(Today);

    public SchoolYear FirstYear => new(ThisYear.StartYear - Years + 1);
}

internal sealed record DemoArea(string Code, string Name);

/// <param name="AreaCode">Null for a school directly under the city.</param>
internal sealed record DemoSchool(string Code, string Name, string Kind, string? AreaCode, int Order, int Staff, int Classes, IReadOnlyList<DemoFact> Facts)
{
    public int Pupils { get; init; } = Facts.LastOrDefault(f => f.Fact == OrganisationFacts.Pupils)?.Value ?? 0;
}

internal sealed record DemoFact(string Fact, int Value, DateOnly AsOf);

/// <param name="UserName">Name of the demo account; null for a person without one.</param>
/// <param name="HasAccount">Whether the person can sign in, with the staff number if there is no other name.</param>
/// <param name="Phone">Of a range nobody has; null where none is known.</param>
internal sealed record DemoPerson(
    string Name, string StaffNumber, string? UserName, IReadOnlyList<DemoAppointment> Appointments, bool HasAccount = false, string? Phone = null, string? IdentityNumber = null);

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
        var schools = plan.CitySize ? CitySchools.Make(plan, random) : DemoSchools.Make(plan, random);
        return new DemoCity(schools, new DemoStaff(plan, schools, random).Make());
    }
}

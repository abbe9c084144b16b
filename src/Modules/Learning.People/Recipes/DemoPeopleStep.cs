using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Recipes;
using Learning.Framework.Settings;
using Learning.People.Demo;
using Learning.People.Services;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Recipes;

internal sealed record DemoPeopleModel
{
    /// <summary>The same seed gives the same city.</summary>
    public required int Seed { get; init; }

    public required int Schools { get; init; }

    public required int Staff { get; init; }

    /// <summary>School years of history, this one included.</summary>
    public required int Years { get; init; }
}

/// <summary>Invented schools and staff, so that the site can be tried. Marks the site as a demonstration.</summary>
internal sealed class DemoPeopleStep(LearningDbContext db, SettingsStore settings, AccountMaker accounts, IPasswordHasher<Account> hasher, TimeProvider clock)
    : RecipeStep<DemoPeopleModel>("demo-people")
{
    protected override async Task ExecuteAsync(DemoPeopleModel model, RecipeRun run, CancellationToken cancellation)
    {
        Range(model.Schools, 1, 800, "schools", run);
        Range(model.Staff, model.Schools * 4, 60_000, "staff", run);
        Range(model.Years, 1, 10, "years", run);
        var organisations = await db.Organisations.ToDictionaryAsync(o => o.Code, StringComparer.Ordinal, cancellation);
        var bureau = organisations.Values.FirstOrDefault(o => o.Kind == OrganisationKinds.CityBureau)
            ?? throw run.Problem("name", "expected the city first: a step \"organisations\" before this one");
        var cityName = bureau.Name;
        await settings.ChangeAsync(
            db,
            s =>
            {
                cityName = s.CityShort.Length > 0 ? s.CityShort : bureau.Name;
                return s with { Demo = true };
            },
            cancellation);
        var plan = new DemoPlan(
            (ulong)model.Seed, model.Schools, model.Staff, model.Years, clock.Today(), bureau.Code, cityName,
            (bureau.DivisionCode ?? "9000")[..4],
            [.. organisations.Values.Where(o => OrganisationTree.IsArea(o.Kind)).OrderBy(o => o.Order).Select(o => new DemoArea(o.Code, o.Name))]);
        var city = DemoCity.Make(plan);
        AddSchools(city, bureau, cityName, organisations);
        await AddPeopleAsync(city, organisations, cancellation);
    }

    private void AddSchools(DemoCity city, Organisation bureau, string cityName, Dictionary<string, Organisation> organisations)
    {
        Add(DemoStaff.ResearchCentre(bureau.Code), $"{cityName}教师发展中心（演示）", "research-centre", bureau, 100, organisations);
        foreach (var school in city.Schools)
        {
            if (Add(school.Code, school.Name, school.Kind, school.AreaCode is null ? bureau : organisations[school.AreaCode], school.Order, organisations) is not { } added)
            {
                continue;
            }

            db.AddRange(school.Facts.Select(f => new OrganisationFact
            {
                Id = clock.NewId(),
                OrganisationId = added.Id,
                CountyId = added.CountyId,
                SchoolId = added.SchoolId,
                Fact = f.Fact,
                Value = f.Value,
                AsOf = f.AsOf,
                RecordedAt = Recorded(f.AsOf),
            }));
        }
    }

    private Organisation? Add(string code, string name, string kind, Organisation above, int order, Dictionary<string, Organisation> organisations)
    {
        if (organisations.ContainsKey(code))
        {
            return null;
        }

        var organisation = new Organisation { Id = clock.NewId(), Code = code, Name = name, Kind = kind, Order = order };
        OrganisationTree.Place(organisation, above);
        db.Add(organisation);
        organisations[code] = organisation;
        return organisation;
    }

    private async Task AddPeopleAsync(DemoCity city, Dictionary<string, Organisation> organisations, CancellationToken cancellation)
    {
        var numbers = (await db.People.Where(p => p.StaffNumber != null).Select(p => p.StaffNumber!).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        string? hash = null;
        var added = new List<Guid>();
        foreach (var one in city.People.Where(p => !numbers.Contains(p.StaffNumber)))
        {
            var person = Names.New(clock.NewId(), one.Name, one.StaffNumber);
            db.Add(person);
            added.Add(person.Id);
            db.AddRange(one.Appointments.Select(a => Appointment(person, a, organisations[a.Organisation])));
            if (one.UserName is not null)
            {
                // One hash for all demo accounts: each would cost as much as a sign-in.
                hash ??= hasher.HashPassword(new Account(), DemoCity.Password);
                db.Add(accounts.Make(person, one.UserName, hash));
            }
        }

        if (added.Count > 0)
        {
            db.Raise(new AppointmentsChanged(added, [.. organisations.Values.Select(o => o.Id)]));
        }
    }

    private Appointment Appointment(Person person, DemoAppointment a, Organisation place) => new()
    {
        Id = clock.NewId(),
        PersonId = person.Id,
        OrganisationId = place.Id,
        CountyId = place.CountyId,
        SchoolId = place.SchoolId,
        Role = a.Role,
        Employment = a.Employment,
        Standing = a.Standing,
        From = a.From,
        To = a.To,
        RecordedAt = Recorded(a.KnownFrom),
        ReplacedAt = a.ReplacedOn is { } replaced ? Recorded(replaced) : null,
    };

    /// <summary>Eight in the morning of the day; never later than now.</summary>
    private DateTimeOffset Recorded(DateOnly day)
    {
        var at = new DateTimeOffset(day.ToDateTime(new TimeOnly(8, 0)), TimeSpan.FromHours(8)).ToUniversalTime();
        var now = clock.Instant();
        return at > now ? now : at;
    }

    private static void Range(int value, int least, int most, string field, RecipeRun run)
    {
        if (value < least || value > most)
        {
            throw run.Problem(field, $"expected {least} to {most}");
        }
    }
}

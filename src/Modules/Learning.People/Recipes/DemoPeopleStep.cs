using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Recipes;
using Learning.Framework.Settings;
using Learning.People.Demo;
using Learning.People.Services;
using Learning.People.Services.Accounts;
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
        // A city's size is made by the command bench-data.
        Range(model.Schools, 1, 100, "schools", run);
        Range(model.Staff, model.Schools * 4, 5_000, "staff", run);
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
        var rows = new DemoRows(clock.NewId, clock.Instant());
        AddSchools(city, bureau, cityName, organisations, rows);
        await AddPeopleAsync(city, organisations, rows, cancellation);
    }

    private void AddSchools(DemoCity city, Organisation bureau, string cityName, Dictionary<string, Organisation> organisations, DemoRows rows)
    {
        Organisation? Add(string code, string name, string kind, Organisation above, int order)
        {
            if (organisations.ContainsKey(code))
            {
                return null;
            }

            var organisation = rows.Organisation(code, name, kind, above, order);
            db.Add(organisation);
            return organisations[code] = organisation;
        }

        Add(DemoStaff.ResearchCentre(bureau.Code), $"{cityName}教师发展中心（演示）", "research-centre", bureau, 100);
        foreach (var school in city.Schools)
        {
            if (Add(school.Code, school.Name, school.Kind, school.AreaCode is null ? bureau : organisations[school.AreaCode], school.Order) is { } added)
            {
                db.AddRange(school.Facts.Select(f => rows.Fact(added, f)));
            }
        }
    }

    private async Task AddPeopleAsync(DemoCity city, Dictionary<string, Organisation> organisations, DemoRows rows, CancellationToken cancellation)
    {
        var numbers = (await db.People.Where(p => p.StaffNumber != null).Select(p => p.StaffNumber!).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        string? hash = null;
        var added = new List<Guid>();
        foreach (var one in city.People.Where(p => !numbers.Contains(p.StaffNumber)))
        {
            var person = rows.Person(one);
            db.Add(person);
            added.Add(person.Id);
            db.AddRange(one.Appointments.Select(a => rows.Appointment(person, a, organisations[a.Organisation])));
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

    private static void Range(int value, int least, int most, string field, RecipeRun run)
    {
        if (value < least || value > most)
        {
            throw run.Problem(field, $"expected {least} to {most}");
        }
    }
}

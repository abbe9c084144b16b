using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Framework.Settings;
using Learning.People.Models;
using Learning.People.Services;
using Learning.People.Services.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Demo;

/// <summary>What a city is asked for.</summary>
/// <param name="AsOf">The day it is made for: nothing in it is known later.</param>
/// <param name="Anyway">Also beside real people.</param>
/// <param name="WithoutPeople">Only places, facts and the demonstration accounts: a roster brings the rest.</param>
internal sealed record CityOrder(int Seed, int Schools, int Teachers, DateOnly AsOf, bool Anyway, bool WithoutPeople = false)
{
    public DateTimeOffset At => new DateTimeOffset(AsOf.ToDateTime(new TimeOnly(8, 0)), TimeSpan.FromHours(8)).ToUniversalTime();
}

internal enum CityRefusal
{
    /// <summary>People are in the database and it is no demonstration.</summary>
    NotEmpty,

    /// <summary>A city of this kind is there already.</summary>
    ThereAlready,
}

/// <summary>Writes a whole invented city in one transaction, past the change tracker.</summary>
internal sealed class CityWriter(LearningDbContext db, SettingsStore settings, AccountMaker accounts, IPasswordHasher<Account> hasher, FieldCipher cipher)
{
    private const string NoName = "云州";
    private static readonly string[] AreaNames = ["东城区", "西城区", "南湖区", "北岭区", "清江县", "白石县", "望山县", "龙泉县", "安平县", "和顺县", "高新技术开发区", "临江新区"];

    public async Task<CityRefusal?> RefusalAsync(CityOrder order, CancellationToken cancellation)
    {
        if (await db.Organisations.AnyAsync(o => o.Code.EndsWith("-demo-001"), cancellation))
        {
            return CityRefusal.ThereAlready;
        }

        return !order.Anyway && await db.People.AnyAsync(cancellation) && !(await settings.GetAsync(cancellation)).Demo ? CityRefusal.NotEmpty : null;
    }

    /// <returns>The city and its places by code.</returns>
    public async Task<(DemoCity City, IReadOnlyDictionary<string, Organisation> Places)> WriteAsync(CityOrder order, Action<string, int, int> progress, CancellationToken cancellation)
    {
        var made = await db.WriteAsync(
            async () =>
            {
                // Anew at each try: a unit done again after a conflict has the same ids.
                var city = await MakeAsync(order, cancellation);
                await settings.ChangeAsync(db, s => s with { Demo = true }, cancellation);
                await db.AddManyAsync(city.NewPlaces, cancellation);
                await db.AddManyAsync(city.Facts, cancellation);
                await PeopleAsync(city, order.WithoutPeople, progress, cancellation);
                db.Raise(new RosterChanged());
                return city;
            },
            cancellation);
        await db.Database.ExecuteSqlRawAsync("ANALYZE", cancellation);
        return (made.City, made.Places);
    }

    private async Task<Made> MakeAsync(CityOrder order, CancellationToken cancellation)
    {
        var rows = new DemoRows(DemoRows.IdsOf((ulong)order.Seed, order.At), order.At);
        var (bureau, places, made) = await TreeAsync(order, rows, cancellation);
        var plan = new DemoPlan(
            (ulong)order.Seed, order.Schools, order.Teachers, 5, order.AsOf, bureau.Code, await CityNameAsync(bureau, cancellation), (bureau.DivisionCode ?? "9000")[..4],
            [.. places.Values.Where(o => OrganisationTree.IsArea(o.Kind)).OrderBy(o => o.Order).ThenBy(o => o.Code, StringComparer.Ordinal).Select(o => new DemoArea(o.Code, o.Name))])
        { CitySize = true };
        var city = DemoCity.Make(plan);
        return new Made(city, places, made, Schools(city, plan, bureau, rows, places, made), rows);
    }

    private async Task<(Organisation Bureau, Dictionary<string, Organisation> Places, List<Organisation> Made)> TreeAsync(CityOrder order, DemoRows rows, CancellationToken cancellation)
    {
        var places = await db.Organisations.AsNoTracking().ToDictionaryAsync(o => o.Code, StringComparer.Ordinal, cancellation);
        var made = new List<Organisation>();
        Organisation Make(string code, string name, string kind, Organisation? above, int at)
        {
            var organisation = rows.Organisation(code, name, kind, above, at);
            made.Add(organisation);
            return places[code] = organisation;
        }

        var bureau = places.Values.FirstOrDefault(o => o.Kind == OrganisationKinds.CityBureau);
        if (bureau is null)
        {
            bureau = Make("bench-city", NoName + "市教育局", OrganisationKinds.CityBureau, null, 0);
            for (var i = 0; i < Math.Clamp(2 + order.Schools / 60, 3, AreaNames.Length); i++)
            {
                Make($"bench-{i + 1:00}", AreaNames[i], i >= 10 ? "development-zone" : "county", bureau, i + 1);
            }
        }

        return (bureau, places, made);
    }

    private async Task<string> CityNameAsync(Organisation bureau, CancellationToken cancellation) =>
        bureau.Code == "bench-city" ? NoName : (await settings.GetAsync(cancellation)).CityShort is { Length: > 0 } name ? name : bureau.Name;

    private static List<OrganisationFact> Schools(
        DemoCity city, DemoPlan plan, Organisation bureau, DemoRows rows, Dictionary<string, Organisation> places, List<Organisation> made)
    {
        void Make(string code, string name, string kind, Organisation above, int at) => made.Add(places[code] = rows.Organisation(code, name, kind, above, at));

        Make(DemoStaff.ResearchCentre(bureau.Code), $"{plan.CityName}教师发展中心（演示）", "research-centre", bureau, 100);
        var facts = new List<OrganisationFact>();
        foreach (var school in city.Schools)
        {
            Make(school.Code, school.Name, school.Kind, school.AreaCode is null ? bureau : places[school.AreaCode], school.Order);
            facts.AddRange(school.Facts.Select(f => rows.Fact(places[school.Code], f)));
        }

        return facts;
    }

    private async Task PeopleAsync(Made made, bool onlyDemonstration, Action<string, int, int> progress, CancellationToken cancellation)
    {
        var (city, places, rows) = (made.City, made.Places, made.Rows);
        var people = city.People.Where(p => !onlyDemonstration || p.UserName is not null).Select(p => (Plan: p, Row: rows.Person(p))).ToList();
        var taken = (await db.Users.Select(u => u.UserName!).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        var hash = hasher.HashPassword(new Account(), DemoCity.Password);
        await db.AddManyAsync(people.Select(p => p.Row), cancellation, done => progress("人员 People", done, people.Count));
        var posts = people.Sum(p => p.Plan.Appointments.Count);
        await db.AddManyAsync(
            people.SelectMany(p => p.Plan.Appointments.Select(a => rows.Appointment(p.Row, a, places[a.Organisation]))), cancellation, done => progress("任职 Appointments", done, posts));
        await db.AddManyAsync(
            people.Where(p => p.Plan.HasAccount && !taken.Contains(p.Plan.UserName ?? p.Plan.StaffNumber))
                .Select(p => accounts.Make(p.Row, p.Plan.UserName ?? p.Plan.StaffNumber, p.Plan.UserName is null ? null : hash)),
            cancellation, done => progress("账号 Accounts", done, people.Count));
        await db.AddManyAsync(
            people.Where(p => p.Plan.Phone is not null || p.Plan.IdentityNumber is not null).Select(p => Contact(p.Row, p.Plan)), cancellation, done => progress("联系方式 Contacts", done, people.Count));
    }

    private PersonContact Contact(Person person, DemoPerson plan)
    {
        var contact = new PersonContact { PersonId = person.Id };
        contact.SetPhone(cipher, plan.Phone);
        contact.SetIdentityNumber(cipher, plan.IdentityNumber);
        return contact;
    }

    private sealed record Made(DemoCity City, Dictionary<string, Organisation> Places, List<Organisation> NewPlaces, List<OrganisationFact> Facts, DemoRows Rows);
}

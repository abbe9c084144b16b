using Learning.Core;
using Learning.Core.People;

namespace Learning.People.Demo;

/// <summary>Appointments over the years: joined, moved, on leave, replaced for a while, retired, re-hired.</summary>
internal sealed class DemoCareers(DemoPlan plan, IReadOnlyList<DemoSchool> schools, DemoRandom random)
{
    private readonly SchoolYear now = plan.ThisYear;
    private readonly Dictionary<string, List<DemoSchool>> schoolsOfKind = schools.GroupBy(s => s.Kind, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
    private readonly Dictionary<string, DemoSchool> byCode = schools.ToDictionary(s => s.Code, StringComparer.Ordinal);
    private readonly List<DemoSchool> small = [.. schools.Where(s => s.Kind == "teaching-point" || (plan.CitySize && s.Kind == "primary" && s.Staff < 25))];
    private int hired;

    /// <summary>In post since before the first year, without a break.</summary>
    public IReadOnlyList<DemoAppointment> Steady(string place, params (string Role, string? Employment)[] roles)
    {
        var from = new SchoolYear(plan.FirstYear.StartYear - random.Next(6)).FirstDay;
        return [.. roles.Select(r => Open(place, r, from))];
    }

    /// <summary>What happens is drawn; now and then it is decided, so that even a small city has one of each.</summary>
    public IReadOnlyList<DemoAppointment> Of(string place, params (string Role, string? Employment)[] roles) => Decided(++hired, random.Next(100)) switch
    {
        < 3 => OnLeave(place, roles),
        < 5 => [.. Ended(place, roles, new DateOnly(now.StartYear, 8, 31)), .. roles.Take(1).Select(r => Open(place, r, now.FirstDay, "retired"))],
        < 7 => [.. roles.Select(r => Open(place, r, now.FirstDay, "substitute") with { To = now.LastDay })],
        < 8 => [.. Ended(place, roles, new DateOnly(now.StartYear, 8, 31)), .. roles.Take(1).Select(r => Open(place, r, now.FirstDay, "rehired"))],
        < 10 => Exchange(place, roles),
        < 17 => Moved(place, roles),
        < 20 => Ended(place, roles, Term.Of(plan.Today).Number == 1 ? new DateOnly(now.StartYear, 8, 31) : new DateOnly(now.StartYear + 1, 1, 31)),
        < 34 => Joined(place, roles, InYears().FirstDay),
        < 48 when roles is [(Roles.HomeroomTeacher, _), ..] => NewHomeroom(place, roles),
        // Over the years of a whole city one in twelve has gone: pensioned, moved away.
        >= 92 when plan.CitySize && plan.Years > 1 => Ended(place, roles, new DateOnly(plan.FirstYear.StartYear + 1 + random.Next(plan.Years - 1), 8, 31)),
        _ => Steady(place, roles),
    };

    private static int Decided(int hired, int drawn) => hired switch { 9 => 0, 15 => 3, 21 => 5, 27 => 7, 33 => 8, 39 => 12, 45 => 18, _ => drawn };

    private List<DemoAppointment> Joined(string place, (string Role, string? Employment)[] roles, DateOnly from) => [.. roles.Select(r => Open(place, r, from))];

    private SchoolYear InYears() => new(plan.FirstYear.StartYear + random.Next(plan.Years));

    private DateOnly Before() => new SchoolYear(plan.FirstYear.StartYear - random.Next(14)).FirstDay;

    /// <summary>The day the site could know it: never before its first year.</summary>
    private DateOnly Known(DateOnly day) => day < plan.FirstYear.FirstDay ? plan.FirstYear.FirstDay : day;

    private DemoAppointment Open(string place, (string Role, string? Employment) role, DateOnly from, string standing = Standings.InPost) =>
        new(place, role.Role, role.Employment, standing, from, null, Known(from));

    /// <summary>First known as open, then as ended: what an old report saw stays.</summary>
    private List<DemoAppointment> Ended(string place, (string Role, string? Employment)[] roles, DateOnly last, string standing = Standings.InPost)
    {
        var from = Before();
        var rows = new List<DemoAppointment>();
        foreach (var role in roles)
        {
            var open = Open(place, role, from, standing);
            var known = Known(last);
            rows.Add(open with { ReplacedOn = known });
            rows.Add(open with { To = last, KnownFrom = known });
        }

        return rows;
    }

    private List<DemoAppointment> OnLeave(string place, (string Role, string? Employment)[] roles)
    {
        var began = now.FirstDay.AddDays(random.Next(25));
        var rows = Ended(place, roles, began.AddDays(-1));
        rows.AddRange(roles.Select(r => Open(place, r, began, Standings.OnLeave) with { To = began.AddDays(158) }));
        rows.AddRange(roles.Select(r => Open(place, r, began.AddDays(159)) with { KnownFrom = Known(began) }));
        return rows;
    }

    /// <summary>Teaches at another school this year; the paper stays, the place does not.</summary>
    private List<DemoAppointment> Exchange(string place, (string Role, string? Employment)[] roles)
    {
        var rows = Ended(place, roles, new DateOnly(now.StartYear, 8, 31));
        var there = small.Count == 0 ? place : small[random.Next(small.Count)].Code;
        rows.Add(Open(there, (Roles.SubjectTeacher, null), now.FirstDay, "exchange") with { To = now.LastDay });
        return rows;
    }

    private List<DemoAppointment> Moved(string place, (string Role, string? Employment)[] roles)
    {
        var there = plan.Years < 2 ? null : Elsewhere(place);
        if (there is null)
        {
            return [.. Steady(place, roles)];
        }

        var moved = new SchoolYear(plan.FirstYear.StartYear + 1 + random.Next(plan.Years - 1)).FirstDay;
        var rows = Ended(there, [(Roles.SubjectTeacher, null)], moved.AddDays(-1));
        rows.AddRange(roles.Select(r => Open(place, r, moved)));
        return rows;
    }

    /// <summary>A school of the same kind, or one that has all kinds.</summary>
    private string? Elsewhere(string place)
    {
        string[] kinds = [.. byCode.TryGetValue(place, out var school) ? [school.Kind] : Array.Empty<string>(), "nine-year", "complete-secondary"];
        var others = kinds.Distinct(StringComparer.Ordinal).SelectMany(k => schoolsOfKind.GetValueOrDefault(k, [])).Where(s => s.Code != place);
        var count = others.Count();
        return count == 0 ? null : others.ElementAt(random.Next(count)).Code;
    }

    /// <summary>Taught for years, homeroom teacher since this September.</summary>
    private List<DemoAppointment> NewHomeroom(string place, (string Role, string? Employment)[] roles)
    {
        var from = Before();
        return [Open(place, roles[0], now.FirstDay), .. roles.Skip(1).Select(r => Open(place, r, from))];
    }
}

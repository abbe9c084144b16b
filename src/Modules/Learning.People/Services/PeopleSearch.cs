using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services;

/// <summary>What a list of people is narrowed to.</summary>
/// <param name="Text">Name, staff number, pinyin or its first letters.</param>
/// <param name="County">An area's id, <c>direct</c> for units of the city itself, or nothing.</param>
internal sealed record PeopleQuestion(string? Text, string? County, Guid? School, string? Role)
{
    public const string Direct = "direct";
}

internal sealed record PersonRow(Guid Id, string Name, string? StaffNumber, IReadOnlyList<PersonPlace> Places);

internal sealed record PersonPlace(Guid OrganisationId, string Organisation, string Role, string? Employment, string Standing, DateOnly From, DateOnly? To);

/// <summary>Finds people in the acting person's area.</summary>
internal sealed class PeopleSearch(LearningDbContext db, Scope scope, TimeProvider clock)
{
    public async Task<PageOf<PersonRow>> FindAsync(PeopleQuestion question, int page, CancellationToken cancellation)
    {
        var active = Active(question);
        var people = Named(db.People.AsNoTracking().Where(p => p.MergedIntoId == null), question.Text)
            .Where(p => active.Any(a => a.PersonId == p.Id))
            .OrderBy(p => p.SortKey).ThenBy(p => p.Id)
            .Select(p => new { p.Id, p.Name, p.StaffNumber });
        var found = await people.ToPageAsync(page, cancellation);
        var ids = found.Items.Select(p => p.Id).ToList();
        var places = await (
            from appointment in db.Appointments.ActiveOn(clock.Today()).Within(scope)
            join organisation in db.Organisations on appointment.OrganisationId equals organisation.Id
            where ids.Contains(appointment.PersonId)
            orderby appointment.From
            select new { appointment.PersonId, Place = new PersonPlace(organisation.Id, organisation.Name, appointment.Role, appointment.Employment, appointment.Standing, appointment.From, appointment.To) })
            .ToListAsync(cancellation);
        var byPerson = places.ToLookup(p => p.PersonId, p => p.Place);
        return new PageOf<PersonRow>(
            [.. found.Items.Select(p => new PersonRow(p.Id, p.Name, p.StaffNumber, [.. byPerson[p.Id].OrderBy(place => RoleRules.Rank(place.Role))]))], found.Number, found.Size, found.Total);
    }

    /// <summary>Whether the acting person may see this one: in post in the area now or soon; who left for nowhere stays with the last place.</summary>
    public async Task<bool> MaySeeAsync(Guid personId, CancellationToken cancellation)
    {
        if (scope.Level == ScopeLevel.City)
        {
            return true;
        }

        var today = clock.Today();
        var all = db.Appointments.Where(a => a.PersonId == personId && a.ReplacedAt == null);
        var open = all.Where(a => a.To == null || a.To >= today);
        return await open.Within(scope).AnyAsync(cancellation)
            || (!await open.AnyAsync(cancellation) && await all.OrderByDescending(a => a.To).Take(1).Within(scope).AnyAsync(cancellation));
    }

    public static IQueryable<Person> Named(IQueryable<Person> people, string? text)
    {
        var typed = (text ?? "").Trim().Normalize();
        if (typed.Length == 0)
        {
            return people;
        }

        if (!typed.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '\''))
        {
            var name = Names.Clean(typed);
            return people.Where(p => p.Name.Contains(name));
        }

        var letters = typed.ToLowerInvariant().Replace('ü', 'v').Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
        return people.Where(p => p.Initials.StartsWith(letters) || p.SortKey.Replace(" ", "").StartsWith(letters) || (p.StaffNumber != null && p.StaffNumber.StartsWith(typed)));
    }

    private IQueryable<Appointment> Active(PeopleQuestion question)
    {
        var active = db.Appointments.ActiveOn(clock.Today()).Within(scope);
        if (question.County == PeopleQuestion.Direct)
        {
            active = active.Where(a => a.CountyId == null);
        }
        else if (Guid.TryParse(question.County, out var county))
        {
            active = active.Where(a => a.CountyId == county);
        }

        if (question.School is { } school)
        {
            active = active.Where(a => a.SchoolId == school);
        }

        return question.Role is { Length: > 0 } role ? active.Where(a => a.Role == role) : active;
    }
}

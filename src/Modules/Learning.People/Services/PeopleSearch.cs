using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Learning.People.Models;
using Learning.People.Services.Finding;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services;

/// <summary>What a list of people is narrowed to.</summary>
/// <param name="Text">Part of a name, pinyin or its first letters, staff number, school, or a whole phone number.</param>
/// <param name="County">An area's id, <c>direct</c> for units of the city itself, or nothing.</param>
/// <param name="Standing">One of <see cref="Standings"/>.</param>
/// <param name="Without"><c>account</c> or <c>phone</c>: only who has none.</param>
internal sealed record PeopleQuestion(string? Text, string? County = null, Guid? School = null, string? Role = null, string? Standing = null, string? Without = null)
{
    public const string Direct = "direct", NoAccount = "account", NoPhone = "phone";
}

internal sealed record PersonRow(Guid Id, string Name, string? StaffNumber, IReadOnlyList<PersonPlace> Places);

internal sealed record PersonPlace(string Organisation, string Role, string? OwnRole, string? Employment, string Standing, DateOnly From);

/// <summary>A page of people, in the order of names.</summary>
/// <param name="Total">How many there are, counted to <see cref="PeopleSearch.CountedTo"/> and no further.</param>
/// <param name="Before">Where the page before ends; null on the first.</param>
/// <param name="After">Where the next page begins; null on the last.</param>
internal sealed record PeoplePage(IReadOnlyList<PersonRow> Items, int Total, string? Before, string? After)
{
    public bool More => Total > PeopleSearch.CountedTo;
}

/// <summary>Finds people in the acting person's area.</summary>
internal sealed class PeopleSearch(LearningDbContext db, Scope scope, PeopleQuery query, OrganisationDirectory organisations, TimeProvider clock)
{
    public const int CountedTo = 500;

    private static readonly Func<LearningDbContext, Guid[], DateOnly, Guid?, Guid?, IAsyncEnumerable<Post>> PostsOf = EF.CompileAsyncQuery(
        (LearningDbContext db, Guid[] people, DateOnly day, Guid? county, Guid? school) =>
            from appointment in db.Appointments
            where people.Contains(appointment.PersonId) && appointment.ReplacedAt == null && appointment.From <= day && (appointment.To == null || appointment.To >= day)
                && (county == null || appointment.CountyId == county) && (school == null || appointment.SchoolId == school)
            select new Post(appointment.PersonId, appointment.OrganisationId, appointment.Role, appointment.OwnRole, appointment.Employment, appointment.Standing, appointment.From));

    private readonly StretchWalk walk = new(db);

    public async Task<PeoplePage> FindAsync(PeopleQuestion question, string? after, string? before, int size, CancellationToken cancellation)
    {
        if (scope.Level == ScopeLevel.Own)
        {
            return new PeoplePage([], 0, null, null);
        }

        // Opened once for all that is asked: every opening costs as much as a small query.
        await db.Database.OpenConnectionAsync(cancellation);
        var stretches = await query.StretchesAsync(question, cancellation);
        var forward = before is null;
        var from = Place.Read(before ?? after, stretches.Count);
        var counted = new int?[stretches.Count];
        var found = await WalkAsync(stretches, from, forward, size + 1, counted, cancellation);
        var cut = found.Count > size;
        if (cut)
        {
            found.RemoveAt(size);
        }

        if (!forward)
        {
            found.Reverse();
        }

        var (hasBefore, hasAfter) = forward ? (from is not null, cut) : (cut, true);
        var total = !hasBefore && !hasAfter ? found.Count : await CountAsync(stretches, counted, cancellation);
        return new PeoplePage(await RowsAsync(found, cancellation), total, hasBefore ? found.FirstOrDefault()?.Place.ToString() : null, hasAfter ? found.LastOrDefault()?.Place.ToString() : null);
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

        if (!PeopleQuery.IsLatin(typed))
        {
            var name = Names.Clean(typed);
            return people.Where(p => p.Name.Contains(name));
        }

        var letters = PeopleQuery.Letters(typed);
        return people.Where(p => p.Initials.StartsWith(letters) || p.SortKey.Replace(" ", "").StartsWith(letters) || (p.StaffNumber != null && p.StaffNumber.StartsWith(typed)));
    }

    /// <param name="counted">Is told how many a stretch holds where the walk went from end to end of it.</param>
    private async Task<List<Met>> WalkAsync(IReadOnlyList<Stretch> stretches, Place? from, bool forward, int wanted, int?[] counted, CancellationToken cancellation)
    {
        var found = new List<Met>();
        var seen = new HashSet<int>();
        for (var i = from?.Stretch ?? (forward ? 0 : stretches.Count - 1); i >= 0 && i < stretches.Count && found.Count < wanted; i += forward ? 1 : -1)
        {
            var (begin, most) = (from?.Stretch == i ? from : null, wanted - found.Count);
            var rows = await walk.BeyondAsync(stretches[i], begin, forward, most, cancellation);
            counted[i] = begin is null && rows.Count < most ? rows.Count : null;
            found.AddRange(rows.Where(r => seen.Add(r.Row)).Select(r => new Met(new Place(i, r.Term, r.SortKey, r.Row), r)));
        }

        return found;
    }

    private async Task<int> CountAsync(IReadOnlyList<Stretch> stretches, int?[] counted, CancellationToken cancellation)
    {
        var total = 0;
        for (var i = 0; i < stretches.Count && total <= CountedTo; i++)
        {
            total += counted[i] ?? await walk.CountAsync(stretches[i], CountedTo + 1 - total, cancellation);
        }

        return total;
    }

    private async Task<IReadOnlyList<PersonRow>> RowsAsync(List<Met> found, CancellationToken cancellation)
    {
        if (found.Count == 0)
        {
            return [];
        }

        var places = (await PostsAsync([.. found.Select(p => p.Found.PersonId)], cancellation)).ToLookup(p => p.PersonId);
        var names = await organisations.HoldingAsync(places.SelectMany(p => p).Select(p => p.OrganisationId), cancellation);
        // The area has the last word: whoever has no place in it is not shown, whatever the search said.
        return [.. found.Select(f => f.Found).Where(p => places.Contains(p.PersonId))
            .Select(p => new PersonRow(
                p.PersonId, p.Name, p.StaffNumber,
                [.. places[p.PersonId].OrderBy(place => RoleRules.Rank(place.Role)).ThenBy(place => place.From)
                    .Select(place => new PersonPlace(names.Find(place.OrganisationId)?.Name ?? "", place.Role, place.OwnRole, place.Employment, place.Standing, place.From))]))];
    }

    /// <summary>Where these people are in post today, as far as the acting person's area goes.</summary>
    private async Task<List<Post>> PostsAsync(Guid[] people, CancellationToken cancellation)
    {
        var posts = new List<Post>(people.Length);
        if (scope.Area is var (county, school))
        {
            await foreach (var post in PostsOf(db, people, clock.Today(), county, school).WithCancellation(cancellation))
            {
                posts.Add(post);
            }
        }

        return posts;
    }

    private sealed record Post(Guid PersonId, Guid OrganisationId, string Role, string? OwnRole, string? Employment, string Standing, DateOnly From);

    private sealed record Met(Place Place, Found Found);
}

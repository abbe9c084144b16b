using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Searching;
using Learning.People.Services.Appointments;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Finding;

/// <summary>People of the own area, for officers and school administrators; for nobody else.</summary>
internal sealed class FindPeople(PeopleSearch search, Scope scope, RoleBook book, IStringLocalizer T) : ISearchSource
{
    public int Order => 10;

    public async Task<SearchGroup?> FindAsync(string text, int most, CancellationToken cancellation)
    {
        if (!Permissions.Holds(scope.Actor, Permissions.ViewPeople))
        {
            return null;
        }

        var found = await search.FindAsync(new PeopleQuestion(text), null, null, most, cancellation);
        var hits = new List<SearchHit>();
        foreach (var person in found.Items)
        {
            hits.Add(new SearchHit(person.Name, await NoteAsync(person, cancellation), $"/people/{person.Id}", "user"));
        }

        return hits.Count == 0 ? null : new SearchGroup(
            T["人员"],
            hits,
            found.After is null || PhoneNumbers.TryNormalise(text, out _) ? null : "/people?q=" + Uri.EscapeDataString(text));
    }

    private async Task<string> NoteAsync(PersonRow person, CancellationToken cancellation)
    {
        var posts = new List<(string Organisation, string Role)>();
        foreach (var place in person.Places.Take(2))
        {
            posts.Add((place.Organisation, await book.WholeNameAsync(place.Role, place.OwnRole, place.Employment, place.Standing, cancellation)));
        }

        return string.Join(" · ", posts.GroupBy(p => p.Organisation, StringComparer.Ordinal).Select(g => $"{g.Key} {string.Join(T["、"], g.Select(p => p.Role))}"));
    }
}

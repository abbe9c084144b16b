using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Searching;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Finding;

/// <summary>People of the own area, for officers and school administrators; for nobody else.</summary>
internal sealed class FindPeople(PeopleSearch search, Scope scope, IStringLocalizer T) : ISearchSource
{
    public int Order => 10;

    public async Task<SearchGroup?> FindAsync(string text, int most, CancellationToken cancellation)
    {
        if (!Permissions.Holds(scope.Actor, Permissions.ViewPeople))
        {
            return null;
        }

        var found = await search.FindAsync(new PeopleQuestion(text), null, null, most, cancellation);
        return found.Items.Count == 0 ? null : new SearchGroup(
            T["人员"],
            [.. found.Items.Select(p => new SearchHit(p.Name, Note(p), $"/people/{p.Id}", "user"))],
            found.After is null || PhoneNumbers.TryNormalise(text, out _) ? null : "/people?q=" + Uri.EscapeDataString(text));
    }

    private string Note(PersonRow person) => string.Join(
        " · ", person.Places.Take(2).GroupBy(p => p.Organisation, StringComparer.Ordinal).Select(g => $"{g.Key} {string.Join(T["、"], g.Select(p => PlaceWords.Role(T, p.Role, p.Employment, p.Standing)))}"));
}

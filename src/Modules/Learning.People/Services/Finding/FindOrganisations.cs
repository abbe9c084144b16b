using Learning.Framework.Accounts;
using Learning.Framework.Searching;
using Learning.Framework.Settings;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Finding;

/// <summary>Areas and schools of the own area, by any part of the name, its first letters or the code. A city has some hundred: they are gone through in memory.</summary>
internal sealed class FindOrganisations(OrganisationDirectory organisations, Scope scope, IStringLocalizer T) : ISearchSource
{
    public int Order => 20;

    public async Task<SearchGroup?> FindAsync(string text, int most, CancellationToken cancellation)
    {
        if (!Permissions.Holds(scope.Actor, Permissions.ViewOrganisations))
        {
            return null;
        }

        var letters = PeopleQuery.IsLatin(text) ? PeopleQuery.Letters(text) : null;
        var found = (await organisations.GetAsync(cancellation)).All.Where(o => scope.Holds(o.CountyId, o.SchoolId) && Is(o, text, letters)).Take(most + 1).ToList();
        return found.Count == 0 ? null : new SearchGroup(
            T["机构"],
            [.. found.Take(most).Select(o => new SearchHit(o.Name, o.Closed ? T["{0}，已撤销", PlaceWords.Kind(T, o.Kind)] : PlaceWords.Kind(T, o.Kind), $"/people/organisations/{o.Id}", "building"))],
            found.Count > most ? "/people/organisations?q=" + Uri.EscapeDataString(text) : null);
    }

    private static bool Is(KnownOrganisation organisation, string text, string? letters) =>
        organisation.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || string.Equals(organisation.Code, text, StringComparison.OrdinalIgnoreCase)
        || (letters?.Length > 1 && (organisation.Initials.Contains(letters, StringComparison.Ordinal) || organisation.Letters.Contains(letters, StringComparison.Ordinal)));
}

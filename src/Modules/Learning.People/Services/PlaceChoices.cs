using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services;

/// <summary>Places and roles to choose from, as far as the acting person may.</summary>
internal sealed class PlaceChoices(LearningDbContext db, OrganisationDirectory organisations, Scope scope, IStringLocalizer T)
{
    /// <summary>More schools than this are narrowed by county first.</summary>
    private const int Most = 300;

    /// <summary>Areas in official order and the city's own units; empty for whoever sees one area only.</summary>
    public async Task<IReadOnlyList<SelectListItem>> CountiesAsync(CancellationToken cancellation) => scope.Level != ScopeLevel.City
        ? []
        : [
            .. (await organisations.GetAsync(cancellation)).All.Where(o => OrganisationKinds.Areas.Contains(o.Kind)).Select(Item),
            new SelectListItem(T["市直属"], PeopleQuestion.Direct),
        ];

    /// <summary>Schools and units of an area; empty where there would be too many to choose from.</summary>
    /// <param name="chosen">Is among them even so.</param>
    public async Task<IReadOnlyList<SelectListItem>> SchoolsAsync(string? county, Guid? chosen, CancellationToken cancellation)
    {
        if (scope.Level == ScopeLevel.School)
        {
            return [];
        }

        Guid? area = Guid.TryParse(county, out var id) ? id : null;
        var seen = (await organisations.GetAsync(cancellation)).All.Where(o => scope.Holds(o.CountyId, o.SchoolId)).ToList();
        var schools = seen.Where(o => o.SchoolId is not null && !o.Closed && (county == PeopleQuestion.Direct ? o.CountyId is null : area is null || o.CountyId == area)).Take(Most + 1).ToList();
        return [.. (schools.Count > Most ? seen.Where(o => o.Id == chosen) : schools).Select(Item)];
    }

    private static SelectListItem Item(KnownOrganisation organisation) => new(organisation.Name, organisation.Id.ToString());

    /// <summary>Every open organisation the acting person may put someone at, the bureau and areas first.</summary>
    public async Task<IReadOnlyList<Organisation>> PlacesAsync(CancellationToken cancellation) =>
        await db.Organisations.AsNoTracking().Within(scope).Where(o => o.ClosedOn == null)
            .OrderBy(o => o.SchoolId != null).ThenBy(o => o.Order).ThenBy(o => o.Code).ToListAsync(cancellation);

    public IReadOnlyList<SelectListItem> Roles(IEnumerable<string> roles) =>
        [.. roles.Select(r => new SelectListItem(Theme.RoleNames.Of(T, r), r))];
}

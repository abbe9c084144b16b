using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services;

/// <summary>Places and roles to choose from, as far as the acting person may.</summary>
internal sealed class PlaceChoices(LearningDbContext db, Scope scope, IStringLocalizer T)
{
    /// <summary>More schools than this are narrowed by county first.</summary>
    private const int Most = 300;

    private static readonly string[] AreaKinds = [.. OrganisationKinds.Areas];

    /// <summary>Areas in official order and the city's own units; empty for whoever sees one area only.</summary>
    public async Task<IReadOnlyList<SelectListItem>> CountiesAsync(CancellationToken cancellation) => scope.Level != ScopeLevel.City
        ? []
        : [
            .. await db.Organisations.Where(o => AreaKinds.Contains(o.Kind)).OrderBy(o => o.Order).ThenBy(o => o.Code)
                .Select(o => new SelectListItem(o.Name, o.Id.ToString())).ToListAsync(cancellation),
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

        var schools = db.Organisations.Within(scope).Where(o => o.SchoolId != null && o.ClosedOn == null);
        schools = county == PeopleQuestion.Direct ? schools.Where(o => o.CountyId == null)
            : Guid.TryParse(county, out var id) ? schools.Where(o => o.CountyId == id)
            : schools;
        if (await schools.OrderBy(o => o.Id).Skip(Most).AnyAsync(cancellation))
        {
            schools = db.Organisations.Within(scope).Where(o => o.Id == chosen);
            if (chosen is null)
            {
                return [];
            }
        }

        return await schools.OrderBy(o => o.Order).ThenBy(o => o.Code).Select(o => new SelectListItem(o.Name, o.Id.ToString())).ToListAsync(cancellation);
    }

    /// <summary>Every open organisation the acting person may put someone at, the bureau and areas first.</summary>
    public async Task<IReadOnlyList<Organisation>> PlacesAsync(CancellationToken cancellation) =>
        await db.Organisations.AsNoTracking().Within(scope).Where(o => o.ClosedOn == null)
            .OrderBy(o => o.SchoolId != null).ThenBy(o => o.Order).ThenBy(o => o.Code).ToListAsync(cancellation);

    public IReadOnlyList<SelectListItem> Roles(IEnumerable<string> roles) =>
        [.. roles.Select(r => new SelectListItem(Theme.RoleNames.Of(T, r), r))];
}

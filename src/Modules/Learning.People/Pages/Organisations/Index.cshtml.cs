using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Learning.People.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Organisations;

/// <summary>/people/organisations: areas, and schools with their numbers.</summary>
[Authorize(Policy = Permissions.ViewOrganisations)]
internal sealed class IndexModel(OrganisationList organisations, OrganisationDirectory directory, PlaceChoices choices, Scope scope, IStringLocalizer T) : PageModel
{
    private KnownOrganisations known = null!;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? County { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public PageOf<OrganisationRow> List { get; private set; } = null!;

    public IReadOnlyList<AreaRow> Areas { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Counties { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Kinds { get; private set; } = [];

    public bool Narrowed => !string.IsNullOrEmpty(Q) || !string.IsNullOrEmpty(County) || !string.IsNullOrEmpty(Kind);

    public IReadOnlyList<(Guid Id, string Name)> Direct { get; private set; } = [];

    public bool MayAdd => scope.Actor.Holds(Permissions.EditOrganisations);

    public string AreaOf(OrganisationRow row) => row.CountyId is { } county ? known.Find(county)?.Name ?? "" : T["市直属"];

    public string Number(int? value) => value?.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) ?? T["未统计"];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        List = await organisations.FindAsync(Q, County, Kind, P, cancellation);
        known = await directory.HoldingAsync(List.Items.Select(r => r.CountyId).OfType<Guid>(), cancellation);
        Areas = await organisations.AreasAsync(T["市直属"], cancellation);
        Direct = await organisations.DirectAsync(cancellation);
        Counties = await choices.CountiesAsync(cancellation);
        Kinds = [.. OrganisationKinds.Schools.Concat(OrganisationKinds.Units).Select(k => new SelectListItem(PlaceWords.Kind(T, k), k, k == Kind))];
        foreach (var county in Counties)
        {
            county.Selected = string.Equals(county.Value, County, StringComparison.OrdinalIgnoreCase);
        }
    }
}

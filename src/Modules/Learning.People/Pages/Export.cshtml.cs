using System.Globalization;
using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Exports;
using Learning.People.Services;
using Learning.People.Services.Rosters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages;

/// <summary>/people/export: the roster of the acting person's area as a file that can be imported again.</summary>
[Authorize(Policy = Permissions.EditPeople)]
internal sealed class ExportModel(RosterExport export, PlaceChoices choices, IAuthorizationService authorization, TimeProvider clock, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public int Count { get; private set; }

    public bool MayHaveNumbers { get; private set; }

    public IReadOnlyList<SelectListItem> Places { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Formats => [new("Excel (xlsx)", "xlsx"), new("CSV (UTF-8)", "csv")];

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Input.PlaceId is { } place && Places.Count > 0 && !Places.Any(p => string.Equals(p.Value, place.ToString(), StringComparison.OrdinalIgnoreCase)))
        {
            ModelState.AddModelError("Input.PlaceId", T["这个单位不归您管，换一个。"]);
            return Page();
        }

        var (withNumbers, at) = (Input.WithNumbers && MayHaveNumbers, Input.PlaceId);
        await export.RecordAsync(at, withNumbers, cancellation);
        var name = T["人员名单"] + " " + clock.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new TableResult(name, Input.Format, (table, stop) => export.WriteAsync(table, at, withNumbers, stop));
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Count = await export.CountAsync(null, cancellation);
        MayHaveNumbers = (await authorization.AuthorizeAsync(User, Permissions.ExportNumbers)).Succeeded;
        var places = (await choices.PlacesAsync(cancellation)).Where(p => p.SchoolId is not null).ToList();
        Places = places.Count > 1 ? [.. places.Select(p => new SelectListItem(p.Name, p.Id.ToString()))] : [];
    }

    public sealed class InputModel
    {
        public Guid? PlaceId { get; set; }

        public string Format { get; set; } = "xlsx";

        public bool WithNumbers { get; set; }
    }
}

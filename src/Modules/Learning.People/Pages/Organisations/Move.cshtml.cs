using Learning.People.Services;
using Learning.People.Models;
using Learning.People.Services.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Organisations;

/// <summary>/people/organisations/{id}/move: under another area or school from a day on, with all that is filed with it.</summary>
[Authorize(Policy = Permissions.EditOrganisations)]
internal sealed class MoveModel(OrganisationChanges changes, ChangeChoices choices, IStringLocalizer texts) : ChangeModel(changes, choices, texts)
{
    public IReadOnlyList<SelectListItem> Others { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        CheckDay();
        if (Input.OtherId is null)
        {
            ModelState.AddModelError("Input.OtherId", T["选一个上级。"]);
        }

        return ModelState.IsValid ? await RecordAsync(id, new ChangeEntry(OrganisationChangeKind.Move, Input.Day!.Value, Input.Reason!, OtherId: Input.OtherId), cancellation) : Page();
    }

    protected override async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (!await base.LoadAsync(id, cancellation))
        {
            return false;
        }

        Others = [.. (await Choices.PlacesAsync(cancellation)).Where(p => p.Id != id && p.Id != Organisation.ParentId && OrganisationTree.MayStandUnder(Organisation.Kind, p.Kind)).Select(p => new SelectListItem(p.Name, p.Id.ToString()))];
        return true;
    }
}

using Learning.People.Models;
using Learning.People.Services.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Organisations;

/// <summary>/people/organisations/{id}/rename: a new name from a day on; the old one stays findable.</summary>
[Authorize(Policy = Permissions.EditOrganisations)]
internal sealed class RenameModel(OrganisationChanges changes, ChangeChoices choices, IStringLocalizer texts) : ChangeModel(changes, choices, texts)
{
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        CheckDay();
        if (Input.Name is not { Length: >= 2 and <= 100 })
        {
            ModelState.AddModelError("Input.Name", T["填写名称，2到100个字。"]);
        }

        return ModelState.IsValid ? await RecordAsync(id, new ChangeEntry(OrganisationChangeKind.Rename, Input.Day!.Value, Input.Reason!, Input.Name), cancellation) : Page();
    }
}

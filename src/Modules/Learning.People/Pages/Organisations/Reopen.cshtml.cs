using Learning.People.Models;
using Learning.People.Services.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Organisations;

/// <summary>/people/organisations/{id}/reopen: open again from a day on; staff are appointed anew.</summary>
[Authorize(Policy = Permissions.EditOrganisations)]
internal sealed class ReopenModel(OrganisationChanges changes, ChangeChoices choices, IStringLocalizer texts) : ChangeModel(changes, choices, texts)
{
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        CheckDay();
        return ModelState.IsValid ? await RecordAsync(id, new ChangeEntry(OrganisationChangeKind.Reopen, Input.Day!.Value, Input.Reason!), cancellation) : Page();
    }
}

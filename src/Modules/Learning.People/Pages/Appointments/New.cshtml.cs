using Learning.People.Services.Appointments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Appointments;

/// <summary>/people/{id}/appointments/new: a further role of one person.</summary>
[Authorize(Policy = Permissions.EditPeople)]
internal sealed class NewModel(AppointmentDesk desk, EntryChoices choices, IStringLocalizer texts) : EntryModel(choices, texts)
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        Input.Once = Choices.NewId();
        Input.From = Choices.Today;
        return await LoadAsync(id, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (await CheckAsync(cancellation) is { } entry)
        {
            if (await desk.AddAsync(Input.Once, id, entry, cancellation) is not { } refusal)
            {
                TempData["Notice"] = T["已加岗位。"].Value;
                return RedirectToPage("/Appointments/Index", new { area = "People", id });
            }

            Show(refusal);
        }

        return Page();
    }
}

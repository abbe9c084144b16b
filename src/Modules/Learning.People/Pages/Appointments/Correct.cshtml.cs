using Learning.People.Services.Appointments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Appointments;

/// <summary>/people/{id}/appointments/{appointment}/correct: what was entered wrongly; the old row stays in the history.</summary>
[Authorize(Policy = Permissions.EditPeople)]
internal sealed class CorrectModel(AppointmentDesk desk, AppointmentHistory history, EntryChoices choices, IStringLocalizer texts) : EntryModel(choices, texts)
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid appointment, CancellationToken cancellation)
    {
        if (await history.OneAsync(id, appointment, cancellation) is not { } line)
        {
            return NotFound();
        }

        var row = line.Row;
        Input = new EntryInput
        {
            Once = Choices.NewId(),
            OrganisationId = row.OrganisationId,
            Role = row.OwnRole ?? row.Role,
            Employment = row.Employment,
            Standing = row.Standing,
            OnPaperId = row.OnPaperId,
            CountsAt = row.CountsAt,
            CountsFrom = row.CountsFrom,
            From = row.From,
            To = row.To,
        };
        if (row.ReplacedAt is not null)
        {
            Show(AppointmentRefusal.Changed);
        }

        return await LoadAsync(id, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid appointment, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation) || await history.OneAsync(id, appointment, cancellation) is null)
        {
            return NotFound();
        }

        if (await CheckAsync(cancellation) is { } entry)
        {
            if (await desk.CorrectAsync(Input.Once, id, appointment, entry, cancellation) is not { } refusal)
            {
                TempData["Notice"] = T["已更正。"].Value;
                return RedirectToPage("/Appointments/Index", new { area = "People", id });
            }

            Show(refusal);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAnnulAsync(Guid id, Guid appointment, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation) || await history.OneAsync(id, appointment, cancellation) is null)
        {
            return NotFound();
        }

        var refusal = await desk.AnnulAsync(id, appointment, cancellation);
        TempData["Notice"] = refusal is { } why ? AppointmentWords.Problem(T, why).Text : T["已撤掉。"].Value;
        TempData["NoticeKind"] = refusal is null ? "ok" : "warn";
        return RedirectToPage("/Appointments/Index", new { area = "People", id });
    }
}

using Learning.Core.People;
using Learning.People.Services;
using Learning.People.Services.Appointments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Appointments;

/// <summary>/people/{id}/appointments/{appointment}/end: the last day of an appointment.</summary>
[Authorize(Policy = Permissions.EditPeople)]
internal sealed class EndModel(AppointmentDesk desk, AppointmentHistory history, EntryChoices choices, IStringLocalizer T) : PageModel
{
    public const int ReasonLength = 100;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Person Person { get; private set; } = null!;

    public AppointmentLine Line { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid appointment, CancellationToken cancellation)
    {
        Input.To = choices.Today;
        return await LoadAsync(id, appointment, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid appointment, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, appointment, cancellation))
        {
            return NotFound();
        }

        Input.To = FormDates.Required(ModelState, "Input.To", Input.To, choices.Today, T);
        if (Input.Reason is { Length: > ReasonLength })
        {
            ModelState.AddModelError("Input.Reason", T["最多写{0}个字。", ReasonLength]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await desk.EndAsync(id, appointment, Input.To!.Value, Input.Reason, cancellation) is { } refusal)
        {
            var (field, text) = AppointmentWords.Problem(T, refusal);
            ModelState.AddModelError(field is "Input.From" ? "Input.To" : field, text);
            return Page();
        }

        TempData["Notice"] = T["已登记最后一天。"].Value;
        return RedirectToPage("/Appointments/Index", new { area = "People", id });
    }

    private async Task<bool> LoadAsync(Guid id, Guid appointment, CancellationToken cancellation)
    {
        if (await choices.PersonAsync(id, cancellation) is not { } person || await history.OneAsync(id, appointment, cancellation) is not { } line)
        {
            return false;
        }

        (Person, Line) = (person, line);
        return true;
    }

    public sealed class InputModel
    {
        public DateOnly? To { get; set; }

        public string? Reason { get; set; }
    }
}

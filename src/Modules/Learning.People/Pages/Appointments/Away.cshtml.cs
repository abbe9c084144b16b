using Learning.Core.People;
using Learning.People.Services;
using Learning.People.Services.Appointments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Appointments;

/// <summary>/people/{id}/appointments/{appointment}/away: on leave, on exchange or seconded for a time.</summary>
[Authorize(Policy = Permissions.EditPeople)]
internal sealed class AwayModel(AppointmentDesk desk, AppointmentHistory history, EntryChoices choices, IStringLocalizer T) : PageModel
{
    private static readonly string[] Kinds = [Standings.OnLeave, .. Standings.Away];

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Person Person { get; private set; } = null!;

    public AppointmentLine Line { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Places { get; private set; } = [];

    public IReadOnlyList<SelectListItem> StandingChoices => PlaceWords.StandingChoices(T, Kinds);

    public IReadOnlyList<SelectListItem> CountingChoices => AppointmentWords.CountingChoices(T);

    public async Task<IActionResult> OnGetAsync(Guid id, Guid appointment, CancellationToken cancellation)
    {
        Input = new InputModel { Once = choices.NewId(), From = choices.Today };
        return await LoadAsync(id, appointment, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid appointment, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, appointment, cancellation))
        {
            return NotFound();
        }

        if (!Kinds.Contains(Input.Standing))
        {
            ModelState.AddModelError("Input.Standing", T["选请假、支教交流还是借调。"]);
        }
        else if (Input.Standing != Standings.OnLeave && Input.OrganisationId is null)
        {
            ModelState.AddModelError("Input.OrganisationId", T["选一个单位。"]);
        }

        Input.From = FormDates.Required(ModelState, "Input.From", Input.From, choices.Today, T);
        Input.To = FormDates.Optional(ModelState, "Input.To", Input.To, choices.Today, T);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await desk.AwayAsync(Input.Once, id, appointment, Input.Standing!, Input.OrganisationId, Input.CountsAt, Input.From!.Value, Input.To, cancellation) is { } refusal)
        {
            var (field, text) = AppointmentWords.Problem(T, refusal);
            ModelState.AddModelError(field is "Input.Role" or "Input.OnPaperId" ? "Input.OrganisationId" : field, text);
            return Page();
        }

        TempData["Notice"] = T["已登记。"].Value;
        return RedirectToPage("/Appointments/Index", new { area = "People", id });
    }

    private async Task<bool> LoadAsync(Guid id, Guid appointment, CancellationToken cancellation)
    {
        if (await choices.PersonAsync(id, cancellation) is not { } person || await history.OneAsync(id, appointment, cancellation) is not { } line)
        {
            return false;
        }

        (Person, Line) = (person, line);
        Places = [.. (await choices.PlacesAsync(cancellation)).Where(p => p.Value != line.Row.OrganisationId.ToString())];
        return true;
    }

    public sealed class InputModel
    {
        public Guid Once { get; set; }

        public string? Standing { get; set; }

        public DateOnly? From { get; set; }

        public DateOnly? To { get; set; }

        public Guid? OrganisationId { get; set; }

        public string? CountsAt { get; set; }
    }
}

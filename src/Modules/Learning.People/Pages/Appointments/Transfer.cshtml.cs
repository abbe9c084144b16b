using Learning.Core.People;
using Learning.Framework.Data;
using Learning.People.Services;
using Learning.People.Services.Appointments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Appointments;

/// <summary>/people/{id}/appointments/{appointment}/transfer: ends here and begins elsewhere on a day; outside the own area the other side receives.</summary>
[Authorize(Policy = Permissions.EditPeople)]
internal sealed class TransferModel(LearningDbContext db, TransferDesk desk, AppointmentHistory history, EntryChoices choices, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Person Person { get; private set; } = null!;

    public AppointmentLine Line { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Places { get; private set; } = [];

    public IReadOnlyList<SelectListItem> RoleChoices { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Employments => PlaceWords.EmploymentChoices(T);

    public async Task<IActionResult> OnGetAsync(Guid id, Guid appointment, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, appointment, cancellation))
        {
            return NotFound();
        }

        Input = new InputModel { Once = choices.NewId(), Role = Line.Row.OwnRole ?? Line.Row.Role, Employment = Line.Row.Employment, From = choices.Today, EndsOthers = true };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid appointment, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, appointment, cancellation))
        {
            return NotFound();
        }

        if (await CheckAsync(cancellation) is not { } entry)
        {
            return Page();
        }

        var (outcome, refusal) = await desk.StartAsync(Input.Once, id, appointment, entry, cancellation);
        if (refusal is { } why)
        {
            var (field, text) = AppointmentWords.Problem(T, why);
            ModelState.AddModelError(field, text);
            return Page();
        }

        TempData["Notice"] = outcome == TransferOutcome.Done ? T["已办好调动。"].Value : T["已发给对方单位，等对方接收。"].Value;
        return RedirectToPage("/Appointments/Index", new { area = "People", id });
    }

    private async Task<TransferEntry?> CheckAsync(CancellationToken cancellation)
    {
        if (Input.OrganisationId is null)
        {
            ModelState.AddModelError("Input.OrganisationId", T["选一个单位。"]);
        }

        var role = await choices.RoleAsync(Input.Role, cancellation);
        if (role is null)
        {
            ModelState.AddModelError("Input.Role", T["选一个岗位。"]);
        }
        else if (role.Role == Roles.PsychologyTeacher && Input.Employment is not ("full-time" or "part-time"))
        {
            ModelState.AddModelError("Input.Employment", T["心理健康教师要填专职还是兼职。"]);
        }

        Input.From = FormDates.Required(ModelState, "Input.From", Input.From, choices.Today, T);
        return ModelState.IsValid ? new TransferEntry(Input.OrganisationId!.Value, Input.Role!, Input.Employment, Input.From!.Value, Input.EndsOthers) : null;
    }

    private async Task<bool> LoadAsync(Guid id, Guid appointment, CancellationToken cancellation)
    {
        if (await choices.PersonAsync(id, cancellation) is not { } person || await history.OneAsync(id, appointment, cancellation) is not { } line)
        {
            return false;
        }

        (Person, Line) = (person, line);
        RoleChoices = [.. (await choices.RolesAsync(Input.Role, cancellation)).Where(r => !Roles.Officers.Contains(r.Value))];
        var places = await (
            from place in db.Organisations
            join county in db.Organisations on place.CountyId equals (Guid?)county.Id into counties
            from county in counties.DefaultIfEmpty()
            where place.SchoolId != null && place.ClosedOn == null && place.Id != line.Row.OrganisationId
            orderby county == null ? int.MaxValue : county.Order, place.Order, place.Code
            select new { place.Id, place.Name, County = county == null ? null : county.Name }).ToListAsync(cancellation);
        var groups = places.Select(p => p.County ?? T["市直属"].Value).Distinct().ToDictionary(n => n, n => new SelectListGroup { Name = n }, StringComparer.Ordinal);
        Places = [.. places.Select(p => new SelectListItem(p.Name, p.Id.ToString()) { Group = groups[p.County ?? T["市直属"].Value] })];
        return true;
    }

    public sealed class InputModel
    {
        public Guid Once { get; set; }

        public Guid? OrganisationId { get; set; }

        public string? Role { get; set; }

        public string? Employment { get; set; }

        public DateOnly? From { get; set; }

        public bool EndsOthers { get; set; }
    }
}

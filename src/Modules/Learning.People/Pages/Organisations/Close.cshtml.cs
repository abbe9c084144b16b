using Learning.Core.People;
using Learning.Framework.Data;
using Learning.People.Models;
using Learning.People.Services.Appointments;
using Learning.People.Services.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Organisations;

/// <summary>What becomes of an appointment when its place closes.</summary>
internal enum CloseDecision
{
    None,
    Go,
    End,
}

/// <summary>/people/organisations/{id}/close: everybody who works there is listed, and a decision asked for each.</summary>
[Authorize(Policy = Permissions.EditOrganisations)]
internal sealed class CloseModel(OrganisationChanges changes, ChangeChoices choices, LearningDbContext db, RoleBook roles, IStringLocalizer texts) : ChangeModel(changes, choices, texts)
{
    /// <summary>By appointment.</summary>
    [BindProperty]
    public Dictionary<Guid, CloseDecision> Decisions { get; set; } = [];

    /// <summary>For everybody nothing of their own was chosen for; null where each is to be chosen.</summary>
    [BindProperty]
    public CloseDecision? Rest { get; set; }

    public IReadOnlyList<SelectListItem> DecisionChoices => [new(T["转到新单位"], nameof(CloseDecision.Go)), new(T["到最后一天为止"], nameof(CloseDecision.End))];

    public IReadOnlyList<(Guid Id, Guid PersonId, string Name, string Role, string Days)> Staff { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Others { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        // A choice left open binds to nothing, which is said below in words of our own.
        foreach (var key in ModelState.Keys.Where(k => k.StartsWith("Decisions", StringComparison.Ordinal) || k == "Rest").ToList())
        {
            ModelState.Remove(key);
        }

        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        CheckDay();
        var open = Staff.Count(s => DecisionOf(s.Id) == CloseDecision.None);
        if (open > 0)
        {
            ModelState.AddModelError("Rest", T["还有{0}个岗位没有选去向。", open]);
        }

        var going = Staff.Where(s => DecisionOf(s.Id) == CloseDecision.Go).Select(s => s.Id).ToList();
        if (going.Count > 0 && Input.OtherId is null)
        {
            ModelState.AddModelError("Input.OtherId", T["有人要转走，选一个新单位。"]);
        }

        return ModelState.IsValid
            ? await RecordAsync(id, new ChangeEntry(OrganisationChangeKind.Close, Input.Day!.Value.AddDays(1), Input.Reason!, OtherId: going.Count > 0 ? Input.OtherId : null, Going: going), cancellation)
            : Page();
    }

    private CloseDecision DecisionOf(Guid appointment) =>
        Decisions.GetValueOrDefault(appointment) is var own and not CloseDecision.None ? own : Rest ?? CloseDecision.None;

    protected override async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (!await base.LoadAsync(id, cancellation))
        {
            return false;
        }

        Others = [.. (await Choices.PlacesAsync(cancellation)).Where(p => p.SchoolId is not null && p.Id != id).Select(p => new SelectListItem(p.Name, p.Id.ToString()))];
        var today = Today;
        var staff = await (
            from row in db.Appointments.AsNoTracking()
            join person in db.People on row.PersonId equals person.Id
            where row.OrganisationId == id && row.ReplacedAt == null && (row.To == null || row.To >= today)
            orderby person.SortKey, person.Id, row.From
            select new { row, person.Name }).ToListAsync(cancellation);
        var list = new List<(Guid, Guid, string, string, string)>(staff.Count);
        foreach (var s in staff)
        {
            list.Add((s.row.Id, s.row.PersonId, s.Name, await roles.WholeNameAsync(s.row.Role, s.row.OwnRole, s.row.Employment, s.row.Standing, cancellation), s.row.To is { } to ? T["{0}到{1}", Day(s.row.From), Day(to)] : T["{0}起", Day(s.row.From)]));
        }

        Staff = list;
        return true;
    }
}

using System.Globalization;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Models;
using Learning.People.Services;
using Learning.People.Services.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Organisations;

/// <summary>/people/organisations/{id}: what is missing, numbers by day, staff by role, what stands below, and its history.</summary>
[Authorize(Policy = Permissions.ViewOrganisations)]
internal sealed class OrganisationModel(LearningDbContext db, OrganisationSheet sheet, FactBook facts, OrganisationChanges changes, Scope scope, TimeProvider clock, IStringLocalizer T) : PageModel
{
    public Organisation Organisation { get; private set; } = null!;

    public string? Above { get; private set; }

    public Organisation? MergedInto { get; private set; }

    public IReadOnlyList<Organisation> MergedHere { get; private set; } = [];

    public IReadOnlyList<Organisation> Below { get; private set; } = [];

    public IReadOnlyList<FactDay> Days { get; private set; } = [];

    public Missing? Missing { get; private set; }

    public IReadOnlyList<ChangeLine> Changes { get; private set; } = [];

    public int Staff { get; private set; }

    public IReadOnlyList<(string Role, int Count)> RoleCounts { get; private set; } = [];

    public bool MayEdit => scope.Actor.Holds(Permissions.EditOrganisations);

    public string PeopleQuery => Organisation.SchoolId is { } school ? $"school={school}" : Organisation.CountyId is { } county ? $"county={county}" : "";

    public IReadOnlyList<string> OldNames =>
        [.. Changes.Where(c => c.Change is { Kind: OrganisationChangeKind.Rename, AppliedAt: not null, UndoneAt: null }).Select(c => T["{0}（到{1}）", c.Change.OldName!, Day(c.Change.On.AddDays(-1))].Value)];

    /// <summary>Under the bureau: areas apart from what it administers directly.</summary>
    public IEnumerable<IGrouping<bool, Organisation>> BelowGroups => Below.GroupBy(o => OrganisationTree.IsArea(o.Kind));

    public string Number(int? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? T["未统计"];

    public string Day(DateOnly day) => day.ToString(T["yyyy年M月d日"], CultureInfo.CurrentCulture);

    public DateOnly Local(DateTimeOffset instant) => instant.LocalDate();

    public string Words(ChangeLine line) => line.Change.Kind switch
    {
        OrganisationChangeKind.Rename => T["由{0}更名为{1}", line.Change.OldName!, line.Change.NewName!],
        OrganisationChangeKind.Merge => T["并入{0}", line.Other!],
        OrganisationChangeKind.Close => T["停办"],
        OrganisationChangeKind.Reopen => T["恢复办学"],
        _ => T["划转到{0}", line.Other!],
    };

    public string Problem(OrganisationChange change) =>
        Enum.TryParse<ChangeRefusal>(change.Problem, out var refusal) ? ChangeWords.Problem(T, refusal).Text : change.Problem!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Organisations.AsNoTracking().Within(scope).FirstOrDefaultAsync(o => o.Id == id, cancellation) is not { } found)
        {
            return NotFound();
        }

        Organisation = found;
        Above = await db.Organisations.Where(o => o.Id == found.ParentId).Select(o => o.Name).FirstOrDefaultAsync(cancellation);
        MergedInto = await db.Organisations.AsNoTracking().FirstOrDefaultAsync(o => o.Id == found.MergedIntoId, cancellation);
        MergedHere = await sheet.MergedHereAsync(id, cancellation);
        Below = await sheet.BelowAsync(id, cancellation);
        Days = await facts.DaysAsync(id, cancellation);
        Missing = await sheet.MissingAsync(found, cancellation);
        Changes = await sheet.ChangesAsync(id, cancellation);
        await CountAsync(found, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid id, Guid change, CancellationToken cancellation)
    {
        if (!await db.Organisations.Within(scope).AnyAsync(o => o.Id == id, cancellation))
        {
            return NotFound();
        }

        if (!MayEdit)
        {
            return Forbid();
        }

        var (left, refusal) = await changes.UndoAsync(id, change, cancellation);
        if (refusal == ChangeRefusal.NotThere)
        {
            return NotFound();
        }

        TempData["Notice"] = refusal is { } why ? ChangeWords.Problem(T, why).Text
            : left > 0 ? T["已撤销；有{0}人后来又改过，没有动，请逐个核对。", left].Value
            : T["已撤销。"].Value;
        TempData["NoticeKind"] = refusal is null && left == 0 ? "ok" : "warn";
        return RedirectToPage(new { id });
    }

    private async Task CountAsync(Organisation found, CancellationToken cancellation)
    {
        var active = Inside(db.Appointments.ActiveOn(clock.Today()).Within(scope), found);
        Staff = await active.Select(a => a.PersonId).Distinct().CountAsync(cancellation);
        var counts = await active.GroupBy(a => a.Role).Select(g => new { g.Key, Count = g.Select(a => a.PersonId).Distinct().Count() }).ToListAsync(cancellation);
        RoleCounts = [.. Roles.All.Join(counts, r => r, c => c.Key, (role, c) => (role, c.Count))];
    }

    private static IQueryable<Appointment> Inside(IQueryable<Appointment> appointments, Organisation place) =>
        place.SchoolId is { } school ? appointments.Where(a => a.SchoolId == school)
        : place.CountyId is { } county ? appointments.Where(a => a.CountyId == county)
        : appointments;
}

using System.Globalization;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Organisations;

/// <summary>/people/organisations/{id}: numbers by day and staff by role.</summary>
[Authorize(Policy = Permissions.ViewOrganisations)]
internal sealed class OrganisationModel(LearningDbContext db, OrganisationList organisations, Scope scope, TimeProvider clock, IStringLocalizer T) : PageModel
{
    public Organisation Organisation { get; private set; } = null!;

    public string? Above { get; private set; }

    public IReadOnlyList<IGrouping<DateOnly, OrganisationFact>> Days { get; private set; } = [];

    public int Staff { get; private set; }

    public IReadOnlyList<(string Role, int Count)> RoleCounts { get; private set; } = [];

    public string PeopleQuery => Organisation.SchoolId is { } school ? $"school={school}" : Organisation.CountyId is { } county ? $"county={county}" : "";

    public string Number(IEnumerable<OrganisationFact> facts, string fact) =>
        OrganisationList.Latest(facts, fact)?.ToString("N0", CultureInfo.InvariantCulture) ?? T["未统计"];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Organisations.AsNoTracking().Within(scope).FirstOrDefaultAsync(o => o.Id == id, cancellation) is not { } found)
        {
            return NotFound();
        }

        Organisation = found;
        Above = await db.Organisations.Where(o => o.Id == found.ParentId).Select(o => o.Name).FirstOrDefaultAsync(cancellation);
        Days = [.. (await organisations.FactsAsync([id], cancellation)).GroupBy(f => f.AsOf).OrderByDescending(g => g.Key)];
        var active = Inside(db.Appointments.ActiveOn(clock.Today()).Within(scope), found);
        Staff = await active.Select(a => a.PersonId).Distinct().CountAsync(cancellation);
        var counts = await active.GroupBy(a => a.Role).Select(g => new { g.Key, Count = g.Select(a => a.PersonId).Distinct().Count() }).ToListAsync(cancellation);
        RoleCounts = [.. Roles.All.Join(counts, r => r, c => c.Key, (role, c) => (role, c.Count))];
        return Page();
    }

    private static IQueryable<Appointment> Inside(IQueryable<Appointment> appointments, Organisation place) =>
        place.SchoolId is { } school ? appointments.Where(a => a.SchoolId == school)
        : place.CountyId is { } county ? appointments.Where(a => a.CountyId == county)
        : appointments;
}

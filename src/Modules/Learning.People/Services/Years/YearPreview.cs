using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Years;

/// <param name="Done">The school passed this year already.</param>
internal sealed record YearSchool(Guid Id, string Name, int Staff, int ForTheYear, int New, bool Done);

internal sealed record YearRow(Guid Id, Guid PersonId, string Name, Appointment Row, YearDecision Decision);

/// <summary>Shows what a passage to the next school year would do, before it is done.</summary>
internal sealed class YearPreview(LearningDbContext db, Scope scope)
{
    /// <summary>The open schools and units of the acting person's area.</summary>
    public async Task<IReadOnlyList<YearSchool>> SchoolsAsync(int startYear, Guid? county, CancellationToken cancellation)
    {
        var lastDay = new SchoolYear(startYear).LastDay;
        var open = db.Organisations.AsNoTracking().Within(scope).Where(o => o.SchoolId != null && o.ClosedOn == null);
        open = county is { } area ? open.Where(o => o.CountyId == area) : scope.Level == ScopeLevel.City ? open.Where(o => o.CountyId == null) : open;
        var staff = Roles.Staff.ToArray();
        var posts = db.Appointments.Where(a => a.ReplacedAt == null && EF.Parameter(staff).Contains(a.Role));
        return await open.OrderBy(o => o.Order).ThenBy(o => o.Code).Select(o => new YearSchool(
            o.Id, o.Name,
            posts.Count(a => a.OrganisationId == o.Id && a.From <= lastDay && (a.To == null || a.To >= lastDay)),
            posts.Count(a => a.OrganisationId == o.Id && a.From <= lastDay && a.To == lastDay),
            posts.Count(a => a.OrganisationId == o.Id && a.From > lastDay),
            db.Set<YearChange>().Any(c => c.OrganisationId == o.Id && c.StartYear == startYear && c.StandsFor != null))).ToListAsync(cancellation);
    }

    /// <summary>Everybody of one school whom the passage concerns, by role and name.</summary>
    public async Task<IReadOnlyList<YearRow>> RowsAsync(Guid school, YearPlan plan, CancellationToken cancellation)
    {
        var lastDay = plan.LastDay;
        var rows = await (
            from appointment in db.Appointments.AsNoTracking().Within(scope)
            join person in db.People on appointment.PersonId equals person.Id
            where appointment.OrganisationId == school && appointment.ReplacedAt == null && (appointment.To == null || appointment.To >= lastDay)
            orderby person.SortKey, person.Id, appointment.From
            select new { appointment, person.Name }).ToListAsync(cancellation);
        return [.. rows.Select(r => (r.appointment, r.Name, Decision: plan.Of(r.appointment))).Where(r => r.Decision is not null)
            .Select(r => new YearRow(r.appointment.Id, r.appointment.PersonId, r.Name, r.appointment, r.Decision!.Value))
            .OrderBy(r => RoleRules.Rank(r.Row.Role))];
    }
}

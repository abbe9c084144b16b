using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Years;

/// <param name="Done">The school passed this year already.</param>
internal sealed record YearSchool(Guid Id, string Name, int Staff, int ForTheYear, int New, bool Done);

/// <param name="RoleEnds">The role ends with the year, whatever was chosen for this person.</param>
internal sealed record YearRow(Guid Id, Guid PersonId, string Name, Appointment Row, YearDecision Decision, bool RoleEnds);

/// <summary>What would become of the posts of several schools: how many end, are for the year and go on for another, or go on anyway.</summary>
internal sealed record YearSum(int Schools, int Ends, int Renewed, int GoesOn);

/// <summary>An appointment that ended with the year.</summary>
internal sealed record YearEnding(Guid PersonId, string Name, string Place, Appointment Row);

/// <summary>Shows what a passage to the next school year would do, before it is done and after.</summary>
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

    /// <summary>The same for several schools, in numbers, by roles alone.</summary>
    public async Task<YearSum> SumAsync(IReadOnlyCollection<Guid> schools, YearPlan plan, CancellationToken cancellation)
    {
        var (lastDay, chosen, staff) = (plan.LastDay, schools.ToArray(), Roles.Staff.ToArray());
        var groups = await db.Appointments.AsNoTracking().Within(scope)
            .Where(a => EF.Parameter(chosen).Contains(a.OrganisationId) && EF.Parameter(staff).Contains(a.Role) && a.ReplacedAt == null && a.From <= lastDay && (a.To == null || a.To >= lastDay))
            .GroupBy(a => new { Role = a.OwnRole ?? a.Role, ForTheYear = a.To == lastDay })
            .Select(g => new { g.Key.Role, g.Key.ForTheYear, Count = g.Count() }).ToListAsync(cancellation);
        var ends = groups.Where(g => plan.RoleEnds(g.Role)).Sum(g => g.Count);
        var renewed = groups.Where(g => !plan.RoleEnds(g.Role) && g.ForTheYear).Sum(g => g.Count);
        return new YearSum(schools.Count, ends, renewed, groups.Sum(g => g.Count) - ends - renewed);
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
            .Select(r => new YearRow(r.appointment.Id, r.appointment.PersonId, r.Name, r.appointment, r.Decision!.Value, plan.RoleEnds(r.appointment)))
            .OrderBy(r => r.Decision != YearDecision.Ends).ThenBy(r => RoleRules.Rank(r.Row.Role))];
    }

    /// <summary>Whose appointments an act ended, and those whose last day it left as it was.</summary>
    public Task<PageOf<YearEnding>> EndingsAsync(YearChangeAct act, int page, CancellationToken cancellation)
    {
        var (lastDay, id, schools, staff) = (new SchoolYear(act.StartYear).LastDay, act.Id, act.Schools.ToArray(), Roles.Staff.ToArray());
        var ended = db.Appointments.AsNoTracking().Within(scope).Where(a => EF.Parameter(schools).Contains(a.OrganisationId) && EF.Parameter(staff).Contains(a.Role)
            && a.ReplacedAt == null && a.To == lastDay
            && !db.Appointments.Any(n => n.CauseId == id && n.PersonId == a.PersonId && n.OrganisationId == a.OrganisationId && n.Role == a.Role && n.OwnRole == a.OwnRole && n.From > lastDay));
        return (
            from row in ended
            join person in db.People on row.PersonId equals person.Id
            join place in db.Organisations on row.OrganisationId equals place.Id
            orderby place.Order, place.Code, person.SortKey, row.Id
            select new YearEnding(row.PersonId, person.Name, place.Name, row)).ToPageAsync(page, cancellation);
    }

    /// <summary>Of the appointments chosen one by one those that differ from their role: a choice says what becomes of the person, so it holds when the roles are chosen anew.</summary>
    public async Task<IReadOnlyList<Guid>> OtherwiseAsync(IReadOnlyCollection<string> endingRoles, IReadOnlyCollection<Guid> end, IReadOnlyCollection<Guid> stay, CancellationToken cancellation)
    {
        Guid[] chosen = [.. end, .. stay];
        var rows = await db.Appointments.AsNoTracking().Within(scope).Where(a => EF.Parameter(chosen).Contains(a.Id))
            .Select(a => new { a.Id, Role = a.OwnRole ?? a.Role }).ToListAsync(cancellation);
        return [.. rows.Where(r => endingRoles.Contains(r.Role) ? stay.Contains(r.Id) : end.Contains(r.Id)).Select(r => r.Id)];
    }
}

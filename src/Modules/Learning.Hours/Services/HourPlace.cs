using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Hours.Services;

/// <summary>Where hours count: the area and school the person belonged to on the day they were earned.</summary>
internal sealed record HourPlace(Guid? CountyId, Guid? SchoolId) : IScoped
{
    /// <summary>A counted appointment before one on leave, a teaching role before an officer's, the oldest first.</summary>
    public static Task<HourPlace> OfAsync(LearningDbContext db, Guid personId, DateOnly day, CancellationToken cancellation) =>
        FirstAsync(db.Appointments.AsNoTracking().Where(a => a.PersonId == personId), day, cancellation);

    /// <summary>Of several schools that day, one within the clerk's area.</summary>
    public static Task<HourPlace> OfAsync(LearningDbContext db, Guid personId, DateOnly day, Scope scope, CancellationToken cancellation) =>
        FirstAsync(db.Appointments.AsNoTracking().Within(scope).Where(a => a.PersonId == personId), day, cancellation);

    private static async Task<HourPlace> FirstAsync(IQueryable<Appointment> appointments, DateOnly day, CancellationToken cancellation)
    {
        var rows = await appointments.ActiveOn(day)
            .Select(a => new { a.CountyId, a.SchoolId, a.Standing, a.Role, a.From })
            .ToListAsync(cancellation);
        var best = rows.OrderBy(a => !Standings.Counted.Contains(a.Standing)).ThenBy(a => !Roles.Staff.Contains(a.Role)).ThenBy(a => a.From).ThenBy(a => a.SchoolId).FirstOrDefault();
        return new HourPlace(best?.CountyId, best?.SchoolId);
    }
}

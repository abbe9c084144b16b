using Learning.Core;
using Learning.Core.People;
using Learning.Core.Targets;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Appointments;

/// <param name="RecordedAt">When it was entered, in Asia/Shanghai.</param>
/// <param name="Next">Where else the person went on, if anywhere.</param>
/// <param name="Stays">The person has another post at the same place.</param>
internal sealed record Leaver(
    Guid PersonId, string Name, string Organisation, Appointment Row, DateOnly LastDay, DateTimeOffset RecordedAt, string? Next, bool OnLeave, bool Stays);

/// <summary>A day up to which numbers are counted.</summary>
/// <param name="Targets">What is counted then, as 攀枝花2022·PZ-1; empty for the end of a year.</param>
internal sealed record CutOff(DateOnly Day, IReadOnlyList<string> Targets);

/// <summary>Who stopped counting shortly before a day numbers are counted on: by leaving, or by going on leave.</summary>
internal sealed class Leavers(LearningDbContext db, Scope scope, IEnumerable<ITargets> targets, TimeProvider clock)
{
    /// <summary>Deadlines of the targets and ends of years, the nearest to today first.</summary>
    public async Task<IReadOnlyList<CutOff>> CutOffsAsync(CancellationToken cancellation)
    {
        var today = clock.Today();
        var cards = targets.FirstOrDefault() is { } register ? await register.CardsAsync(cancellation) : [];
        var ends = new[] { SchoolYear.Of(today).LastDay, new SchoolYear(SchoolYear.Of(today).StartYear - 1).LastDay, new DateOnly(today.Year, 12, 31), new DateOnly(today.Year - 1, 12, 31) };
        return [.. cards.Where(c => c.DueOn is not null).GroupBy(c => c.DueOn!.Value).Select(g => new CutOff(g.Key, [.. g.Select(c => $"{c.Source}·{c.Id}").Distinct(StringComparer.Ordinal)]))
            .Concat(ends.Where(e => !cards.Any(c => c.DueOn == e)).Select(e => new CutOff(e, [])))
            .OrderBy(c => Math.Abs(c.Day.DayNumber - today.DayNumber)).Take(12)];
    }

    public async Task<PageOf<Leaver>> FindAsync(DateOnly cutOff, int days, int page, CancellationToken cancellation)
    {
        var (begin, staff) = (cutOff.AddDays(-days), Roles.Staff.ToArray());
        var counted = Standings.Counted.ToArray();
        var all = db.Appointments.AsNoTracking().Where(a => a.ReplacedAt == null);
        // Gone on without a gap in the same role at the same place is not gone.
        var gone =
            from row in all.Within(scope)
            join person in db.People on row.PersonId equals person.Id
            join place in db.Organisations on row.OrganisationId equals place.Id
            where row.To >= begin && row.To < cutOff && EF.Parameter(staff).Contains(row.Role) && EF.Parameter(counted).Contains(row.Standing)
                && !all.Any(a => a.PersonId == row.PersonId && a.OrganisationId == row.OrganisationId && a.Role == row.Role && a.From > row.From && a.From <= cutOff
                    && (a.To == null || a.To >= cutOff) && EF.Parameter(counted).Contains(a.Standing))
            orderby row.To descending, place.Order, place.Code, person.SortKey, row.Id
            select new { Row = row, person.Name, Place = place.Name };
        var found = await gone.ToPageAsync(page, cancellation);
        var ids = found.Items.Select(g => g.Row.PersonId).Distinct().ToArray();
        var later = (await (
            from row in all
            join place in db.Organisations on row.OrganisationId equals place.Id
            where EF.Parameter(ids).Contains(row.PersonId) && row.From <= cutOff && (row.To == null || row.To >= cutOff)
            select new { row.PersonId, row.Standing, row.OrganisationId, place.Name }).ToListAsync(cancellation)).ToLookup(l => l.PersonId);
        return new PageOf<Leaver>(
            [.. found.Items.Select(g => new Leaver(
                g.Row.PersonId, g.Name, g.Place, g.Row, g.Row.To!.Value, TimeZoneInfo.ConvertTime(g.Row.RecordedAt, SiteClock.Shanghai),
                later[g.Row.PersonId].Where(l => l.OrganisationId != g.Row.OrganisationId).Select(l => l.Name).FirstOrDefault(),
                later[g.Row.PersonId].Any(l => l.OrganisationId == g.Row.OrganisationId && l.Standing == Standings.OnLeave),
                later[g.Row.PersonId].Any(l => l.OrganisationId == g.Row.OrganisationId && l.Standing != Standings.OnLeave)))],
            found.Number, found.Size, found.Total);
    }
}

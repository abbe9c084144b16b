using Learning.Core;
using Learning.Core.People;
using Learning.Core.Targets;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Appointments;

/// <param name="Name">The role with 专职 or 兼职 and how the person stands.</param>
/// <param name="MayEdit">Of the acting person's area and below the own rank.</param>
internal sealed record AppointmentLine(Appointment Row, string Name, string Place, string? OnPaper, bool MayEdit, bool Waiting)
{
    public bool ActiveOn(DateOnly day) => Row.ReplacedAt is null && Row.From <= day && (Row.To is null || Row.To >= day);
}

internal sealed record ExemptionLine(Exemption Row, string Target, string By);

/// <summary>A person's appointments and exemptions, as known now or at the end of a day.</summary>
internal sealed class AppointmentHistory(LearningDbContext db, Scope scope, RoleBook roles, IEnumerable<ITargets> targets)
{
    /// <param name="known">As the site knew it at the end of this day; null for now.</param>
    /// <param name="replaced">Also the rows others took the place of.</param>
    public async Task<IReadOnlyList<AppointmentLine>> OfAsync(Guid personId, DateOnly? known, bool replaced, CancellationToken cancellation)
    {
        var rows = db.Appointments.AsNoTracking().Where(a => a.PersonId == personId);
        if (known is { } day && EndOf(day) is { } instant)
        {
            rows = rows.Where(a => a.RecordedAt < instant && (replaced || a.ReplacedAt == null || a.ReplacedAt >= instant));
        }
        else if (!replaced)
        {
            rows = rows.Where(a => a.ReplacedAt == null);
        }

        var found = await (
            from row in rows
            join place in db.Organisations on row.OrganisationId equals place.Id
            join paper in db.Organisations on row.OnPaperId equals (Guid?)paper.Id into papers
            from paper in papers.DefaultIfEmpty()
            orderby row.From descending, row.RecordedAt descending
            select new { row, Place = place.Name, OnPaper = paper == null ? null : paper.Name, Waiting = db.Set<Transfer>().Any(t => t.WaitingFor == row.Id) }).ToListAsync(cancellation);
        var lines = new List<AppointmentLine>(found.Count);
        foreach (var line in found)
        {
            var name = await roles.WholeNameAsync(line.row.Role, line.row.OwnRole, line.row.Employment, line.row.Standing, cancellation);
            lines.Add(new AppointmentLine(line.row, name, line.Place, line.OnPaper, line.row.ReplacedAt is null && scope.Holds(line.row.CountyId, line.row.SchoolId) && roles.MayGive(line.row.Role), line.Waiting));
        }

        return lines;
    }

    /// <summary>One row of a person in the acting person's area, replaced or not.</summary>
    public async Task<AppointmentLine?> OneAsync(Guid personId, Guid id, CancellationToken cancellation) =>
        (await OfAsync(personId, null, true, cancellation)).FirstOrDefault(l => l.Row.Id == id && scope.Holds(l.Row.CountyId, l.Row.SchoolId));

    public async Task<IReadOnlyList<ExemptionLine>> ExemptionsAsync(Guid personId, string all, CancellationToken cancellation)
    {
        var rows = await (
            from row in db.Set<Exemption>().AsNoTracking()
            join officer in db.People on row.DecidedBy equals officer.Id
            where row.PersonId == personId && row.ReplacedAt == null
            orderby row.From descending
            select new { row, officer.Name }).ToListAsync(cancellation);
        var titles = rows.Count == 0 ? [] : (await TargetsAsync(cancellation)).ToDictionary(t => t.Key, t => $"{t.Id} {t.Title}", StringComparer.Ordinal);
        return [.. rows.Select(r => new ExemptionLine(r.row, r.row.TargetKey is { } key ? titles.GetValueOrDefault(key, key) : all, r.Name))];
    }

    /// <summary>Targets that are counted.</summary>
    public async Task<IReadOnlyList<TargetCard>> TargetsAsync(CancellationToken cancellation) =>
        targets.FirstOrDefault() is { } register ? [.. (await register.CardsAsync(cancellation)).Where(c => c.State == TargetState.Measured)] : [];

    /// <remarks>A day can be typed that no instant has.</remarks>
    private static DateTimeOffset? EndOf(DateOnly day) =>
        day.Year is < 1900 or > 9000 ? null : new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)).ToUniversalTime();
}

using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services;

internal sealed record AuditQuestion(string? Person, string? Action, DateOnly? From, DateOnly? To);

/// <param name="At">In Asia/Shanghai.</param>
/// <param name="Where">The organisation acted for.</param>
internal sealed record AuditLine(
    DateTimeOffset At, string Action, string Who, string? Where, string SubjectKind, string? PersonHref, string? Before, string? After);

/// <summary>Reads the audit rows of the acting person's area, the latest first.</summary>
internal sealed class AuditLog(LearningDbContext db, Scope scope)
{
    public async Task<PageOf<AuditLine>> FindAsync(AuditQuestion question, string site, int page, CancellationToken cancellation)
    {
        var rows = db.Set<AuditRow>().AsNoTracking().Within(scope);
        rows = question.Action is { Length: > 0 } action ? rows.Where(r => r.Action == action) : rows;
        if (question.From is { } from)
        {
            var begin = Midnight(from);
            rows = rows.Where(r => r.At >= begin);
        }

        if (question.To is { } to)
        {
            var end = Midnight(to).AddDays(1);
            rows = rows.Where(r => r.At < end);
        }

        if (question.Person?.Trim() is { Length: > 0 } text)
        {
            var people = PeopleSearch.Named(db.People, text);
            rows = rows.Where(r => people.Any(p => p.Id == r.PersonId));
        }

        var found = await rows.OrderByDescending(r => r.Id).ToPageAsync(page, cancellation);
        var names = await NamesAsync(found.Items, cancellation);
        return new PageOf<AuditLine>([.. found.Items.Select(r => Line(r, names, site))], found.Number, found.Size, found.Total);
    }

    public Task<List<string>> ActionsAsync(CancellationToken cancellation) =>
        db.Set<AuditRow>().Within(scope).Select(r => r.Action).Distinct().OrderBy(a => a).ToListAsync(cancellation);

    private static AuditLine Line(AuditRow row, Dictionary<Guid, string> names, string site) => new(
        TimeZoneInfo.ConvertTime(row.At, SiteClock.Shanghai),
        row.Action,
        row.PersonId is { } person ? names.GetValueOrDefault(person, "") : site,
        row.OrganisationId is { } place ? names.GetValueOrDefault(place) : null,
        row.SubjectKind,
        row.SubjectKind == "person" && Guid.TryParse(row.SubjectId, out var subject) ? $"/people/{subject}" : null,
        row.Before,
        row.After);

    private async Task<Dictionary<Guid, string>> NamesAsync(IReadOnlyList<AuditRow> rows, CancellationToken cancellation)
    {
        var people = rows.Select(r => r.PersonId).OfType<Guid>().Distinct().ToList();
        var places = rows.Select(r => r.OrganisationId).OfType<Guid>().Distinct().ToList();
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
        foreach (var place in await db.Organisations.Where(o => places.Contains(o.Id)).Select(o => new { o.Id, o.Name }).ToListAsync(cancellation))
        {
            names[place.Id] = place.Name;
        }

        return names;
    }

    /// <remarks>A day can be typed that no instant has.</remarks>
    private static DateTimeOffset Midnight(DateOnly day)
    {
        var near = new DateOnly(Math.Clamp(day.Year, 1900, 9000), 1, 1);
        return new DateTimeOffset((near.Year == day.Year ? day : near).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)).ToUniversalTime();
    }
}

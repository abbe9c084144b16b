using System.Runtime.CompilerServices;
using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services;

/// <param name="Person">Name, pinyin or staff number of whoever acted or was acted upon.</param>
/// <param name="County">An area's id, <see cref="PeopleQuestion.Direct"/> for the city's own, or nothing.</param>
internal sealed record AuditQuestion(string? Person, string? Action, DateOnly? From, DateOnly? To, string? County = null, Guid? School = null);

/// <param name="At">In Asia/Shanghai.</param>
/// <param name="Where">The organisation acted for.</param>
/// <param name="SubjectName">The person acted upon.</param>
/// <param name="Erased">What was there before and after is erased.</param>
internal sealed record AuditLine(
    long Id, DateTimeOffset At, string Action, string Who, string? Where, string SubjectKind, string? SubjectName, string? SubjectHref, IReadOnlyList<AuditChange> Changes, bool Erased);

/// <param name="Newer">Where the page before this one ends; null on the first.</param>
/// <param name="Older">Where the next page begins; null on the last.</param>
internal sealed record AuditPage(IReadOnlyList<AuditLine> Items, long? Newer, long? Older);

/// <summary>Reads the audit rows of the acting person's area, the latest first, by their key: page 1,000 is as near as page 1.</summary>
internal sealed class AuditLog(LearningDbContext db, Scope scope, IStringLocalizer T)
{
    public const int Size = 50;

    private const int Step = 500, MostPeople = 200;

    /// <param name="older">Rows before this one.</param>
    /// <param name="newer">Rows after this one, those next to it.</param>
    public async Task<AuditPage> FindAsync(AuditQuestion question, long? older, long? newer, CancellationToken cancellation)
    {
        var rows = await AskedAsync(question, cancellation);
        var back = newer is not null;
        var found = back
            ? await rows.Where(r => r.Id > newer).OrderBy(r => r.Id).Take(Size + 1).ToListAsync(cancellation)
            : await rows.Where(r => older == null || r.Id < older).OrderByDescending(r => r.Id).Take(Size + 1).ToListAsync(cancellation);
        var more = found.Count > Size;
        found = [.. found.Take(Size).OrderByDescending(r => r.Id)];
        return new AuditPage(
            await LinesAsync(found, cancellation),
            found.Count > 0 && (back ? more : older is not null) ? found[0].Id : null,
            found.Count > 0 && (more || back) ? found[^1].Id : null);
    }

    /// <summary>Every row asked for, read some at a time.</summary>
    public async IAsyncEnumerable<AuditLine> AllAsync(AuditQuestion question, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = await AskedAsync(question, cancellation);
        long? older = null;
        for (var read = Step; read == Step;)
        {
            var found = await rows.Where(r => older == null || r.Id < older).OrderByDescending(r => r.Id).Take(Step).ToListAsync(cancellation);
            foreach (var line in await LinesAsync(found, cancellation))
            {
                yield return line;
            }

            older = found.Count > 0 ? found[^1].Id : null;
            read = found.Count;
        }
    }

    /// <summary>Codes of what was ever done, by leaps through their index.</summary>
    public async Task<IReadOnlyList<string>> ActionsAsync(CancellationToken cancellation)
    {
        var codes = new List<string>();
        for (var last = ""; ;)
        {
            var after = last;
            if (await db.Set<AuditRow>().Where(r => string.Compare(r.Action, after) > 0).OrderBy(r => r.Action).Select(r => r.Action).FirstOrDefaultAsync(cancellation) is not { } next)
            {
                return codes;
            }

            codes.Add(last = next);
        }
    }

    private async Task<IQueryable<AuditRow>> AskedAsync(AuditQuestion question, CancellationToken cancellation)
    {
        var rows = InArea(db.Set<AuditRow>().AsNoTracking().Within(scope), question);
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
            var people = await PeopleSearch.Named(db.People, text).OrderBy(p => p.SortKey).ThenBy(p => p.Id).Select(p => p.Id).Take(MostPeople).ToListAsync(cancellation);
            var subjects = people.Select(p => p.ToString()).ToList();
            rows = rows.Where(r => (r.PersonId != null && people.Contains(r.PersonId.Value)) || (r.SubjectKind == "person" && subjects.Contains(r.SubjectId)));
        }

        return rows;
    }

    private static IQueryable<AuditRow> InArea(IQueryable<AuditRow> rows, AuditQuestion question)
    {
        rows = question.County == PeopleQuestion.Direct ? rows.Where(r => r.CountyId == null)
            : Guid.TryParse(question.County, out var county) ? rows.Where(r => r.CountyId == county)
            : rows;
        return question.School is { } school ? rows.Where(r => r.SchoolId == school) : rows;
    }

    private async Task<IReadOnlyList<AuditLine>> LinesAsync(IReadOnlyList<AuditRow> rows, CancellationToken cancellation)
    {
        var names = await NamesAsync(rows, cancellation);
        var codes = await CodesAsync(rows, cancellation);
        return [.. rows.Select(r => Line(r, names, codes))];
    }

    private AuditLine Line(AuditRow row, Dictionary<Guid, string> names, Dictionary<string, string> codes)
    {
        var subject = row.SubjectKind is "person" or "organisation" && Guid.TryParse(row.SubjectId, out var id) ? id : (Guid?)null;
        return new AuditLine(
            row.Id,
            TimeZoneInfo.ConvertTime(row.At, SiteClock.Shanghai),
            row.Action,
            row.PersonId is { } person ? names.GetValueOrDefault(person, "") : T["平台"],
            row.OrganisationId is { } place ? names.GetValueOrDefault(place) : null,
            row.SubjectKind,
            row.SubjectKind == AuditWords.PayloadsKind ? T["{0}条", row.SubjectId] : subject is { } named ? names.GetValueOrDefault(named) : null,
            subject is { } shown && names.ContainsKey(shown) ? (row.SubjectKind == "person" ? $"/people/{shown}" : $"/people/organisations/{shown}") : null,
            AuditWords.Changes(T, row.Before, row.After, codes),
            row.ErasedBy is not null);
    }

    private async Task<Dictionary<Guid, string>> NamesAsync(IReadOnlyList<AuditRow> rows, CancellationToken cancellation)
    {
        var people = rows.Select(r => r.PersonId).Concat(Subjects(rows, "person")).OfType<Guid>().Distinct().ToList();
        var places = rows.Select(r => r.OrganisationId).Concat(Subjects(rows, "organisation")).OfType<Guid>().Distinct().ToList();
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
        foreach (var place in await db.Organisations.Where(o => places.Contains(o.Id)).Select(o => new { o.Id, o.Name }).ToListAsync(cancellation))
        {
            names[place.Id] = place.Name;
        }

        return names;
    }

    private static IEnumerable<Guid?> Subjects(IEnumerable<AuditRow> rows, string kind) =>
        rows.Where(r => r.SubjectKind == kind).Select(r => Guid.TryParse(r.SubjectId, out var id) ? id : (Guid?)null);

    /// <summary>Organisations that payloads name by their code.</summary>
    private async Task<Dictionary<string, string>> CodesAsync(IReadOnlyList<AuditRow> rows, CancellationToken cancellation)
    {
        var codes = rows.SelectMany(r => AuditWords.PlaceCodes(r.After)).Distinct(StringComparer.Ordinal).ToList();
        return codes.Count == 0
            ? []
            : await db.Organisations.Where(o => codes.Contains(o.Code)).ToDictionaryAsync(o => o.Code, o => o.Name, StringComparer.Ordinal, cancellation);
    }

    /// <remarks>A day can be typed that no instant has.</remarks>
    private static DateTimeOffset Midnight(DateOnly day)
    {
        var near = new DateOnly(Math.Clamp(day.Year, 1900, 9000), 1, 1);
        return new DateTimeOffset((near.Year == day.Year ? day : near).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)).ToUniversalTime();
    }
}

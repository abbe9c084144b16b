using Learning.Core;
using Learning.Core.People;
using Learning.Core.Targets;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Bureau.Services;

/// <summary>What a page shows below the number.</summary>
internal enum CoverageLevel
{
    /// <summary>The areas of the city.</summary>
    Areas,

    /// <summary>The schools of an area.</summary>
    Schools,

    /// <summary>The names alone.</summary>
    Subjects,
}

/// <summary>Which pages of its lists.</summary>
internal readonly record struct CoveragePages(int School, int Subject, bool UnmetOnly);

/// <summary>One target in one area, with the lists below it.</summary>
/// <param name="Codes">Codes of the organisations in the lists, for their addresses.</param>
/// <param name="People">Which of the subjects are people, whose page can be opened.</param>
internal sealed record CoverageView(
    TargetRow Row, Area Area, Area Own, DateTimeOffset At, CoverageLevel Shows, IReadOnlyList<CoverageRow> Areas, PageOf<CoverageRow> Schools,
    PageOf<CoverageSubject>? Subjects, IReadOnlyDictionary<Guid, string> Codes, IReadOnlySet<Guid> People);

/// <summary>Reads one target's coverage, never beyond the acting person's area.</summary>
internal sealed class CoverageDetail(ITargets targets, Areas areas, LearningDbContext db, TimeProvider clock)
{
    /// <summary>Names a page: on a phone each is a card.</summary>
    private const int Names = 25;

    private static readonly PageOf<CoverageRow> NoSchools = new([], 1, Paging.Size, 0);

    /// <summary>Null where there is no such measured target, or no such area for this person.</summary>
    public async Task<CoverageView?> OfAsync(string key, string? code, CoveragePages pages, CancellationToken cancellation)
    {
        var card = (await targets.CardsAsync(cancellation)).FirstOrDefault(c => string.Equals(c.Key, key, StringComparison.OrdinalIgnoreCase) && c.State == TargetState.Measured);
        if (card is null || await areas.FindAsync(code, cancellation) is not { } area)
        {
            return null;
        }

        var own = await areas.OwnAsync(cancellation);
        var byArea = area.IsDirect || area.Level == ScopeLevel.City
            ? (await targets.ByAreaAsync(card.Key, null, cancellation)).Where(r => r.OrganisationId is null || OrganisationKinds.Areas.Contains(r.Kind)).ToList()
            : [];
        var coverage = area.IsDirect
            ? byArea.FirstOrDefault(r => r.OrganisationId is null)?.Coverage
            : (await targets.CoverageAsync(area.CountyId, area.SchoolId, cancellation)).GetValueOrDefault(card.Key);
        if (coverage is null)
        {
            return null;
        }

        var schools = await SchoolsAsync(card.Key, area, pages.School, cancellation);
        var subjects = area.IsDirect ? null : await SubjectsAsync(card.Key, area, pages, cancellation);
        return new CoverageView(
            new TargetRow(card, coverage, clock.Today()), area, own, clock.GetLocalNow(), LevelOf(area, byArea.Count), area.IsDirect ? [] : byArea, schools, subjects,
            await areas.CodesAsync(byArea.Concat(schools.Items).Select(r => r.OrganisationId), cancellation), await PeopleAsync(subjects, cancellation));
    }

    // Training plans are the city's own: they lie in no area.
    private static CoverageLevel LevelOf(Area area, int areas) => area.Level switch
    {
        ScopeLevel.City => areas > 0 ? CoverageLevel.Areas : CoverageLevel.Subjects,
        ScopeLevel.County => CoverageLevel.Schools,
        _ => CoverageLevel.Subjects,
    };

    private async Task<PageOf<CoverageRow>> SchoolsAsync(string key, Area area, int page, CancellationToken cancellation)
    {
        if (area.IsDirect)
        {
            return await DirectSchoolsAsync(key, page, cancellation);
        }

        if (area.Level == ScopeLevel.School)
        {
            return NoSchools;
        }

        var total = await targets.SchoolCountAsync(key, area.CountyId, area.SchoolId, cancellation);
        var number = Clamp(page, total, Paging.Size);
        var rows = await targets.BySchoolAsync(key, area.CountyId, area.SchoolId, (number - 1) * Paging.Size, Paging.Size, cancellation);
        return new PageOf<CoverageRow>(rows, number, Paging.Size, total);
    }

    private async Task<PageOf<CoverageRow>> DirectSchoolsAsync(string key, int page, CancellationToken cancellation)
    {
        var ids = await areas.DirectAsync(page, cancellation);
        var rows = new List<CoverageRow>();
        foreach (var id in ids.Items)
        {
            rows.AddRange(await targets.BySchoolAsync(key, null, id, 0, 1, cancellation));
        }

        return new PageOf<CoverageRow>(rows, ids.Number, ids.Size, ids.Total);
    }

    private async Task<PageOf<CoverageSubject>> SubjectsAsync(string key, Area area, CoveragePages pages, CancellationToken cancellation)
    {
        var total = await targets.SubjectCountAsync(key, area.CountyId, area.SchoolId, pages.UnmetOnly, cancellation);
        var number = Clamp(pages.Subject, total, Names);
        var rows = await targets.SubjectsAsync(key, area.CountyId, area.SchoolId, pages.UnmetOnly, (number - 1) * Names, Names, cancellation);
        return new PageOf<CoverageSubject>(rows, number, Names, total);
    }

    private async Task<IReadOnlySet<Guid>> PeopleAsync(PageOf<CoverageSubject>? subjects, CancellationToken cancellation)
    {
        var ids = subjects?.Items.Select(s => s.SubjectId).ToList() ?? [];
        return ids.Count == 0 ? new HashSet<Guid>() : await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToHashSetAsync(cancellation);
    }

    private static int Clamp(int page, int total, int size) => Math.Clamp(page, 1, Math.Max(1, (total + size - 1) / size));
}

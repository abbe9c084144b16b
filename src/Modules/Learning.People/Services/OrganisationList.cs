using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services;

internal sealed record OrganisationRow(Guid Id, string Name, string Kind, Guid? CountyId, int? Pupils, int? Boarders, int? Classes, int Staff, DateOnly? ClosedOn, string? OldName);

internal sealed record AreaRow(Guid? Id, string Name, int Schools, int Staff);

/// <summary>Schools and units in the acting person's area, with their latest numbers.</summary>
internal sealed class OrganisationList(LearningDbContext db, Scope scope, TimeProvider clock)
{
    public async Task<PageOf<OrganisationRow>> FindAsync(string? text, string? county, string? kind, int page, CancellationToken cancellation)
    {
        var renamed = db.Set<OrganisationChange>().Where(c => c.Kind == OrganisationChangeKind.Rename && c.AppliedAt != null && c.UndoneAt == null);
        var found = db.Organisations.AsNoTracking().Within(scope).Where(o => o.SchoolId != null);
        var name = text?.Trim() ?? "";
        // Who asks by name finds old names too, and what is closed.
        found = name.Length > 0
            ? found.Where(o => o.Name.Contains(name) || o.Code == name || renamed.Any(c => c.OrganisationId == o.Id && c.OldName!.Contains(name)))
            : found.Where(o => o.ClosedOn == null);

        found = county == PeopleQuestion.Direct ? found.Where(o => o.CountyId == null)
            : Guid.TryParse(county, out var id) ? found.Where(o => o.CountyId == id)
            : found;
        found = kind is { Length: > 0 } ? found.Where(o => o.Kind == kind) : found;
        var rows = await found
            .OrderBy(o => db.Organisations.Where(c => c.Id == o.CountyId).Select(c => (int?)c.Order).FirstOrDefault() ?? int.MaxValue)
            .ThenBy(o => o.Order).ThenBy(o => o.Code).ToPageAsync(page, cancellation);
        var ids = rows.Items.Select(o => o.Id).ToList();
        var staff = await StaffAsync(ids, cancellation);
        var facts = (await FactsAsync(ids, cancellation)).ToLookup(f => f.OrganisationId);
        var old = name.Length == 0 ? [] : (await renamed.Where(c => ids.Contains(c.OrganisationId) && c.OldName!.Contains(name)).Select(c => new { c.OrganisationId, c.OldName }).ToListAsync(cancellation))
            .GroupBy(c => c.OrganisationId).ToDictionary(g => g.Key, g => g.First().OldName);
        return new PageOf<OrganisationRow>(
            [.. rows.Items.Select(o => new OrganisationRow(
                o.Id, o.Name, o.Kind, o.CountyId, Latest(facts[o.Id], OrganisationFacts.Pupils), Latest(facts[o.Id], OrganisationFacts.Boarders),
                Latest(facts[o.Id], OrganisationFacts.Classes), staff.GetValueOrDefault(o.Id), o.ClosedOn, old.GetValueOrDefault(o.Id)))],
            rows.Number, rows.Size, rows.Total);
    }

    /// <summary>The areas in official order with their schools and staff, and the city's own units.</summary>
    public async Task<IReadOnlyList<AreaRow>> AreasAsync(string ownUnits, CancellationToken cancellation)
    {
        var areaKinds = OrganisationKinds.Areas.ToList();
        var areas = await db.Organisations.AsNoTracking().Within(scope).Where(o => areaKinds.Contains(o.Kind)).OrderBy(o => o.Order).ThenBy(o => o.Code)
            .Select(o => new { o.Id, o.Name }).ToListAsync(cancellation);
        var schools = (await db.Organisations.Within(scope).Where(o => o.SchoolId != null && o.ClosedOn == null)
            .GroupBy(o => o.CountyId).Select(g => new { County = g.Key, Count = g.Count() }).ToListAsync(cancellation)).ToDictionary(g => g.County ?? Guid.Empty, g => g.Count);
        var staff = (await db.Appointments.ActiveOn(clock.Today()).Within(scope).Where(a => a.SchoolId != null)
            .GroupBy(a => a.CountyId).Select(g => new { County = g.Key, Count = g.Select(a => a.PersonId).Distinct().Count() }).ToListAsync(cancellation))
            .ToDictionary(g => g.County ?? Guid.Empty, g => g.Count);
        var rows = areas.ConvertAll(a => new AreaRow(a.Id, a.Name, schools.GetValueOrDefault(a.Id), staff.GetValueOrDefault(a.Id)));
        if (scope.Level == ScopeLevel.City && schools.ContainsKey(Guid.Empty))
        {
            rows.Add(new AreaRow(null, ownUnits, schools[Guid.Empty], staff.GetValueOrDefault(Guid.Empty)));
        }

        return rows;
    }

    /// <summary>Units of the city itself, in no county; nothing for whoever does not see the city.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> DirectAsync(CancellationToken cancellation) => scope.Level != ScopeLevel.City
        ? []
        : [.. (await db.Organisations.AsNoTracking().Where(o => o.SchoolId != null && o.CountyId == null && o.ClosedOn == null).OrderBy(o => o.Order).ThenBy(o => o.Code)
            .Select(o => new { o.Id, o.Name }).Take(60).ToListAsync(cancellation)).Select(o => (o.Id, o.Name))];

    public Task<List<OrganisationFact>> FactsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        db.OrganisationFacts.AsNoTracking().Where(f => ids.Contains(f.OrganisationId) && f.ReplacedAt == null).OrderBy(f => f.AsOf).ToListAsync(cancellation);

    public static int? Latest(IEnumerable<OrganisationFact> facts, string fact) => facts.LastOrDefault(f => f.Fact == fact)?.Value;

    private async Task<Dictionary<Guid, int>> StaffAsync(List<Guid> ids, CancellationToken cancellation) =>
        (await db.Appointments.ActiveOn(clock.Today()).Where(a => ids.Contains(a.OrganisationId)).GroupBy(a => a.OrganisationId)
            .Select(g => new { g.Key, Count = g.Select(a => a.PersonId).Distinct().Count() }).ToListAsync(cancellation)).ToDictionary(g => g.Key, g => g.Count);
}

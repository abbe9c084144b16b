using Learning.Core;
using Learning.Core.Curricula;
using Learning.Core.People;
using Learning.Core.Targets;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Targets.Evaluation;
using Learning.Targets.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Targets.Services;

/// <summary>Coverage from the read model, always within the asker's area.</summary>
internal sealed class CoverageReader(LearningDbContext db, TargetCatalogue catalogue, CoverageSources sources, Scope scope, IStringLocalizer T) : ITargets
{
    private readonly RuleWords words = new(T);

    public async Task<IReadOnlyList<TargetCard>> CardsAsync(CancellationToken cancellation) =>
        [.. (await catalogue.AllAsync(cancellation)).Select(t => Card(t, words))];

    public async Task<IReadOnlyDictionary<string, Coverage>> CoverageAsync(Guid? countyId, Guid? schoolId, CancellationToken cancellation)
    {
        var today = sources.Today;
        var groups = await Area(countyId, schoolId)
            .GroupBy(p => new { p.TargetKey, p.PeriodStart, p.AtDeadline, p.Counting, p.Met })
            .Select(g => new { g.Key.TargetKey, g.Key.PeriodStart, g.Key.AtDeadline, Group = new Group(g.Key.Counting, g.Key.Met, g.Count()) })
            .ToListAsync(cancellation);
        var coverage = new Dictionary<string, Coverage>(StringComparer.Ordinal);
        foreach (var target in await catalogue.MeasuredAsync(cancellation))
        {
            if (target.Counted.Measure is PlanMeasure)
            {
                coverage[target.Key] = await PlansAsync(target.Counted, cancellation);
                continue;
            }

            Tally Of(Reckoning reckoning) => Sum(groups
                .Where(g => g.TargetKey == target.Key && g.PeriodStart == reckoning.PeriodStart && g.AtDeadline == reckoning.AtDeadline).Select(g => g.Group));
            coverage[target.Key] = Cover(target.Counted, countyId, schoolId, Of(Reckoning.Current(target.Counted, today)), Reckoning.Deadline(target.Counted, today) is { } due ? Of(due) : null);
        }

        return coverage;
    }

    public async Task<IReadOnlyList<CoverageRow>> ByAreaAsync(string key, Guid? countyId, CancellationToken cancellation)
    {
        if (await catalogue.FindAsync(key, cancellation) is not { Rule: { } rule })
        {
            return [];
        }

        if (rule.Measure is PlanMeasure)
        {
            var city = await db.Organisations.AsNoTracking().FirstAsync(o => o.Kind == OrganisationKinds.CityBureau, cancellation);
            return [new CoverageRow(city.Id, city.Name, city.Kind, await PlansAsync(rule, cancellation))];
        }

        return countyId is not null || scope.Level == ScopeLevel.School
            ? await BySchoolAsync(key, countyId, null, 0, 2000, cancellation)
            : await ByCountyAsync(key, rule, cancellation);
    }

    public async Task<IReadOnlyList<CoverageRow>> BySchoolAsync(string key, Guid? countyId, Guid? schoolId, int skip, int take, CancellationToken cancellation)
    {
        if (await catalogue.FindAsync(key, cancellation) is not { Rule: { } rule })
        {
            return [];
        }

        var current = Reckoning.Current(rule, sources.Today);
        var places = await (
            from place in Places(key, current, countyId, schoolId)
            join county in db.Organisations on place.CountyId equals county.Id into counties
            from county in counties.DefaultIfEmpty()
            orderby county == null ? -1 : county.Order, place.Order, place.Code
            select new { place.Id, place.Name, place.Kind }).Skip(skip).Take(take).ToListAsync(cancellation);
        var ids = places.Select(p => p.Id).ToArray();
        var groups = await Rows(key, rule, countyId, schoolId).Where(p => p.OrganisationId != null && EF.Parameter(ids).Contains(p.OrganisationId.Value))
            .GroupBy(p => new { p.OrganisationId, p.AtDeadline, p.Counting, p.Met })
            .Select(g => new { g.Key.OrganisationId, g.Key.AtDeadline, Group = new Group(g.Key.Counting, g.Key.Met, g.Count()) })
            .ToListAsync(cancellation);
        var due = Reckoning.Deadline(rule, sources.Today) is not null;
        return [.. places.Select(place => new CoverageRow(place.Id, place.Name, place.Kind, Cover(
            rule, countyId, place.Id,
            Sum(groups.Where(g => g.OrganisationId == place.Id && !g.AtDeadline).Select(g => g.Group)),
            due ? Sum(groups.Where(g => g.OrganisationId == place.Id && g.AtDeadline).Select(g => g.Group)) : null)))];
    }

    public async Task<int> SchoolCountAsync(string key, Guid? countyId, Guid? schoolId, CancellationToken cancellation) =>
        await catalogue.FindAsync(key, cancellation) is { Rule: { } rule }
            ? await Places(key, Reckoning.Current(rule, sources.Today), countyId, schoolId).CountAsync(cancellation)
            : 0;

    public async Task<int> SubjectCountAsync(string key, Guid? countyId, Guid? schoolId, bool unmetOnly, CancellationToken cancellation) =>
        await catalogue.FindAsync(key, cancellation) switch
        {
            { Rule: { Measure: PlanMeasure } } => (await sources.PlansAsync(cancellation)).Count(p => !unmetOnly || !p.Whole),
            { Rule: { } rule } => await Subjects(key, rule, countyId, schoolId, unmetOnly).CountAsync(cancellation),
            _ => 0,
        };

    public async Task<IReadOnlyList<CoverageSubject>> SubjectsAsync(
        string key, Guid? countyId, Guid? schoolId, bool unmetOnly, int skip, int take, CancellationToken cancellation)
    {
        if (await catalogue.FindAsync(key, cancellation) is not { Rule: { } rule })
        {
            return [];
        }

        if (rule.Measure is PlanMeasure)
        {
            return [.. (await sources.PlansAsync(cancellation)).OrderBy(p => p.Whole).Where(p => !unmetOnly || !p.Whole).Skip(skip).Take(take).Select(p => Plan(rule, p))];
        }

        var named = Named(Subjects(key, rule, countyId, schoolId, unmetOnly), rule);
        var page = await named
            .OrderBy(s => s.Row.Counting == Counting.Counted ? s.Row.Met ? 3 : 0 : s.Row.Counting == Counting.Unknown ? 1 : 2)
            .ThenBy(s => s.OrganisationOrder).ThenBy(s => s.Organisation).ThenBy(s => s.SortKey).ThenBy(s => s.Row.SubjectId)
            .Skip(skip).Take(take).ToListAsync(cancellation);
        return [.. page.Select(s => new CoverageSubject(
            s.Row.SubjectId, s.Name, s.Organisation, s.Row.Required / 100m, s.Row.Attained / 100m, s.Row is { Met: true, Counting: Counting.Counted },
            words.Reason(rule, s.Row.Required / 100m, s.Row.Attained / 100m, s.Row.Counting, s.Row.Note)))];
    }

    public async Task<IReadOnlyDictionary<string, Coverage>> AsKnownAsync(DateOnly day, DateTimeOffset knownAt, Guid? countyId, Guid? schoolId, CancellationToken cancellation)
    {
        var coverage = new Dictionary<string, Coverage>(StringComparer.Ordinal);
        foreach (var target in (await catalogue.AsKnownAsync(knownAt, cancellation)).Where(t => t.Rule is not null))
        {
            var rule = target.Counted;
            var outcomes = await sources.Evaluator.AllAsync(target, new EvaluationInput(day, KnownAt: knownAt), cancellation);
            var mine = rule.Measure is PlanMeasure
                ? outcomes
                : outcomes.Where(o => scope.Holds(o.CountyId, o.SchoolId) && (countyId is null || o.CountyId == countyId) && (schoolId is null || o.SchoolId == schoolId || o.OrganisationId == schoolId));
            coverage[target.Key] = Coverages.Of(Tally.Of(mine), rule.Goal, WholeCity(countyId, schoolId));
        }

        return coverage;
    }

    public static TargetCard Card(Target target, RuleWords words) => new(
        target.Key, target.Id, target.Title, target.Sentence, target.Source, target.SourceTitle, target.State, target.Why, target.Topic,
        target.Rule is { } rule ? words.Unit(rule) : null,
        target.Rule is { } goal ? words.Goal(goal) : null,
        target.Rule?.DueOn, target.Readings,
        target.Rule is { } whole ? words.Whole(whole) : null);

    private async Task<IReadOnlyList<CoverageRow>> ByCountyAsync(string key, TargetRule rule, CancellationToken cancellation)
    {
        var groups = await Rows(key, rule, null, null)
            .GroupBy(p => new { p.CountyId, p.AtDeadline, p.Counting, p.Met })
            .Select(g => new { g.Key.CountyId, g.Key.AtDeadline, Group = new Group(g.Key.Counting, g.Key.Met, g.Count()) })
            .ToListAsync(cancellation);
        var areas = await db.Organisations.AsNoTracking().Where(o => OrganisationKinds.Areas.Contains(o.Kind)).Within(scope)
            .OrderBy(o => o.Order).ThenBy(o => o.Code).Select(o => new { Id = (Guid?)o.Id, o.Name, o.Kind }).ToListAsync(cancellation);
        if (groups.Exists(g => g.CountyId == null))
        {
            areas.Add(new { Id = (Guid?)null, Name = T["市直属"].Value, Kind = "direct" });
        }

        var due = Reckoning.Deadline(rule, sources.Today) is not null;
        return [.. areas.Select(area => new CoverageRow(area.Id, area.Name, area.Kind, Coverages.Of(
            Sum(groups.Where(g => g.CountyId == area.Id && !g.AtDeadline).Select(g => g.Group)), rule.Goal, false,
            due ? Coverages.Of(Sum(groups.Where(g => g.CountyId == area.Id && g.AtDeadline).Select(g => g.Group)), rule.Goal, false) : null)))];
    }

    private IQueryable<Progress> Area(Guid? countyId, Guid? schoolId)
    {
        var rows = db.Set<Progress>().AsNoTracking().Within(scope);
        rows = countyId is { } county ? rows.Where(p => p.CountyId == county) : rows;
        return schoolId is { } school ? rows.Where(p => p.SchoolId == school || p.OrganisationId == school) : rows;
    }

    /// <summary>Rows of today's result and, once it is past, the deadline's.</summary>
    private IQueryable<Progress> Rows(string key, TargetRule rule, Guid? countyId, Guid? schoolId)
    {
        var current = Reckoning.Current(rule, sources.Today).PeriodStart;
        var rows = Area(countyId, schoolId).Where(p => p.TargetKey == key);
        return Reckoning.Deadline(rule, sources.Today) is { PeriodStart: var due }
            ? rows.Where(p => (p.PeriodStart == current && !p.AtDeadline) || (p.PeriodStart == due && p.AtDeadline))
            : rows.Where(p => p.PeriodStart == current && !p.AtDeadline);
    }

    private IQueryable<Organisation> Places(string key, Reckoning current, Guid? countyId, Guid? schoolId)
    {
        var rows = Area(countyId, schoolId).Where(p => p.TargetKey == key && p.PeriodStart == current.PeriodStart && !p.AtDeadline);
        return db.Organisations.AsNoTracking().Where(o => rows.Any(p => p.OrganisationId == o.Id));
    }

    private IQueryable<Progress> Subjects(string key, TargetRule rule, Guid? countyId, Guid? schoolId, bool unmetOnly)
    {
        var current = Reckoning.Current(rule, sources.Today).PeriodStart;
        var rows = Area(countyId, schoolId).Where(p => p.TargetKey == key && p.PeriodStart == current && !p.AtDeadline);
        return unmetOnly ? rows.Where(p => p.Counting == Counting.Counted && !p.Met) : rows;
    }

    private IQueryable<NamedRow> Named(IQueryable<Progress> rows, TargetRule rule) => rule.Audience is OrganisationAudience
        ? from row in rows
          join place in db.Organisations on row.OrganisationId equals place.Id
          join county in db.Organisations on place.CountyId equals county.Id into counties
          from county in counties.DefaultIfEmpty()
          select new NamedRow { Row = row, Name = place.Name, Organisation = county == null ? place.Name : county.Name, OrganisationOrder = county == null ? -1 : county.Order, SortKey = place.Code }
        : from row in rows
          join person in db.People on row.SubjectId equals person.Id
          join place in db.Organisations on row.OrganisationId equals place.Id
          select new NamedRow { Row = row, Name = person.Name, Organisation = place.Name, OrganisationOrder = place.Order, SortKey = person.SortKey };

    private async Task<Coverage> PlansAsync(TargetRule rule, CancellationToken cancellation) =>
        Coverages.Of(Tally.Of(Evaluate.Plans(await sources.PlansAsync(cancellation))), rule.Goal, true);

    private CoverageSubject Plan(TargetRule rule, PlanStatement plan)
    {
        var outcome = Evaluate.Plans([plan])[0];
        return new CoverageSubject(outcome.SubjectId, plan.Title, plan.Code, 1, outcome.Attained, outcome.Met, words.Reason(rule, 1, outcome.Attained, outcome.Counting, outcome.Note));
    }

    private Coverage Cover(TargetRule rule, Guid? countyId, Guid? schoolId, Tally now, Tally? deadline) => Coverages.Of(
        now, rule.Goal, WholeCity(countyId, schoolId), deadline is { } due ? Coverages.Of(due, rule.Goal, WholeCity(countyId, schoolId)) : null);

    private bool WholeCity(Guid? countyId, Guid? schoolId) => scope.Level == ScopeLevel.City && countyId is null && schoolId is null;

    private static Tally Sum(IEnumerable<Group> groups)
    {
        var tally = default(Tally);
        foreach (var group in groups)
        {
            tally = group.Counting switch
            {
                Counting.Exempt => tally with { Exempt = tally.Exempt + group.Count },
                Counting.Unknown => tally with { Unknown = tally.Unknown + group.Count },
                _ => tally with { Counted = tally.Counted + group.Count, Met = tally.Met + (group.Met ? group.Count : 0) },
            };
        }

        return tally;
    }

    private sealed record Group(Counting Counting, bool Met, int Count);

    private sealed class NamedRow
    {
        public required Progress Row { get; init; }

        public required string Name { get; init; }

        public required string Organisation { get; init; }

        public required int OrganisationOrder { get; init; }

        public required string SortKey { get; init; }
    }
}

/// <summary>What coverage needs beside the read model.</summary>
internal sealed class CoverageSources(ICurricula curricula, Evaluator evaluator, TimeProvider clock)
{
    public Evaluator Evaluator => evaluator;

    public DateOnly Today => clock.Today();

    public Task<IReadOnlyList<PlanStatement>> PlansAsync(CancellationToken cancellation) => curricula.PlansAsync(cancellation);
}

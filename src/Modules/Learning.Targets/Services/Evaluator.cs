using Learning.Core.Curricula;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Learning.Targets.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace Learning.Targets.Services;

/// <summary>What is to be evaluated: a day, the people or organisations, and what was known when.</summary>
/// <param name="People">Null for everyone.</param>
/// <param name="Organisations">Null for all.</param>
/// <param name="KnownAt">Null for what is known now; an instant reproduces an old report.</param>
internal sealed record EvaluationInput(
    DateOnly On, IReadOnlyCollection<Guid>? People = null, IReadOnlyCollection<Guid>? Organisations = null, DateTimeOffset? KnownAt = null);

/// <summary>Feeds the pure evaluation from the database and the other modules, set by set.</summary>
internal sealed class Evaluator(LearningDbContext db, Attainments attainments, ICurricula curricula, SettingsStore settings)
{
    /// <param name="posts">Posts of the very same input, when several rules are evaluated on them.</param>
    public async Task<IReadOnlyList<Outcome>> PeopleAsync(TargetRule rule, EvaluationInput input, IReadOnlyList<Post> posts, CancellationToken cancellation)
    {
        var countRetired = (await settings.GetAsync(cancellation)).RetiredCount;
        var attained = await attainments.OfAsync(rule, input.On, input.People, input.KnownAt, cancellation);
        return Evaluate.People(rule, posts, attained, countRetired);
    }

    public async Task<IReadOnlyList<Outcome>> PlansAsync(CancellationToken cancellation) => Evaluate.Plans(await curricula.PlansAsync(cancellation));

    /// <summary>Whatever the rule counts.</summary>
    public async Task<IReadOnlyList<Outcome>> AllAsync(TargetRule rule, EvaluationInput input, CancellationToken cancellation) => rule.Measure switch
    {
        PlanMeasure => await PlansAsync(cancellation),
        StaffMeasure => Evaluate.Staff(rule, await PlacesAsync(input, cancellation), await StaffPostsAsync(input, cancellation)),
        _ => await PeopleAsync(rule, input, await PostsAsync(input, cancellation), cancellation),
    };

    /// <summary>Posts of the people asked about, active on the day.</summary>
    public Task<List<Post>> PostsAsync(EvaluationInput input, CancellationToken cancellation)
    {
        var active = Active(input);
        if (input.People is { } people)
        {
            var ids = people.ToArray();
            active = active.Where(a => EF.Parameter(ids).Contains(a.PersonId));
        }

        return PostsAsync(active, cancellation);
    }

    /// <summary>Posts at the organisations asked about, active on the day.</summary>
    public Task<List<Post>> StaffPostsAsync(EvaluationInput input, CancellationToken cancellation)
    {
        var active = Active(input);
        if (input.Organisations is { } organisations)
        {
            var ids = organisations.ToArray();
            active = active.Where(a => EF.Parameter(ids).Contains(a.OrganisationId));
        }

        return PostsAsync(active, cancellation);
    }

    public async Task<IReadOnlyList<Place>> PlacesAsync(EvaluationInput input, CancellationToken cancellation)
    {
        var open = db.Organisations.AsNoTracking().Where(o => o.ClosedOn == null || o.ClosedOn >= input.On);
        var facts = db.OrganisationFacts.AsNoTracking().Where(f => f.AsOf <= input.On);
        facts = input.KnownAt is { } known
            ? facts.Where(f => f.RecordedAt <= known && (f.ReplacedAt == null || f.ReplacedAt > known))
            : facts.Where(f => f.ReplacedAt == null);
        if (input.Organisations is { } organisations)
        {
            var ids = organisations.ToArray();
            open = open.Where(o => EF.Parameter(ids).Contains(o.Id));
            facts = facts.Where(f => EF.Parameter(ids).Contains(f.OrganisationId));
        }

        var latest = await facts.Select(f => new { f.OrganisationId, f.Fact, f.Value, f.AsOf, f.RecordedAt }).ToListAsync(cancellation);
        var byPlace = latest.GroupBy(f => f.OrganisationId).ToDictionary(
            g => g.Key,
            g => (IReadOnlyDictionary<string, int>)g.GroupBy(f => f.Fact, StringComparer.Ordinal)
                .ToDictionary(f => f.Key, f => f.OrderBy(v => v.AsOf).ThenBy(v => v.RecordedAt).Last().Value, StringComparer.Ordinal));
        var none = new Dictionary<string, int>(StringComparer.Ordinal);
        var places = await open.Select(o => new { o.Id, o.Kind, o.CountyId, o.SchoolId }).ToListAsync(cancellation);
        return [.. places.Select(o => new Place(o.Id, o.Kind, o.CountyId, o.SchoolId, byPlace.GetValueOrDefault(o.Id, none)))];
    }

    private IQueryable<Appointment> Active(EvaluationInput input) => input.KnownAt is { } known
        ? db.Appointments.AsNoTracking().ActiveOn(input.On, known)
        : db.Appointments.AsNoTracking().ActiveOn(input.On);

    private Task<List<Post>> PostsAsync(IQueryable<Appointment> active, CancellationToken cancellation) => (
        from appointment in active
        join organisation in db.Organisations on appointment.OrganisationId equals organisation.Id
        select new Post(
            appointment.PersonId, appointment.OrganisationId, organisation.Kind, appointment.CountyId, appointment.SchoolId,
            appointment.Role, appointment.Employment, appointment.Standing, appointment.From)).ToListAsync(cancellation);
}

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
internal sealed class Evaluator(LearningDbContext db, Attainments attainments, ICurricula curricula, PeopleFactsReader facts, SettingsStore settings, IEnumerable<IExemptions> exemptions)
{
    /// <param name="posts">Posts of the very same input, when several rules are evaluated on them.</param>
    public async Task<IReadOnlyList<Outcome>> PeopleAsync(Target target, EvaluationInput input, Staffing posts, CancellationToken cancellation)
    {
        var rule = target.Counted;
        var countRetired = (await settings.GetAsync(cancellation)).RetiredCount;
        var attained = await attainments.OfAsync(rule, input.On, input.People, input.KnownAt, cancellation);
        var known = await facts.OfAsync((PeopleAudience)rule.Audience, posts.Posts, input.On, input.KnownAt, cancellation);
        return Evaluate.People(rule, posts.Posts, attained, countRetired, posts.ExemptFrom(target.Key), known);
    }

    public async Task<IReadOnlyList<Outcome>> PlansAsync(CancellationToken cancellation) => Evaluate.Plans(await curricula.PlansAsync(cancellation));

    /// <summary>Whatever the rule counts.</summary>
    public async Task<IReadOnlyList<Outcome>> AllAsync(Target target, EvaluationInput input, CancellationToken cancellation) => target.Counted.Measure switch
    {
        PlanMeasure => await PlansAsync(cancellation),
        StaffMeasure => Evaluate.Staff(target.Counted, await PlacesAsync(input, cancellation), await StaffPostsAsync(input, cancellation)),
        _ => await PeopleAsync(target, input, await PostsAsync(input, cancellation), cancellation),
    };

    /// <summary>Posts of the people asked about, active on the day, and who of them is exempt.</summary>
    public async Task<Staffing> PostsAsync(EvaluationInput input, CancellationToken cancellation)
    {
        var active = Active(input);
        if (input.People is { } people)
        {
            var ids = people.ToArray();
            active = active.Where(a => EF.Parameter(ids).Contains(a.PersonId));
        }

        var exempt = new List<Exempted>();
        foreach (var register in exemptions)
        {
            exempt.AddRange(await register.OnAsync(input.On, input.People, input.KnownAt, cancellation));
        }

        return new Staffing(await PostsAsync(active, input.On, cancellation), exempt);
    }

    /// <summary>Posts at the organisations asked about, active on the day.</summary>
    public Task<List<Post>> StaffPostsAsync(EvaluationInput input, CancellationToken cancellation)
    {
        var active = Active(input);
        if (input.Organisations is { } organisations)
        {
            var ids = organisations.ToArray();
            active = active.Where(a => EF.Parameter(ids).Contains(a.OrganisationId) || (a.OnPaperId != null && EF.Parameter(ids).Contains(a.OnPaperId.Value)));
        }

        return PostsAsync(active, input.On, cancellation);
    }

    public async Task<IReadOnlyList<Place>> PlacesAsync(EvaluationInput input, CancellationToken cancellation)
    {
        var open = db.Organisations.AsNoTracking().Where(o => (o.ClosedOn == null || o.ClosedOn >= input.On) && (o.OpenedOn == null || o.OpenedOn <= input.On));
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

    private Task<List<Post>> PostsAsync(IQueryable<Appointment> active, DateOnly day, CancellationToken cancellation) => (
        from appointment in active
        where appointment.CountsAt != CountingPlaces.Nowhere
        join organisation in db.Organisations
            on appointment.CountsAt == CountingPlaces.OnPaper ? appointment.OnPaperId!.Value : appointment.OrganisationId equals organisation.Id
        select new Post(
            appointment.PersonId, organisation.Id, organisation.Kind,
            appointment.CountsAt == CountingPlaces.OnPaper ? organisation.CountyId : appointment.CountyId,
            appointment.CountsAt == CountingPlaces.OnPaper ? organisation.SchoolId : appointment.SchoolId,
            appointment.Role, appointment.Employment, appointment.Standing, appointment.From, appointment.CountsFrom > day)).ToListAsync(cancellation);
}

/// <summary>Posts active on a day, with who is exempt from which target.</summary>
internal sealed class Staffing(IReadOnlyList<Post> posts, IReadOnlyList<Exempted> exempted)
{
    private readonly HashSet<Exempted> exempt = [.. exempted];

    public IReadOnlyList<Post> Posts => posts;

    /// <summary>Null where nobody is exempt.</summary>
    public Func<Guid, bool>? ExemptFrom(string targetKey) => exempt.Count == 0 ? null
        : person => exempt.Contains(new Exempted(person, null)) || exempt.Contains(new Exempted(person, targetKey));
}

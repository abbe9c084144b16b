using Learning.Core.Curricula;
using Learning.Curricula.Models;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Curricula.Services;

/// <summary>Where learners stand: the outline from memory, two small queries for the learner.</summary>
internal sealed class LearnerStandings(LearningDbContext db, ProgrammeCatalog catalog) : ICurricula
{
    private static readonly Func<LearningDbContext, Guid, IAsyncEnumerable<Guid>> LessonsOf = EF.CompileAsyncQuery(
        (LearningDbContext db, Guid person) => db.Set<LessonCompletion>().Where(c => c.PersonId == person).Select(c => c.LessonId));

    private static readonly Func<LearningDbContext, Guid, IAsyncEnumerable<EnrolmentState>> EnrolmentsOf = EF.CompileAsyncQuery(
        (LearningDbContext db, Guid person) => db.Set<Enrolment>().Where(e => e.PersonId == person).Select(e => new EnrolmentState(
            e.ProgrammeId, e.EnrolledAt, e.ExamPassedOn, db.Set<ProgrammeCompletion>().Any(c => c.PersonId == e.PersonId && c.ProgrammeId == e.ProgrammeId))));

    // A page asks for one learner through several modules.
    private (Guid Person, int Mark, Learner Learner)? last;

    public async Task<IReadOnlyList<ProgrammeStanding>> StandingAsync(Guid personId, IReadOnlyCollection<string> programmes, CancellationToken cancellation)
    {
        var plans = await catalog.GetAsync(db, cancellation);
        var learner = await OfAsync(personId, cancellation);
        return [.. programmes.Distinct(StringComparer.Ordinal).Select(plans.Find).OfType<Plan>().Select(p => learner.In(plans, p))];
    }

    public async Task<ProgrammeStanding?> CurrentAsync(Guid personId, IReadOnlyCollection<string> roles, CancellationToken cancellation)
    {
        var plans = await catalog.GetAsync(db, cancellation);
        var learner = await OfAsync(personId, cancellation);
        var open = plans.Plans.Where(p => p.Lessons.Count > 0).Select(p => (Plan: p, Standing: learner.In(plans, p))).Where(p => p.Standing.Next is not null).ToList();
        return open.Where(p => p.Standing.Enrolled).Select(p => p.Standing).FirstOrDefault()
            ?? open.Where(p => p.Plan.Suits(roles)).Select(p => p.Standing).FirstOrDefault();
    }

    public async Task<IReadOnlyDictionary<Guid, DateOnly>> CompletersAsync(IReadOnlyCollection<string> programmes, DateOnly asOf, CancellationToken cancellation)
    {
        var codes = programmes.ToList();
        var rows = await (
            from completion in db.Set<ProgrammeCompletion>()
            join programme in db.Set<Programme>() on completion.ProgrammeId equals programme.Id
            where codes.Contains(programme.Code) && completion.CompletedOn <= asOf
            group completion.CompletedOn by completion.PersonId into of
            select new { Person = of.Key, On = of.Min() }).ToListAsync(cancellation);
        return rows.ToDictionary(r => r.Person, r => r.On);
    }

    public async Task<IReadOnlyList<PlanStatement>> PlansAsync(CancellationToken cancellation)
    {
        var plans = await catalog.GetAsync(db, cancellation);
        return [.. plans.Plans.Select(p => p.Programme).Select(p => new PlanStatement(
            p.Code, p.Title, p.Courses.Count > 0, p.Hours.Hundredths > 0, p.Mode.Length > 0, p.Assessment.Length > 0))];
    }

    public Task<int> OpenReportsAsync(CancellationToken cancellation) => db.Set<UnsafeReport>().CountAsync(r => r.RestoredAt == null, cancellation);

    /// <summary>Everything a page needs to place one learner in any plan.</summary>
    public async Task<Learner> OfAsync(Guid personId, CancellationToken cancellation)
    {
        var mark = db.ReadMark;
        if (last is { } known && known.Person == personId && known.Mark == mark)
        {
            return known.Learner;
        }

        var learner = await ReadAsync(personId, cancellation);
        last = mark is { } now ? (personId, now, learner) : null;
        return learner;
    }

    private async Task<Learner> ReadAsync(Guid personId, CancellationToken cancellation)
    {
        var done = new HashSet<Guid>();
        await foreach (var lesson in LessonsOf(db, personId).WithCancellation(cancellation))
        {
            done.Add(lesson);
        }

        var enrolments = new Dictionary<Guid, EnrolmentState>();
        await foreach (var enrolment in EnrolmentsOf(db, personId).WithCancellation(cancellation))
        {
            enrolments[enrolment.ProgrammeId] = enrolment;
        }

        return new Learner(done, enrolments);
    }
}

/// <summary>What one learner has done.</summary>
internal sealed record Learner(IReadOnlySet<Guid> Done, IReadOnlyDictionary<Guid, EnrolmentState> Enrolments)
{
    public static readonly Learner Nobody = new(new HashSet<Guid>(), new Dictionary<Guid, EnrolmentState>());

    public bool IsIn(Plan plan) => Enrolments.ContainsKey(plan.Programme.Id);

    public ProgrammeStanding In(Catalog catalog, Plan plan) =>
        catalog.Standing(plan, Done, Enrolments.GetValueOrDefault(plan.Programme.Id));
}

/// <summary>How far an enrolment has come.</summary>
internal sealed record EnrolmentState(Guid ProgrammeId, DateTimeOffset EnrolledAt, DateOnly? ExamPassedOn, bool Completed);

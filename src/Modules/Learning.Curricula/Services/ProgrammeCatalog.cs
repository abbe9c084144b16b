using Learning.Core;
using Learning.Core.Curricula;
using Learning.Curricula.Models;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Curricula.Services;

/// <summary>Published plans and lessons, kept in memory: they change with a recipe or a report, and every page asks for them.</summary>
internal sealed class ProgrammeCatalog(IServiceScopeFactory scopes, TimeProvider clock)
{
    // On a second node a change shows at most this late.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(60);
    private volatile Loaded? loaded;
    private volatile Changing? changing;

    public ValueTask<Catalog> GetAsync(CancellationToken cancellation) =>
        loaded is { } current && clock.GetElapsedTime(current.At) < Kept ? ValueTask.FromResult(current.Catalog) : new(LoadAsync(cancellation));

    /// <summary>As the asker sees it: a unit of work that changes plans sees its own changes, which no other connection does yet.</summary>
    public async ValueTask<Catalog> GetAsync(LearningDbContext db, CancellationToken cancellation)
    {
        if (changing is not { } unit || db.Database.CurrentTransaction?.TransactionId != unit.Transaction)
        {
            return await GetAsync(cancellation);
        }

        var seen = unit.Seen ?? await ReadAsync(db, cancellation);
        changing = unit with { Seen = seen };
        return seen;
    }

    /// <summary>Inside a unit of work that changes plans or lessons.</summary>
    public void Change(LearningDbContext db)
    {
        changing = new Changing(db.Database.CurrentTransaction!.TransactionId, null);
        db.AfterCommit(() => (loaded, changing) = (null, null));
    }

    /// <summary>As this unit of work sees it, unsaved changes of others left out: for what runs before the commit.</summary>
    public static async Task<Catalog> ReadAsync(LearningDbContext db, CancellationToken cancellation)
    {
        var programmes = await db.Set<Programme>().AsNoTracking().Where(p => p.Published).OrderBy(p => p.Order).ThenBy(p => p.Code).ToListAsync(cancellation);
        var lessons = await db.Set<Lesson>().AsNoTracking().Where(l => l.Published).OrderBy(l => l.Number).ToListAsync(cancellation);
        var hidden = await db.Set<UnsafeReport>().Where(r => r.RestoredAt == null).Select(r => r.LessonId).Distinct().ToListAsync(cancellation);
        return new Catalog(programmes, lessons, hidden.ToHashSet());
    }

    private async Task<Catalog> LoadAsync(CancellationToken cancellation)
    {
        var at = clock.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        var catalog = await ReadAsync(scope.ServiceProvider.GetRequiredService<LearningDbContext>(), cancellation);
        loaded = new Loaded(catalog, at);
        return catalog;
    }

    private sealed record Loaded(Catalog Catalog, long At);

    private sealed record Changing(Guid Transaction, Catalog? Seen);
}

/// <summary>Published plans in their order, each with its published lessons in theirs. Nothing in it may be changed.</summary>
internal sealed class Catalog
{
    private readonly Dictionary<string, Plan> byCode;
    private readonly Dictionary<string, Plan> byLesson = new(StringComparer.Ordinal);
    private readonly IReadOnlySet<Guid> hidden;

    public Catalog(IReadOnlyList<Programme> programmes, IReadOnlyList<Lesson> lessons, IReadOnlySet<Guid> hidden)
    {
        this.hidden = hidden;
        Plans = [.. programmes.Select(p => new Plan(p, [.. lessons.Where(l => l.ProgrammeId == p.Id)]))];
        byCode = Plans.ToDictionary(p => p.Programme.Code, StringComparer.Ordinal);
        foreach (var plan in Plans)
        {
            foreach (var lesson in plan.Lessons)
            {
                byLesson[lesson.ContentItemId] = plan;
            }
        }
    }

    public IReadOnlyList<Plan> Plans { get; }

    public Plan? Find(string code) => byCode.GetValueOrDefault(code);

    public Plan? Find(Guid programmeId) => Plans.FirstOrDefault(p => p.Programme.Id == programmeId);

    /// <summary>A published lesson by its address.</summary>
    public (Plan Plan, Lesson Lesson)? FindLesson(string address) =>
        byLesson.TryGetValue(address, out var plan) ? (plan, plan.Lessons.First(l => l.ContentItemId == address)) : null;

    /// <summary>Whether a report hides the lesson until an officer has looked.</summary>
    public bool IsHidden(Lesson lesson) => hidden.Contains(lesson.Id);

    /// <summary>Where a learner stands.</summary>
    public ProgrammeStanding Standing(Plan plan, IReadOnlySet<Guid> done, EnrolmentState? enrolment)
    {
        var programme = plan.Programme;
        var lessonsDone = plan.Lessons.Count(l => done.Contains(l.Id));
        var passed = enrolment?.ExamPassedOn is not null || !programme.HasExam;
        var before = enrolment?.Completed == true;
        return new ProgrammeStanding(
            programme.Code, programme.Title, lessonsDone, plan.Lessons.Count, plan.Planned, programme.HasExam, passed, enrolment is not null, Next(plan, done, before, passed))
        {
            CompletedBefore = before,
        };
    }

    private NextStep? Next(Plan plan, IReadOnlySet<Guid> done, bool before, bool passed)
    {
        List<Lesson> open = before ? [] : [.. plan.Lessons.Where(l => !done.Contains(l.Id))];
        if (open.Find(l => !IsHidden(l)) is { } lesson)
        {
            return new NextStep(NextStepKind.Lesson, lesson.Number, lesson.Title, Links.Lesson(lesson));
        }

        return open.Count == 0 && plan.Lessons.Count > 0 && !passed
            ? new NextStep(NextStepKind.Exam, 0, plan.Programme.Title, Links.Exam(plan.Programme))
            : null;
    }
}

/// <summary>A published plan with its published lessons.</summary>
internal sealed record Plan(Programme Programme, IReadOnlyList<Lesson> Lessons)
{
    /// <summary>Lessons the plan names, written or not.</summary>
    public int Planned { get; } = Math.Max(Lessons.Count, Programme.Courses.Count(c => !c.Practicum));

    public bool Suits(IReadOnlyCollection<string> roles) => Programme.Roles.Count == 0 || Programme.Roles.Any(roles.Contains);

    public Lesson? After(Lesson lesson) => Lessons.FirstOrDefault(l => l.Number > lesson.Number);

    public Lesson? Before(Lesson lesson) => Lessons.LastOrDefault(l => l.Number < lesson.Number);
}

/// <summary>Addresses of this module's pages.</summary>
internal static class Links
{
    public const string Home = "/curricula", Reports = "/curricula/reports";

    public static string Plan(Programme programme) => $"/curricula/{programme.Code}";

    public static string Lesson(Lesson lesson) => $"/curricula/lessons/{lesson.ContentItemId}";

    public static string Exam(Programme programme) => $"/curricula/exams/{programme.Code}";

    public static string Quiz(Guid attempt) => $"/curricula/quizzes/{attempt:D}";
}

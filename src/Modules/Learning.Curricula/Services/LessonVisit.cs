using Learning.Core.Curricula;
using Learning.Core.Media;
using Learning.Curricula.Models;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Curricula.Services;

/// <summary>Everything the reading page shows one learner of one lesson.</summary>
internal sealed class LessonVisit(LearningDbContext db, ProgrammeCatalog catalog, LearnerStandings standings, QuizDesk desk, Scope scope, IFilms films)
{
    public LearningDbContext Db => db;

    public Guid PersonId => scope.Actor.PersonId;

    public async Task<(Plan Plan, Lesson Lesson, bool Hidden)?> FindAsync(string address, CancellationToken cancellation)
    {
        var plans = await catalog.GetAsync(cancellation);
        return plans.FindLesson(address) is { } found ? (found.Plan, found.Lesson, plans.IsHidden(found.Lesson)) : null;
    }

    public async Task<LessonView?> OfAsync(string address, CancellationToken cancellation)
    {
        var plans = await catalog.GetAsync(cancellation);
        if (plans.FindLesson(address) is not { } found)
        {
            return null;
        }

        var (plan, lesson) = found;
        var learner = await standings.OfAsync(PersonId, cancellation);
        var progress = await db.Set<LessonProgress>().AsNoTracking().FirstOrDefaultAsync(p => p.PersonId == PersonId && p.LessonId == lesson.Id, cancellation);
        var check = progress?.CheckPassedAt is not null;
        var film = lesson.Film is { } key ? await films.FindAsync(key, cancellation) : null;
        var watching = film is null ? null : await films.WatchingAsync(PersonId, film.Key, cancellation);
        return new LessonView(plan, lesson)
        {
            Hidden = plans.IsHidden(lesson),
            MayRestore = scope.Actor.Roles.Any(Permissions.All.Single(p => p.Name == Permissions.HandleReports).Roles.Contains),
            Done = learner.Done.Contains(lesson.Id),
            Standing = learner.In(plans, plan),
            Film = film,
            Watching = watching,
            FilmDone = lesson.Film is null || progress?.FilmWatchedAt is not null || watching?.Complete == true,
            ExerciseDone = progress?.ExerciseAt is not null,
            CheckDone = check,
            TriesLeft = check ? 0 : await desk.TriesLeftAsync(PersonId, lesson.Id, plan.Programme.Attempts, cancellation),
            OpenPaper = check ? null : await desk.OpenAsync(PersonId, lesson.Id, cancellation),
        };
    }
}

internal sealed record LessonView(Plan Plan, Lesson Lesson)
{
    public required bool Hidden { get; init; }

    /// <summary>An officer reads a hidden page, to judge it.</summary>
    public required bool MayRestore { get; init; }

    public required bool Done { get; init; }

    public required ProgrammeStanding Standing { get; init; }

    public required Film? Film { get; init; }

    public required FilmWatching? Watching { get; init; }

    public required bool FilmDone { get; init; }

    public required bool ExerciseDone { get; init; }

    public required bool CheckDone { get; init; }

    public required int TriesLeft { get; init; }

    public required Guid? OpenPaper { get; init; }

    public Lesson? Previous => Plan.Before(Lesson);

    public Lesson? Following => Plan.After(Lesson);

    /// <summary>Minutes of text and cases: without a film its minutes are those of the dialogues in the text.</summary>
    public decimal ReadMinutes => Lesson.Minutes.Read + Lesson.Minutes.Reflection + (Lesson.Film is null ? Lesson.Minutes.Film : 0);
}

using Learning.Core;
using Learning.Core.Curricula;
using Learning.Core.Media;
using Learning.Curricula.Models;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Curricula.Services;

/// <summary>Keeps what a learner has done of lessons, and tells when a lesson or a programme is complete. All of it inside a unit of work.</summary>
internal sealed class LessonRecord(LearningDbContext db, IFilms films, TimeProvider clock)
{
    /// <summary>Begins a programme; again changes nothing.</summary>
    public async Task<Enrolment> EnrolAsync(Guid personId, Guid programmeId, CancellationToken cancellation)
    {
        var enrolment = await db.FindAsync<Enrolment>(e => e.PersonId == personId && e.ProgrammeId == programmeId, cancellation);
        if (enrolment is null)
        {
            enrolment = new Enrolment { Id = clock.NewId(), PersonId = personId, ProgrammeId = programmeId, EnrolledAt = clock.Instant() };
            db.Add(enrolment);
        }

        return enrolment;
    }

    /// <summary>The learner says that text and exercise are done.</summary>
    public Task ConfirmExerciseAsync(Guid personId, Plan plan, Lesson lesson, CancellationToken cancellation) =>
        ChangeAsync(personId, plan, lesson, p => p.ExerciseAt ??= clock.Instant(), cancellation);

    public Task FilmWatchedAsync(Guid personId, Plan plan, Lesson lesson, CancellationToken cancellation) =>
        ChangeAsync(personId, plan, lesson, p => p.FilmWatchedAt ??= clock.Instant(), cancellation);

    public Task CheckPassedAsync(Guid personId, Plan plan, Lesson lesson, CancellationToken cancellation) =>
        ChangeAsync(personId, plan, lesson, p => p.CheckPassedAt ??= clock.Instant(), cancellation);

    private async Task ChangeAsync(Guid personId, Plan plan, Lesson lesson, Action<LessonProgress> change, CancellationToken cancellation)
    {
        await EnrolAsync(personId, plan.Programme.Id, cancellation);
        var progress = await db.FindAsync<LessonProgress>(p => p.PersonId == personId && p.LessonId == lesson.Id, cancellation);
        if (progress is null)
        {
            progress = new LessonProgress { PersonId = personId, LessonId = lesson.Id };
            db.Add(progress);
        }

        change(progress);
        if (await IsCompleteAsync(progress, lesson, cancellation))
        {
            await CompleteAsync(personId, plan, lesson, clock.Today(), cancellation);
        }
    }

    private async Task<bool> IsCompleteAsync(LessonProgress progress, Lesson lesson, CancellationToken cancellation)
    {
        if (progress.ExerciseAt is null || progress.CheckPassedAt is null)
        {
            return false;
        }

        // A film may have been watched before the lesson showed it: then nobody told this lesson.
        if (lesson.Film is { } film && progress.FilmWatchedAt is null && (await films.WatchingAsync(progress.PersonId, film, cancellation)).Complete)
        {
            progress.FilmWatchedAt = clock.Instant();
        }

        return lesson.Film is null || progress.FilmWatchedAt is not null;
    }

    /// <summary>Completes a lesson on a day, once; with the last one the programme.</summary>
    internal async Task CompleteAsync(Guid personId, Plan plan, Lesson lesson, DateOnly on, CancellationToken cancellation)
    {
        var programme = plan.Programme;
        var done = await db.Set<LessonCompletion>().Where(c => c.PersonId == personId && c.ProgrammeId == programme.Id).Select(c => c.LessonId).ToListAsync(cancellation);
        done.AddRange(db.Set<LessonCompletion>().Local.Where(c => c.PersonId == personId).Select(c => c.LessonId));
        if (done.Contains(lesson.Id))
        {
            return;
        }

        db.Add(new LessonCompletion { Id = clock.NewId(), PersonId = personId, LessonId = lesson.Id, ProgrammeId = programme.Id, CompletedOn = on, RecordedAt = clock.Instant() });
        db.Raise(new LessonCompleted(
            personId, lesson.Id, lesson.Title, programme.Code, lesson.Hours, programme.Categories, programme.TrainingKind, programme.OrganiserLevel, on));
        if (plan.Lessons.All(l => l.Id == lesson.Id || done.Contains(l.Id))
            && !await db.Set<ProgrammeCompletion>().AnyAsync(c => c.PersonId == personId && c.ProgrammeId == programme.Id, cancellation))
        {
            db.Add(new ProgrammeCompletion { Id = clock.NewId(), PersonId = personId, ProgrammeId = programme.Id, CompletedOn = on, RecordedAt = clock.Instant() });
            db.Raise(new ProgrammeCompleted(personId, programme.Code, on));
        }
    }
}

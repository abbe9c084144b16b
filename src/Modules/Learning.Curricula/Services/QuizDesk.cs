using Learning.Core;
using Learning.Core.Curricula;
using Learning.Curricula.Models;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Curricula.Services;

/// <summary>Why a paper is not drawn.</summary>
internal enum StartRefusal
{
    /// <summary>Today's tries are used up.</summary>
    NoTriesLeft,

    /// <summary>Lessons before the exam are not done.</summary>
    LessonsMissing,

    /// <summary>Passed already.</summary>
    Passed,

    /// <summary>The bank has no question for it.</summary>
    NoQuestions,
}

/// <summary>The open paper, or why there is none.</summary>
internal readonly record struct StartOutcome(Guid AttemptId, StartRefusal? Refusal);

/// <summary>Draws papers, keeps answers, takes papers in. An open paper is gone on with, whenever and from wherever.</summary>
internal sealed class QuizDesk(LearningDbContext db, LessonRecord record, TimeProvider clock)
{
    public Task<StartOutcome> StartCheckAsync(Guid personId, Plan plan, Lesson lesson, CancellationToken cancellation) =>
        StartAsync(
            personId, plan, lesson, lesson.Id,
            async () => await db.Set<LessonProgress>().AnyAsync(p => p.PersonId == personId && p.LessonId == lesson.Id && p.CheckPassedAt != null, cancellation)
                ? StartRefusal.Passed
                : null,
            cancellation);

    public Task<StartOutcome> StartExamAsync(Guid personId, Plan plan, CancellationToken cancellation) =>
        StartAsync(
            personId, plan, null, plan.Programme.Id,
            async () =>
            {
                var enrolment = await record.EnrolAsync(personId, plan.Programme.Id, cancellation);
                var done = await db.Set<LessonCompletion>().CountAsync(c => c.PersonId == personId && plan.Lessons.Select(l => l.Id).Contains(c.LessonId), cancellation);
                return enrolment.ExamPassedOn is not null ? StartRefusal.Passed : done < plan.Lessons.Count ? StartRefusal.LessonsMissing : null;
            },
            cancellation);

    /// <summary>Tries a learner has left today.</summary>
    public async Task<int> TriesLeftAsync(Guid personId, Guid subjectId, int aDay, CancellationToken cancellation)
    {
        var today = clock.Today();
        return Math.Max(0, aDay - await db.Set<QuizAttempt>().CountAsync(a => a.PersonId == personId && a.SubjectId == subjectId && a.StartedOn == today, cancellation));
    }

    /// <summary>The paper a learner has begun and not handed in.</summary>
    public Task<Guid?> OpenAsync(Guid personId, Guid subjectId, CancellationToken cancellation) =>
        db.Set<QuizAttempt>().Where(a => a.PersonId == personId && a.SubjectId == subjectId && a.HandedInAt == null).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(cancellation);

    /// <summary>Keeps an answer.</summary>
    /// <param name="number">1 for the first item.</param>
    /// <param name="shown">Places of the chosen options as they were shown, 0 for the first; what does not exist is passed over.</param>
    /// <returns>False when the paper is handed in or not this learner's.</returns>
    public Task<bool> AnswerAsync(Guid personId, Guid attemptId, int number, IReadOnlyCollection<int> shown, CancellationToken cancellation) =>
        db.WriteAsync(
            async () =>
            {
                var attempt = await db.Set<QuizAttempt>().FirstOrDefaultAsync(a => a.Id == attemptId && a.PersonId == personId, cancellation);
                if (attempt is null || attempt.HandedInAt is not null || number < 1 || number > attempt.Items.Count)
                {
                    return false;
                }

                var order = attempt.Items[number - 1].Order;
                IReadOnlyList<int> chosen = [.. shown.Where(s => s >= 0 && s < order.Count).Select(s => order[s]).Distinct().Order()];
                var answer = await db.Set<QuizAnswer>().FirstOrDefaultAsync(a => a.AttemptId == attemptId && a.Number == number, cancellation);
                if (answer is null)
                {
                    db.Add(new QuizAnswer { AttemptId = attemptId, Number = number, Chosen = chosen, SavedAt = clock.Instant() });
                }
                else if (!answer.Chosen.SequenceEqual(chosen))
                {
                    answer.Chosen = chosen;
                    answer.SavedAt = clock.Instant();
                }

                return true;
            },
            cancellation);

    /// <summary>Takes a paper in and says what follows from it; a second time changes nothing.</summary>
    public Task HandInAsync(Guid personId, Guid attemptId, Catalog catalog, CancellationToken cancellation) =>
        db.WriteAsync(
            async () =>
            {
                var attempt = await db.Set<QuizAttempt>().FirstOrDefaultAsync(a => a.Id == attemptId && a.PersonId == personId, cancellation);
                if (attempt is null || attempt.HandedInAt is not null || catalog.Find(attempt.ProgrammeId) is not { } plan)
                {
                    return;
                }

                var score = await ScoreAsync(attempt, plan, cancellation);
                attempt.HandedInAt = clock.Instant();
                db.Add(new AttemptResult
                {
                    Id = attempt.Id,
                    PersonId = personId,
                    ProgrammeId = attempt.ProgrammeId,
                    LessonId = attempt.LessonId,
                    Right = score.Right,
                    Total = attempt.Items.Count,
                    Passed = score.Passed,
                    Answers = score.Answers,
                    HandedInOn = clock.Today(),
                    HandedInAt = attempt.HandedInAt.Value,
                });
                if (score.Passed)
                {
                    await PassAsync(attempt, plan, cancellation);
                }
            },
            cancellation);

    private async Task PassAsync(QuizAttempt attempt, Plan plan, CancellationToken cancellation)
    {
        if (attempt.LessonId is { } lessonId)
        {
            if (plan.Lessons.FirstOrDefault(l => l.Id == lessonId) is { } lesson)
            {
                await record.CheckPassedAsync(attempt.PersonId, plan, lesson, cancellation);
            }

            return;
        }

        var enrolment = await record.EnrolAsync(attempt.PersonId, plan.Programme.Id, cancellation);
        if (enrolment.ExamPassedOn is null)
        {
            enrolment.ExamPassedOn = clock.Today();
            db.Raise(new ExamPassed(attempt.PersonId, plan.Programme.Code, enrolment.ExamPassedOn.Value));
        }
    }

    private async Task<QuizScore> ScoreAsync(QuizAttempt attempt, Plan plan, CancellationToken cancellation)
    {
        var ids = attempt.Items.Select(i => i.QuestionId).ToList();
        var questions = await db.Set<Question>().AsNoTracking().Where(q => ids.Contains(q.Id)).ToDictionaryAsync(q => q.Id, cancellation);
        var answers = await db.Set<QuizAnswer>().AsNoTracking().Where(a => a.AttemptId == attempt.Id).ToDictionaryAsync(a => a.Number, a => a.Chosen, cancellation);
        return QuizScore.Of([.. ids.Select(i => questions[i])], answers, plan.Programme.PassShare, redLines: attempt.LessonId is null && plan.Programme.RedLines);
    }

    private async Task<StartOutcome> StartAsync(Guid personId, Plan plan, Lesson? lesson, Guid subjectId, Func<Task<StartRefusal?>> refusal, CancellationToken cancellation)
    {
        try
        {
            return await db.WriteAsync(() => DrawAsync(personId, plan, lesson, subjectId, refusal, cancellation), cancellation);
        }
        catch (DbUpdateException)
        {
            // Two taps at once: the index allows one open paper, and the other tap drew it.
            if (await OpenAsync(personId, subjectId, cancellation) is { } open)
            {
                return new StartOutcome(open, null);
            }

            throw;
        }
    }

    private async Task<StartOutcome> DrawAsync(Guid personId, Plan plan, Lesson? lesson, Guid subjectId, Func<Task<StartRefusal?>> refusal, CancellationToken cancellation)
    {
        if (await OpenAsync(personId, subjectId, cancellation) is { } open)
        {
            return new StartOutcome(open, null);
        }

        if (await refusal() is { } refused)
        {
            return new StartOutcome(Guid.Empty, refused);
        }

        if (await TriesLeftAsync(personId, subjectId, plan.Programme.Attempts, cancellation) == 0)
        {
            return new StartOutcome(Guid.Empty, StartRefusal.NoTriesLeft);
        }

        var items = QuizDraw.Draw(await BankAsync(plan, lesson, cancellation), Blueprint(plan, lesson), Random.Shared);
        if (items.Count == 0)
        {
            return new StartOutcome(Guid.Empty, StartRefusal.NoQuestions);
        }

        await record.EnrolAsync(personId, plan.Programme.Id, cancellation);
        var attempt = new QuizAttempt
        {
            Id = clock.NewId(),
            PersonId = personId,
            ProgrammeId = plan.Programme.Id,
            LessonId = lesson?.Id,
            SubjectId = subjectId,
            StartedAt = clock.Instant(),
            StartedOn = clock.Today(),
            Items = items,
        };
        db.Add(attempt);
        return new StartOutcome(attempt.Id, null);
    }

    internal static QuizBlueprint Blueprint(Plan plan, Lesson? lesson) => lesson is null
        ? new QuizBlueprint(plan.Programme.FinalItems, plan.Programme.CaseShare, plan.Programme.RedLines ? plan.Lessons.Where(l => l.RedLine).Select(l => l.Id).ToHashSet() : new HashSet<Guid>())
        : new QuizBlueprint(lesson.QuizItems, plan.Programme.CaseShare, lesson.RedLine ? new HashSet<Guid> { lesson.Id } : new HashSet<Guid>());

    private Task<List<Question>> BankAsync(Plan plan, Lesson? lesson, CancellationToken cancellation)
    {
        var lessons = lesson is null ? plan.Lessons.Select(l => l.Id).ToList() : [lesson.Id];
        return db.Set<Question>().AsNoTracking().Where(q => q.Current && lessons.Contains(q.LessonId)).OrderBy(q => q.Code).ToListAsync(cancellation);
    }
}

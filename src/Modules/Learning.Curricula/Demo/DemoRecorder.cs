using Learning.Core;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Curricula.Models;
using Learning.Curricula.Services;
using Learning.Framework.Data;

namespace Learning.Curricula.Demo;

/// <summary>Writes an invented learner's rows and raises the events a real learner's would.</summary>
internal sealed class DemoRecorder(LearningDbContext db, TimeProvider clock)
{
    public void Record(Plan plan, DemoLearner learner, IReadOnlyList<Question> bank, Random random)
    {
        var programme = plan.Programme;
        foreach (var (lesson, on) in learner.Lessons)
        {
            var at = Evening(on);
            db.Add(new LessonProgress { PersonId = learner.PersonId, LessonId = lesson.Id, FilmWatchedAt = lesson.Film is null ? null : at, ExerciseAt = at, CheckPassedAt = at });
            db.Add(new LessonCompletion { Id = clock.NewId(), PersonId = learner.PersonId, LessonId = lesson.Id, ProgrammeId = programme.Id, CompletedOn = on, RecordedAt = clock.Instant() });
            db.Raise(new LessonCompleted(
                learner.PersonId, lesson.Id, lesson.Title, programme.Code, lesson.Hours, programme.Categories, programme.TrainingKind, programme.OrganiserLevel, on));
        }

        Practise(programme, learner);
        if (learner.Lessons.Count == plan.Lessons.Count)
        {
            var on = learner.Lessons.Max(l => l.On);
            db.Add(new ProgrammeCompletion { Id = clock.NewId(), PersonId = learner.PersonId, ProgrammeId = programme.Id, CompletedOn = on, RecordedAt = clock.Instant() });
            db.Raise(new ProgrammeCompleted(learner.PersonId, programme.Code, on));
        }

        var begun = learner.Lessons.Count == 0 ? clock.Today() : learner.Lessons.Min(l => l.On);
        db.Add(new Enrolment { Id = clock.NewId(), PersonId = learner.PersonId, ProgrammeId = programme.Id, EnrolledAt = Evening(begun), ExamPassedOn = learner.ExamOn });
        if (learner.ExamOn is { } exam)
        {
            Sit(plan, learner.PersonId, exam, bank, random);
            db.Raise(new ExamPassed(learner.PersonId, programme.Code, exam));
        }
    }

    private void Practise(Programme programme, DemoLearner learner)
    {
        if (learner.PracticumOn is not { } first)
        {
            return;
        }

        var day = 0;
        foreach (var course in programme.Courses.Where(c => c.Practicum))
        {
            db.Raise(new PracticumRecorded(learner.PersonId, programme.Code, course.Title, course.Hours, programme.Categories, TrainingKinds.OrganiserLevels[0], first.AddDays(day++)) { RecordId = clock.NewId() });
        }
    }

    private void Sit(Plan plan, Guid person, DateOnly on, IReadOnlyList<Question> bank, Random random)
    {
        var at = Evening(on);
        var items = QuizDraw.Draw(bank, QuizDesk.Blueprint(plan, null), random);
        var questions = bank.ToDictionary(q => q.Id);
        var paper = items.Select(i => questions[i.QuestionId]).ToList();
        // A slip or two in what is no red line.
        var slips = paper.Select((q, i) => (q, i)).Where(p => !p.q.RedLine).Select(p => p.i).OrderBy(_ => random.Next()).Take(random.Next(0, 6)).ToHashSet();
        var chosen = paper.Select((q, i) => (Number: i + 1, Chosen: Choice(q, !slips.Contains(i)))).ToDictionary(a => a.Number, a => a.Chosen);
        var score = QuizScore.Of(paper, chosen, plan.Programme.PassShare, plan.Programme.RedLines);
        var attempt = new QuizAttempt
        {
            Id = clock.NewId(),
            PersonId = person,
            ProgrammeId = plan.Programme.Id,
            LessonId = null,
            SubjectId = plan.Programme.Id,
            StartedAt = at.AddMinutes(-50),
            StartedOn = on,
            HandedInAt = at,
            Items = items,
        };
        db.Add(attempt);
        db.Add(new AttemptResult
        {
            Id = attempt.Id,
            PersonId = person,
            ProgrammeId = plan.Programme.Id,
            LessonId = null,
            Right = score.Right,
            Total = items.Count,
            Passed = score.Passed,
            Answers = score.Answers,
            HandedInOn = on,
            HandedInAt = at,
        });
    }

    private static IReadOnlyList<int> Choice(Question question, bool right) =>
        [.. Enumerable.Range(0, question.Options.Count).Where(i => question.Options[i].Right == right).Take(right ? question.Options.Count : 1)];

    /// <summary>Half past eight in the evening of a day, in UTC.</summary>
    private static DateTimeOffset Evening(DateOnly day) => new DateTimeOffset(day.ToDateTime(new TimeOnly(20, 30)), TimeSpan.FromHours(8)).ToUniversalTime();
}

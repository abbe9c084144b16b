namespace Learning.Core.Curricula;

/// <summary>A learner completed a lesson: everything undone counts nothing, so this is told once per person and lesson version.</summary>
/// <param name="Categories">Hour categories of the programme, such as <c>counsellor</c> and <c>mental-health</c>.</param>
public sealed record LessonCompleted(
    Guid PersonId,
    Guid LessonId,
    string LessonTitle,
    string ProgrammeCode,
    CreditHours Hours,
    IReadOnlyList<string> Categories,
    string TrainingKind,
    string OrganiserLevel,
    DateOnly CompletedOn) : IEvent;

/// <summary>A learner passed a programme's final exam.</summary>
public sealed record ExamPassed(Guid PersonId, string ProgrammeCode, DateOnly PassedOn) : IEvent;

/// <summary>A learner completed every published lesson of a programme.</summary>
public sealed record ProgrammeCompleted(Guid PersonId, string ProgrammeCode, DateOnly CompletedOn) : IEvent;

/// <summary>Supervised practice of a programme was recorded as done.</summary>
/// <param name="Title">What was practised, in the words the learner sees; with the programme it names the practice once.</param>
/// <param name="Hours">How much, in 学时.</param>
/// <param name="Categories">Hour categories of the programme.</param>
/// <param name="OrganiserLevel">Who organised it, one of <c>TrainingKinds.OrganiserLevels</c>.</param>
public sealed record PracticumRecorded(
    Guid PersonId, string ProgrammeCode, string Title, CreditHours Hours, IReadOnlyList<string> Categories, string OrganiserLevel, DateOnly RecordedOn) : IEvent
{
    /// <summary>The record's id, which tells two alike of one day apart; without it a second of the same day and title posts nothing.</summary>
    public Guid? RecordId { get; init; }
}

/// <summary>Where a learner stands in a programme.</summary>
/// <param name="Code">The programme.</param>
/// <param name="Title">Its title.</param>
/// <param name="LessonsDone">Published lessons completed.</param>
/// <param name="Lessons">Published lessons.</param>
/// <param name="LessonsPlanned">Lessons the plan names, written or not.</param>
/// <param name="ExamPassed">Whether the final exam is passed (true where the plan has none).</param>
/// <param name="HasExam">Whether the plan has a final exam.</param>
/// <param name="Enrolled">Whether the learner has begun.</param>
/// <param name="Next">What to do next; null when all is done.</param>
public sealed record ProgrammeStanding(
    string Code, string Title, int LessonsDone, int Lessons, int LessonsPlanned, bool HasExam, bool ExamPassed, bool Enrolled, NextStep? Next)
{
    /// <summary>Whether it was completed once: a lesson published later asks nothing of who was through.</summary>
    public bool CompletedBefore { get; init; }

    /// <summary>Every published lesson done, now or when it was completed.</summary>
    public bool Completed => CompletedBefore || (Lessons > 0 && LessonsDone == Lessons);
}

/// <summary>The one thing to do next.</summary>
/// <param name="Kind">What it is; a page words it.</param>
/// <param name="Number">Lesson number; 0 for an exam.</param>
/// <param name="Title">Its title.</param>
/// <param name="Href">Where.</param>
public sealed record NextStep(NextStepKind Kind, int Number, string Title, string Href);

/// <summary>Kinds of next step.</summary>
public enum NextStepKind
{
    /// <summary>Begin or go on with a lesson.</summary>
    Lesson,

    /// <summary>Sit the final exam.</summary>
    Exam,
}

/// <summary>Whether a published plan states what it must (courses, hours, mode, assessment: PZ-6).</summary>
public sealed record PlanStatement(string Code, string Title, bool Courses, bool Hours, bool Mode, bool Assessment)
{
    /// <summary>All four.</summary>
    public bool Whole => Courses && Hours && Mode && Assessment;
}

/// <summary>Programmes and progress, as other modules ask for them.</summary>
public interface ICurricula
{
    /// <summary>A learner's standing in the named programmes (those that exist).</summary>
    Task<IReadOnlyList<ProgrammeStanding>> StandingAsync(Guid personId, IReadOnlyCollection<string> programmes, CancellationToken cancellation);

    /// <summary>What the learner should go on with: begun programmes first, then one suited to the roles.</summary>
    Task<ProgrammeStanding?> CurrentAsync(Guid personId, IReadOnlyCollection<string> roles, CancellationToken cancellation);

    /// <summary>Persons who completed any of the programmes on or before a day, with the day.</summary>
    Task<IReadOnlyDictionary<Guid, DateOnly>> CompletersAsync(IReadOnlyCollection<string> programmes, DateOnly asOf, CancellationToken cancellation);

    /// <summary>What each published plan states.</summary>
    Task<IReadOnlyList<PlanStatement>> PlansAsync(CancellationToken cancellation);

    /// <summary>Reports of unsafe content nobody has looked at, for a to-do list; they are handled at <c>/curricula/reports</c>.</summary>
    Task<int> OpenReportsAsync(CancellationToken cancellation);
}

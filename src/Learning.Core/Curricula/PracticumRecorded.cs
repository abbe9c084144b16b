namespace Learning.Core.Curricula;

/// <summary>Supervised practice within a programme was recorded for a learner: told once per person and record.</summary>
/// <param name="ProgrammeCode">The programme the practice belongs to.</param>
/// <param name="Title">What was done, without a pupil's name.</param>
/// <param name="RecordedOn">The day it was done, Asia/Shanghai.</param>
public sealed record PracticumRecorded(Guid PersonId, string ProgrammeCode, string Title, CreditHours Hours, DateOnly RecordedOn) : IEvent
{
    /// <summary>The record's id, which tells two alike of one day apart; without it a second of the same day and title posts nothing.</summary>
    public Guid? RecordId { get; init; }
}

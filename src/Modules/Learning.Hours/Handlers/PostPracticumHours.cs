using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Framework.Events;
using Learning.Hours.Models;
using Learning.Hours.Services;

namespace Learning.Hours.Handlers;

/// <summary>Recorded supervised practice posts its hours for the counsellor certificates.</summary>
internal sealed class PostPracticumHours(HoursLedger ledger) : IHandle<PracticumRecorded>
{
    public Task HandleAsync(PracticumRecorded happened, CancellationToken cancellation) =>
        ledger.PostAsync(
            new HourPosting(
                happened.PersonId, happened.Hours, happened.Categories, TrainingKinds.Practicum, happened.OrganiserLevel, happened.RecordedOn,
                SourceKeys.Practicum(happened), happened.Title, happened.ProgrammeCode),
            cancellation);
}

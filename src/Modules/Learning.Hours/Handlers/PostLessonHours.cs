using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Framework.Events;
using Learning.Hours.Models;
using Learning.Hours.Services;

namespace Learning.Hours.Handlers;

/// <summary>A completed lesson posts its hours, once for a person.</summary>
internal sealed class PostLessonHours(HoursLedger ledger) : IHandle<LessonCompleted>
{
    public Task HandleAsync(LessonCompleted happened, CancellationToken cancellation) =>
        ledger.PostAsync(
            new HourPosting(
                happened.PersonId, happened.Hours, happened.Categories, happened.TrainingKind, happened.OrganiserLevel, happened.CompletedOn,
                SourceKeys.Lesson(happened.PersonId, happened.LessonId), happened.LessonTitle, happened.ProgrammeCode),
            cancellation);
}

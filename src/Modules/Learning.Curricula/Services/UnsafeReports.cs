using Learning.Core;
using Learning.Curricula.Models;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Curricula.Services;

/// <summary>Reports of unsafe content: a word hides a lesson on crisis at once, an officer shows it again.</summary>
internal sealed class UnsafeReports(LearningDbContext db, ProgrammeCatalog catalog, Audit audit, Scope scope, TimeProvider clock)
{
    /// <summary>More than this in a day from one person is not taken: one word is enough to hide a page.</summary>
    private const int ADay = 5;

    /// <returns>False when this person has reported too much today.</returns>
    public Task<bool> ReportAsync(Lesson lesson, string reason, CancellationToken cancellation) =>
        db.WriteAsync(
            async () =>
            {
                var actor = scope.Actor;
                var since = clock.Instant().AddDays(-1);
                if (await db.Set<UnsafeReport>().CountAsync(r => r.PersonId == actor.PersonId && r.ReportedAt > since, cancellation) >= ADay)
                {
                    return false;
                }

                if (await db.Set<UnsafeReport>().AnyAsync(r => r.PersonId == actor.PersonId && r.LessonId == lesson.Id && r.RestoredAt == null, cancellation))
                {
                    return true;
                }

                var report = new UnsafeReport
                {
                    Id = clock.NewId(),
                    LessonId = lesson.Id,
                    PersonId = actor.PersonId,
                    CountyId = actor.CountyId,
                    SchoolId = actor.SchoolId,
                    Reason = reason,
                    ReportedAt = clock.Instant(),
                };
                db.Add(report);
                audit.Record("curricula.report", "lesson", lesson.ContentItemId, null, new { report.Id, hidden = true }, report);
                catalog.Change(db);
                return true;
            },
            cancellation);

    /// <summary>Shows a lesson again: every open report on it is closed with what the officer found.</summary>
    public Task RestoreAsync(Guid lessonId, string finding, CancellationToken cancellation) =>
        db.WriteAsync(
            async () =>
            {
                var lesson = await db.Set<Lesson>().SingleAsync(l => l.Id == lessonId, cancellation);
                foreach (var report in await db.Set<UnsafeReport>().Where(r => r.LessonId == lessonId && r.RestoredAt == null).ToListAsync(cancellation))
                {
                    report.RestoredAt = clock.Instant();
                    report.RestoredBy = scope.Actor.PersonId;
                    report.Finding = finding;
                    audit.Record("curricula.restore", "lesson", lesson.ContentItemId, new { report.Id, hidden = true }, new { report.Id, hidden = false, finding }, report);
                }

                catalog.Change(db);
            },
            cancellation);
}

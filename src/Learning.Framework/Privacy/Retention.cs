using System.Globalization;
using Learning.Core;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Events;
using Learning.Framework.Jobs;
using Learning.Framework.Settings;
using Microsoft.EntityFrameworkCore;

namespace Learning.Framework.Privacy;

/// <summary>Something that is held about people for a period and then erased.</summary>
public interface IRetention
{
    /// <summary>Name in the audit row, such as <c>quiz-answers</c>.</summary>
    string Code { get; }

    /// <summary>What is older than this day is erased; null keeps it.</summary>
    DateOnly? Before(RetentionPeriods periods, DateOnly today);

    /// <summary>Inside a unit of work: erases what is older than the instant; does nothing the second time.</summary>
    /// <returns>How many.</returns>
    Task<int> EraseAsync(DateTimeOffset before, CancellationToken cancellation);
}

/// <summary>Erases each day what is past its period, each kind in a unit of its own, and records how many there were.</summary>
internal sealed class RetentionWorker(LearningDbContext db, IEnumerable<IRetention> kinds, AuditRetention auditRows, SettingsStore settings, JobQueue queue, Audit audit, TimeProvider clock)
    : IJobWorker, IHandle<DayBegan>
{
    public const string Action = "privacy.retain";

    public string Kind => "privacy.retention";

    public Task HandleAsync(DayBegan happened, CancellationToken cancellation) =>
        queue.EnqueueAsync(Kind, happened.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), new { happened.Today }, cancellation);

    public async Task RunAsync(Job job, CancellationToken cancellation)
    {
        var (periods, today) = ((await settings.GetAsync(cancellation)).Retention, clock.Today());
        foreach (var kind in kinds)
        {
            if (kind.Before(periods, today) is { } day)
            {
                await db.WriteAsync(() => EraseAsync(kind, StartOf(day), cancellation), cancellation);
            }
        }

        if (periods.AuditYears > 0)
        {
            await auditRows.EraseAsync(StartOf(today.AddYears(-periods.AuditYears)), cancellation);
        }
    }

    private async Task EraseAsync(IRetention kind, DateTimeOffset before, CancellationToken cancellation)
    {
        var count = await kind.EraseAsync(before, cancellation);
        if (count > 0)
        {
            audit.Record(Action, "settings", kind.Code, null, new { count });
        }
    }

    private static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)).ToUniversalTime();
}

/// <summary>Empties old audit payloads some at a time, so that no writer waits for a year of them.</summary>
internal sealed class AuditRetention(LearningDbContext db, AuditPayloads payloads)
{
    private const int Batch = 5000;

    public async Task EraseAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        for (var erased = Batch; erased == Batch;)
        {
            erased = await db.WriteAsync(
                async () =>
                {
                    var old = db.Set<AuditRow>().Where(r => r.At < before && r.ErasedBy == null && r.Salt != null && r.SubjectKind != AuditPayloads.SubjectKind);
                    var last = await old.OrderBy(r => r.Id).Select(r => r.Id).Take(Batch).OrderByDescending(id => id).FirstOrDefaultAsync(cancellation);
                    return last == 0 ? 0 : await payloads.EraseAsync(old.Where(r => r.Id <= last), RetentionWorker.Action, null, cancellation);
                },
                cancellation);
        }
    }
}

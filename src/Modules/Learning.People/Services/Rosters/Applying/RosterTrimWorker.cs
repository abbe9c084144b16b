using System.Text.Json;
using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Events;
using Learning.Framework.Jobs;
using Learning.Framework.Settings;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Rosters.Applying;

/// <summary>Lets go of what an import keeps only for a while: the file, original rows, sealed phones and numbers. The report's names and reasons stay.</summary>
internal sealed class RosterTrimWorker(LearningDbContext db, JobQueue jobs, SettingsStore settings, TimeProvider clock) : IJobWorker, IHandle<DayBegan>
{
    public const string JobKind = "people-roster-trim";
    private const int Batch = 2000;

    public string Kind => JobKind;

    public async Task HandleAsync(DayBegan happened, CancellationToken cancellation)
    {
        if (await BeforeAsync(cancellation) is { } before && await db.Set<RosterImport>().AnyAsync(i => !i.Trimmed && i.CreatedAt < before, cancellation))
        {
            await jobs.EnqueueAsync(JobKind, happened.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), new { }, cancellation);
        }
    }

    public async Task RunAsync(Job job, CancellationToken cancellation)
    {
        if (await BeforeAsync(cancellation) is not { } before)
        {
            return;
        }

        var old = await db.Set<RosterImport>().Where(i => !i.Trimmed && i.CreatedAt < before && i.State != RosterState.Applying && i.State != RosterState.Undoing && i.State != RosterState.Checking)
            .Select(i => new { i.Id, Applied = i.AppliedAt != null }).ToListAsync(cancellation);
        foreach (var import in old)
        {
            await TrimAsync(import.Id, import.Applied, cancellation);
        }
    }

    /// <summary>Null keeps everything.</summary>
    private async Task<DateTimeOffset?> BeforeAsync(CancellationToken cancellation) =>
        (await settings.GetAsync(cancellation)).Retention.RosterDays is > 0 and var days ? clock.Instant().AddDays(-days) : null;

    private async Task TrimAsync(Guid id, bool applied, CancellationToken cancellation)
    {
        var last = await db.Set<RosterRow>().Where(r => r.ImportId == id).MaxAsync(r => (int?)r.Number, cancellation) ?? 0;
        for (var from = 0; from < last; from += Batch)
        {
            var rows = db.Set<RosterRow>().Where(r => r.ImportId == id && r.Number > from && r.Number <= from + Batch);
            await db.WriteAsync(
                async () =>
                {
                    await db.Set<RosterPost>().Where(p => p.ImportId == id && p.RowNumber > from && p.RowNumber <= from + Batch).ExecuteDeleteAsync(cancellation);
                    if (applied)
                    {
                        // Of people it did nothing to, the report says no more.
                        await rows.Where(r => r.Kind != RowKind.New && r.Kind != RowKind.Changed && r.Decision != RowDecision.End).ExecuteDeleteAsync(cancellation);
                        await rows.ExecuteUpdateAsync(
                            r => r.SetProperty(x => x.Details, (byte[]?)null).SetProperty(x => x.Said, (string?)null)
                                .SetProperty(x => x.PhoneSealed, (byte[]?)null).SetProperty(x => x.IdentitySealed, (byte[]?)null)
                                .SetProperty(x => x.OldPhoneSealed, (byte[]?)null).SetProperty(x => x.OldIdentitySealed, (byte[]?)null)
                                .SetProperty(x => x.OldPhoneHash, (byte[]?)null).SetProperty(x => x.OldIdentityHash, (byte[]?)null),
                            cancellation);
                    }
                    else
                    {
                        await rows.ExecuteDeleteAsync(cancellation);
                    }
                },
                cancellation);
        }

        await db.WriteAsync(
            async () =>
            {
                await db.Set<RosterFile>().Where(f => f.ImportId == id).ExecuteDeleteAsync(cancellation);
                (await db.Set<RosterImport>().SingleAsync(i => i.Id == id, cancellation)).Trimmed = true;
            },
            cancellation);
    }
}

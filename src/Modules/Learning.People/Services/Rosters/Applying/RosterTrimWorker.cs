using System.Text.Json;
using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Events;
using Learning.Framework.Jobs;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Learning.People.Services.Rosters.Applying;

/// <summary>Lets go of what an import keeps only for a while: the file, original rows, sealed phones and numbers. The report's names and reasons stay.</summary>
internal sealed class RosterTrimWorker(LearningDbContext db, JobQueue jobs, IConfiguration configuration, TimeProvider clock) : IJobWorker, IHandle<DayBegan>
{
    public const string JobKind = "people-roster-trim";
    private const int Batch = 2000;

    public string Kind => JobKind;

    /// <summary>Days an applied import can be undone, and one that was never applied is kept.</summary>
    private int KeepDays => Math.Clamp(configuration.GetValue("Learning:Rosters:KeepDays", 30), 1, 365);

    public async Task HandleAsync(DayBegan happened, CancellationToken cancellation)
    {
        var before = clock.Instant().AddDays(-KeepDays);
        if (await db.Set<RosterImport>().AnyAsync(i => !i.Trimmed && i.CreatedAt < before, cancellation))
        {
            await jobs.EnqueueAsync(JobKind, happened.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), new { }, cancellation);
        }
    }

    public async Task RunAsync(Job job, CancellationToken cancellation)
    {
        var before = clock.Instant().AddDays(-KeepDays);
        var old = await db.Set<RosterImport>().Where(i => !i.Trimmed && i.CreatedAt < before && i.State != RosterState.Applying && i.State != RosterState.Undoing && i.State != RosterState.Checking)
            .Select(i => new { i.Id, Applied = i.AppliedAt != null }).ToListAsync(cancellation);
        foreach (var import in old)
        {
            await TrimAsync(import.Id, import.Applied, cancellation);
        }
    }

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

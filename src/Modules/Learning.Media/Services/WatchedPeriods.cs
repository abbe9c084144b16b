using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Framework.Settings;
using Learning.Media.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.Media.Services;

/// <summary>Erases which parts of films were watched; that a film was watched to its end stays.</summary>
internal sealed class WatchedPeriods(LearningDbContext db) : IRetention
{
    public string Code => "watched";

    public DateOnly? Before(RetentionPeriods periods, DateOnly today) => periods.WatchedMonths > 0 ? today.AddMonths(-periods.WatchedMonths) : null;

    public async Task<int> EraseAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var emptied = await db.Set<Watching>().Where(w => w.CompletedAt < before && w.Intervals != "")
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.Intervals, ""), cancellation);
        // Of what was never finished there is no time but the person's last.
        return emptied + await db.Set<Watching>().Where(w => w.CompletedAt == null && db.Set<WatchClock>().Any(c => c.PersonId == w.PersonId && c.At < before))
            .ExecuteDeleteAsync(cancellation);
    }
}

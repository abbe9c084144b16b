using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Events;
using Learning.Media.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.Media.Handlers;

/// <summary>Pages of last month say nothing any more; what was watched stays.</summary>
internal sealed class ForgetOldSessions(LearningDbContext db, TimeProvider clock) : IHandle<DayBegan>
{
    public Task HandleAsync(DayBegan happened, CancellationToken cancellation)
    {
        var before = clock.Instant().AddDays(-30);
        return db.Set<PlaySession>().Where(s => s.BeganAt < before).ExecuteDeleteAsync(cancellation);
    }
}

using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Events;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Handlers;

/// <summary>Once a day: sign-ins of long ago, counted guesses and run-out devices are forgotten.</summary>
internal sealed class ForgetOldSignIns(LearningDbContext db, TimeProvider clock) : IHandle<DayBegan>
{
    private static readonly TimeSpan Sessions = TimeSpan.FromDays(100), Tries = TimeSpan.FromDays(1);

    public async Task HandleAsync(DayBegan happened, CancellationToken cancellation)
    {
        var now = clock.Instant();
        var (sessions, tries) = (now - Sessions, now - Tries);
        await db.Set<AccountSession>().Where(s => s.SeenAt < sessions).ExecuteDeleteAsync(cancellation);
        await db.Set<FailedTries>().Where(t => t.Since < tries && (t.ClosedUntil == null || t.ClosedUntil < now)).ExecuteDeleteAsync(cancellation);
        await db.Set<TrustedDevice>().Where(d => d.ExpiresAt < now).ExecuteDeleteAsync(cancellation);
    }
}

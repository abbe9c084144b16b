using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Accounts.Recoveries;

/// <param name="School">Where the person works.</param>
/// <param name="Mine">The acting person asked for it.</param>
internal sealed record RecoveryRow(Guid Id, Guid PersonId, string Name, string? School, string State, DateTimeOffset AskedAt, DateTimeOffset ExpiresAt, string? Requester, string? Reason, bool Mine);

/// <summary>Recoveries that wait in the acting person's area.</summary>
internal sealed class RecoveryQueue(LearningDbContext db, Scope scope, TimeProvider clock)
{
    public async Task<PageOf<RecoveryRow>> FindAsync(int page, CancellationToken cancellation)
    {
        var me = scope.Actor.PersonId;
        return await (
            from recovery in Open()
            join person in db.People on recovery.PersonId equals person.Id
            join requester in db.People on recovery.RequestedById equals requester.Id into requesters
            from requester in requesters.DefaultIfEmpty()
            join school in db.Organisations on recovery.SchoolId ?? recovery.CountyId equals school.Id into schools
            from school in schools.DefaultIfEmpty()
            orderby recovery.State descending, recovery.AskedAt, recovery.Id
            select new RecoveryRow(
                recovery.Id, person.Id, person.Name, school == null ? null : school.Name, recovery.State, recovery.AskedAt, recovery.ExpiresAt,
                requester == null ? null : requester.Name, recovery.Reason, recovery.RequestedById == me)).ToPageAsync(page, cancellation);
    }

    /// <summary>What of it the acting person can do something about: others' requests, and people who asked.</summary>
    public Task<int> WaitingAsync(CancellationToken cancellation)
    {
        var me = scope.Actor.PersonId;
        return Open().CountAsync(r => r.RequestedById == null || r.RequestedById != me, cancellation);
    }

    private IQueryable<AccountRecovery> Open()
    {
        var (now, me) = (clock.Instant(), scope.Actor.PersonId);
        return db.Set<AccountRecovery>().AsNoTracking().Within(scope)
            .Where(r => (r.State == AccountRecovery.Asked || r.State == AccountRecovery.Requested) && r.ExpiresAt > now && r.PersonId != me);
    }
}

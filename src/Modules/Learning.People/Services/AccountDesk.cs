using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services;

internal enum AccountRefusal
{
    /// <summary>An account is known by the staff number: there is none.</summary>
    NoStaffNumber,

    /// <summary>Oneself, a colleague of the same rank or someone above: the next office up does it.</summary>
    NotYours,

    /// <summary>Works at a place outside the acting person's area too.</summary>
    WorksElsewhere,

    NoAppointment,
}

/// <summary>Gives people accounts and new one-time codes, on behalf of their school or an office above it.</summary>
internal sealed class AccountDesk(LearningDbContext db, Scope scope, AccountMaker accounts, FirstSignIn first, Audit audit, TimeProvider clock)
{
    /// <summary>Why the acting person may not; null if so. A code opens the account, so it is given only downwards.</summary>
    public async Task<AccountRefusal?> RefusalAsync(Person person, CancellationToken cancellation)
    {
        var today = clock.Today();
        var appointments = await db.Appointments.AsNoTracking().Where(a => a.PersonId == person.Id && a.ReplacedAt == null && (a.To == null || a.To >= today)).ToListAsync(cancellation);
        var administers = scope.Actor.Roles.Contains(Roles.Administrator);
        return appointments.Count == 0 ? AccountRefusal.NoAppointment
            : person.Id == scope.Actor.PersonId || (!administers && appointments.Any(a => !RoleRules.Grantable(scope.Actor).Contains(a.Role))) ? AccountRefusal.NotYours
            : appointments.Any(a => !scope.Holds(a.CountyId, a.SchoolId)) ? AccountRefusal.WorksElsewhere
            : person.StaffNumber is null ? AccountRefusal.NoStaffNumber
            : null;
    }

    /// <summary>Makes the account if there is none, and a new code: the password and every open session of the old one end.</summary>
    public Task<(string? Code, AccountRefusal? Refusal)> GiveCodeAsync(Guid personId, CancellationToken cancellation) =>
        db.WriteAsync<(string?, AccountRefusal?)>(
            async () =>
            {
                var person = await db.People.FirstAsync(p => p.Id == personId, cancellation);
                if (await RefusalAsync(person, cancellation) is { } refusal)
                {
                    return (null, refusal);
                }

                var account = await db.Users.FirstOrDefaultAsync(u => u.PersonId == personId, cancellation);
                var isNew = account is null;
                if (account is null)
                {
                    account = accounts.Make(person, await accounts.FreeNameAsync(person.StaffNumber!, cancellation), passwordHash: null);
                    db.Add(account);
                    await db.SaveChangesAsync(cancellation);
                }

                var code = await first.IssueAsync(account, cancellation);
                var area = await db.Appointments.ActiveOn(clock.Today()).FirstOrDefaultAsync(a => a.PersonId == personId, cancellation);
                audit.Record(isNew ? "accounts.create" : "accounts.code", "person", personId.ToString(), null, new { account.UserName, person.Name }, area);
                return (code, null);
            },
            cancellation);
}

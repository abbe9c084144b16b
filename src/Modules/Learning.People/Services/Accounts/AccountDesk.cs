using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.People.Services.Accounts.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Accounts;

internal enum AccountRefusal
{
    /// <summary>An account is known by the staff number: there is none.</summary>
    NoStaffNumber,

    /// <summary>Oneself, a colleague of the same rank or someone above: the next office up does it.</summary>
    NotYours,

    /// <summary>Works at a place outside the acting person's area too.</summary>
    WorksElsewhere,

    NoAppointment,

    /// <summary>The account is in use: a new code for it takes two officers.</summary>
    InUse,
}

/// <summary>Gives people accounts and new one-time codes, on behalf of their school or an office above it.</summary>
internal sealed class AccountDesk(LearningDbContext db, Scope scope, AccountMaker accounts, FirstSignIn first, AccountCleaner cleaner, SessionDesk sessions, Audit audit, TimeProvider clock)
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

    /// <summary>Makes the account if there is none, and a code for the first sign-in; never for an account that is in use.</summary>
    public Task<(string? Code, AccountRefusal? Refusal)> GiveCodeAsync(Guid personId, CancellationToken cancellation)
    {
        var code = FirstSignIn.NewCode();
        return db.WriteAsync<(string?, AccountRefusal?)>(
            async () =>
            {
                var person = await db.People.FirstAsync(p => p.Id == personId, cancellation);
                var refusal = await GiveCodeInUnitAsync(person, code, cancellation);
                return (refusal is null ? code : null, refusal);
            },
            cancellation);
    }

    /// <summary>Signs a person out everywhere.</summary>
    public Task<AccountRefusal?> EndSessionsAsync(Person person, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            if (await RefusalAsync(person, cancellation) is { } refusal)
            {
                return refusal;
            }

            var account = await db.Users.FirstOrDefaultAsync(u => u.PersonId == person.Id, cancellation);
            var ended = account is null ? 0 : await sessions.EndAllInUnitAsync(account.Id, cancellation);
            audit.Record("accounts.sessions-end", "person", person.Id.ToString(), null, new { person.Name, Count = ended }, await AreaAsync(person.Id, cancellation));
            return (AccountRefusal?)null;
        },
        cancellation);

    /// <summary>Inside a unit of work: the same with a code made before.</summary>
    public async Task<AccountRefusal?> GiveCodeInUnitAsync(Person person, string code, CancellationToken cancellation)
    {
        if (await RefusalAsync(person, cancellation) is { } refusal)
        {
            return refusal;
        }

        var account = await db.Users.FirstOrDefaultAsync(u => u.PersonId == person.Id, cancellation);
        if (account?.PasswordHash is not null)
        {
            return AccountRefusal.InUse;
        }

        var isNew = account is null;
        if (account is null)
        {
            account = accounts.Make(person, await accounts.FreeNameAsync(person.StaffNumber!, cancellation), passwordHash: null);
            db.Add(account);
            await db.SaveChangesAsync(cancellation);
        }
        else
        {
            await cleaner.ForgetTriesInUnitAsync(account, cancellation);
        }

        await first.IssueAsync(account, code, cancellation);
        var area = await AreaAsync(person.Id, cancellation);
        audit.Record(isNew ? "accounts.create" : "accounts.code", "person", person.Id.ToString(), null, new { account.UserName, person.Name }, area);
        return null;
    }

    /// <summary>Where a person works, for who may read of it.</summary>
    private async Task<IScoped?> AreaAsync(Guid personId, CancellationToken cancellation) =>
        await db.Appointments.ActiveOn(clock.Today()).FirstOrDefaultAsync(a => a.PersonId == personId, cancellation);
}

using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.People.Models;
using Learning.People.Services.Accounts.Sessions;
using Learning.People.Services.Accounts.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Accounts.Passwords;

internal enum OwnPassword
{
    Right,
    Wrong,
    LockedOut,
}

/// <summary>Asks for and changes the own password: a change ends every other session of the account and forgets its devices.</summary>
internal sealed class PasswordDesk(LearningDbContext db, PasswordCheck check, Throttle throttle, SessionDesk sessions, Audit audit, TimeProvider clock)
{
    /// <summary>Whether the signed-in person knows the password; guessing at it is throttled as signing in is.</summary>
    public async Task<OwnPassword> CheckAsync(Account account, string password, CancellationToken cancellation)
    {
        var guessed = throttle.Subject("own-password", account.Id.ToString("N"));
        if (await throttle.IsClosedAsync(guessed, knownPlace: false, cancellation))
        {
            return OwnPassword.LockedOut;
        }

        if (await check.IsRightAsync(account, password, cancellation))
        {
            await throttle.ForgetAsync(guessed, cancellation);
            return OwnPassword.Right;
        }

        await throttle.FailAsync(guessed, cancellation);
        return await throttle.IsClosedAsync(guessed, knownPlace: false, cancellation) ? OwnPassword.LockedOut : OwnPassword.Wrong;
    }

    /// <param name="session">The session that stays.</param>
    public Task<Account> ChangeAsync(Guid accountId, string password, Guid? session, CancellationToken cancellation)
    {
        var hash = check.Hash(password);
        return db.WriteAsync(
            async () =>
            {
                var account = await db.Users.FirstAsync(u => u.Id == accountId, cancellation);
                account.PasswordHash = hash;
                account.SecurityStamp = AccountMaker.Stamp(clock);
                account.ConcurrencyStamp = AccountMaker.Stamp(clock);
                await sessions.EndOthersAsync(accountId, session, cancellation);
                await db.Set<TrustedDevice>().Where(d => d.AccountId == accountId).ExecuteDeleteAsync(cancellation);
                audit.Record("accounts.password", "account", accountId.ToString(), null, null);
                return account;
            },
            cancellation);
    }
}

using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Services.Accounts.SecondFactors;
using Learning.People.Services.Accounts.Sessions;
using Learning.People.Services.Accounts.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Accounts;

/// <summary>Takes every way into an account away, also those a stranger may have added.</summary>
internal sealed class AccountCleaner(LearningDbContext db, Authenticators authenticators, SessionDesk sessions, Throttle throttle, AccountNames names, TimeProvider clock)
{
    /// <summary>Inside a unit of work: password, sessions, passkeys, second factor, remembered devices and linked identities end; closed names open.</summary>
    public async Task CloseInUnitAsync(Account account, CancellationToken cancellation)
    {
        account.PasswordHash = null;
        account.SecurityStamp = AccountMaker.Stamp(clock);
        account.ConcurrencyStamp = AccountMaker.Stamp(clock);
        await sessions.EndAllInUnitAsync(account.Id, cancellation);
        await authenticators.RemoveInUnitAsync(account, cancellation);
        await db.UserPasskeys.Where(p => p.UserId == account.Id).ExecuteDeleteAsync(cancellation);
        await db.UserLogins.Where(l => l.UserId == account.Id).ExecuteDeleteAsync(cancellation);
        await ForgetTriesInUnitAsync(account, cancellation);
    }

    /// <summary>Inside a unit of work: whoever mistyped the old code too often may type the new one.</summary>
    public async Task ForgetTriesInUnitAsync(Account account, CancellationToken cancellation) =>
        await throttle.ForgetInUnitAsync((await names.OfAsync(account, cancellation)).Select(n => throttle.Subject("sign-in", n)), cancellation);
}

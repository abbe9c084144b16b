using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services;

/// <summary>Changes a password: every other open session of the account ends.</summary>
internal sealed class Passwords(LearningDbContext db, IPasswordHasher<Account> hasher, Audit audit, TimeProvider clock)
{
    public Task<Account> ChangeAsync(Guid accountId, string password, CancellationToken cancellation)
    {
        var hash = hasher.HashPassword(new Account(), password);
        return db.WriteAsync(
            async () =>
            {
                var account = await db.Users.FirstAsync(u => u.Id == accountId, cancellation);
                account.PasswordHash = hash;
                account.SecurityStamp = AccountMaker.Stamp(clock);
                account.ConcurrencyStamp = AccountMaker.Stamp(clock);
                audit.Record("accounts.password", "account", accountId.ToString(), null, null);
                return account;
            },
            cancellation);
    }
}

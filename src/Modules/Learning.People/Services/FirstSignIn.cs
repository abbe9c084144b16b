using System.Security.Cryptography;
using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services;

/// <summary>One-time codes for the first sign-in: shown once, valid fourteen days, used up when a password is set.</summary>
internal sealed class FirstSignIn(LearningDbContext db, IPasswordHasher<Account> hasher, Audit audit, TimeProvider clock)
{
    /// <summary>Without 0, O, 1, I and L, which people mistake for one another on paper.</summary>
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    public static string NewCode(int length) => RandomNumberGenerator.GetString(Letters, length);

    /// <summary>As people type it: any case, with or without dashes and spaces.</summary>
    public static string Plain(string typed) =>
        string.Concat(typed.Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));

    /// <summary>In groups of four, as it is shown.</summary>
    public static string Grouped(string code) => string.Join('-', code.Chunk(4).Select(c => new string(c)));

    /// <summary>Inside a unit of work: a new code for an account, which loses its password and every cookie.</summary>
    public async Task<string> IssueAsync(Account account, CancellationToken cancellation)
    {
        var code = NewCode(8);
        var hash = hasher.HashPassword(account, code);
        var expires = clock.Instant() + Lasts;
        if (await db.Set<FirstSignInCode>().FirstOrDefaultAsync(c => c.AccountId == account.Id, cancellation) is { } old)
        {
            old.Hash = hash;
            old.ExpiresAt = expires;
        }
        else
        {
            db.Add(new FirstSignInCode { AccountId = account.Id, Hash = hash, ExpiresAt = expires });
        }

        account.PasswordHash = null;
        account.AccessFailedCount = 0;
        account.LockoutEnd = null;
        account.SecurityStamp = AccountMaker.Stamp(clock);
        account.ConcurrencyStamp = AccountMaker.Stamp(clock);
        return code;
    }

    public async Task<bool> IsRightAsync(Account account, string typed, CancellationToken cancellation)
    {
        var code = await db.Set<FirstSignInCode>().AsNoTracking().FirstOrDefaultAsync(c => c.AccountId == account.Id, cancellation);
        return code is not null && code.ExpiresAt > clock.Instant()
            && hasher.VerifyHashedPassword(account, code.Hash, Plain(typed)) != PasswordVerificationResult.Failed;
    }

    /// <summary>Sets the password and uses the code up, once.</summary>
    public Task<bool> CompleteAsync(Guid accountId, string codeHash, string password, CancellationToken cancellation)
    {
        var hash = hasher.HashPassword(new Account(), password);
        return db.WriteAsync(
            async () =>
            {
                var code = await db.Set<FirstSignInCode>().FirstOrDefaultAsync(c => c.AccountId == accountId, cancellation);
                var account = await db.Users.FirstOrDefaultAsync(u => u.Id == accountId, cancellation);
                if (code is null || account is null || code.Hash != codeHash || code.ExpiresAt <= clock.Instant() || account.PasswordHash is not null)
                {
                    return false;
                }

                db.Remove(code);
                account.PasswordHash = hash;
                account.AccessFailedCount = 0;
                account.SecurityStamp = AccountMaker.Stamp(clock);
                account.ConcurrencyStamp = AccountMaker.Stamp(clock);
                audit.Record("accounts.first-sign-in", "account", accountId.ToString(), null, new { Password = "set" });
                return true;
            },
            cancellation);
    }

    public Task<string?> HashOfAsync(Guid accountId, CancellationToken cancellation) =>
        db.Set<FirstSignInCode>().Where(c => c.AccountId == accountId).Select(c => (string?)c.Hash).FirstOrDefaultAsync(cancellation);
}

using System.Security.Cryptography;
using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Learning.People.Services.Accounts.Passwords;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Accounts;

/// <summary>One-time codes for the first sign-in: shown once, valid fourteen days, used up when a password is set.</summary>
internal sealed class FirstSignIn(LearningDbContext db, FieldCipher cipher, PasswordCheck passwords, AccountCleaner cleaner, Audit audit, TimeProvider clock)
{
    public const int Days = 14;

    private const int Length = 8;

    /// <summary>Without 0, O, 1, I and L, which people mistake for one another on paper.</summary>
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    public static string NewCode(int length = Length) => RandomNumberGenerator.GetString(Letters, length);

    /// <summary>As people type it: any case, with or without dashes and spaces.</summary>
    public static string Plain(string typed) =>
        PasswordCheck.Normal(typed) is { Length: <= 200 } normal ? string.Concat(normal.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)) : "";

    /// <summary>In groups of four, as it is shown.</summary>
    public static string Grouped(string code) => string.Join('-', code.Chunk(4).Select(c => new string(c)));

    /// <summary>Inside a unit of work: the code becomes the only way into the account; a password, its sessions, second factor and linked identities are gone.</summary>
    public async Task IssueAsync(Account account, string code, CancellationToken cancellation)
    {
        var hash = HashOf(account.Id, code);
        var expires = clock.Instant().AddDays(Days);
        if (await db.Set<FirstSignInCode>().FirstOrDefaultAsync(c => c.AccountId == account.Id, cancellation) is { } old)
        {
            old.Hash = hash;
            old.ExpiresAt = expires;
        }
        else
        {
            db.Add(new FirstSignInCode { AccountId = account.Id, Hash = hash, ExpiresAt = expires });
        }

        if (account.PasswordHash is not null)
        {
            await cleaner.CloseInUnitAsync(account, cancellation);
        }
        else
        {
            account.SecurityStamp = AccountMaker.Stamp(clock);
            account.ConcurrencyStamp = AccountMaker.Stamp(clock);
        }
    }

    public async Task<bool> IsRightAsync(Account? account, string typed, CancellationToken cancellation)
    {
        var id = account?.Id ?? Guid.Empty;
        var code = await db.Set<FirstSignInCode>().AsNoTracking().FirstOrDefaultAsync(c => c.AccountId == id, cancellation);
        var hash = HashOf(id, Plain(typed));
        return code is not null && account!.PasswordHash is null && code.ExpiresAt > clock.Instant()
            && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(code.Hash), System.Text.Encoding.ASCII.GetBytes(hash));
    }

    /// <summary>Sets the password and uses the code up, once.</summary>
    public Task<bool> CompleteAsync(Guid accountId, string codeHash, string password, CancellationToken cancellation)
    {
        var hash = passwords.Hash(password);
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
                account.SecurityStamp = AccountMaker.Stamp(clock);
                account.ConcurrencyStamp = AccountMaker.Stamp(clock);
                audit.Record("accounts.first-sign-in", "account", accountId.ToString(), null, new { Password = "set" });
                return true;
            },
            cancellation);
    }

    public Task<string?> HashOfAsync(Guid accountId, CancellationToken cancellation) =>
        db.Set<FirstSignInCode>().Where(c => c.AccountId == accountId).Select(c => (string?)c.Hash).FirstOrDefaultAsync(cancellation);

    /// <remarks>
    /// A keyed hash, not a slow one: a sheet of three hundred slips would take twenty seconds, and whoever has only the database cannot try codes without the key.
    /// </remarks>
    private string HashOf(Guid accountId, string code) => Convert.ToBase64String(cipher.Hash($"first-sign-in {accountId:N} {code}"));
}

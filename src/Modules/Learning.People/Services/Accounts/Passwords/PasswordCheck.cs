using System.Text;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Learning.People.Services.Accounts.Passwords;

/// <summary>Hashes passwords after NFKC, so that the same characters from another keyboard are the same password.</summary>
internal sealed class NormalisingHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<Account>(options)
{
    public override string HashPassword(Account user, string password) => base.HashPassword(user, PasswordCheck.Normal(password));

    public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword) =>
        base.VerifyHashedPassword(user, hashedPassword, PasswordCheck.Normal(providedPassword));
}

/// <summary>Compares a password with the stored hash, at the same cost where there is none.</summary>
internal sealed class PasswordCheck(LearningDbContext db, IPasswordHasher<Account> hasher)
{
    private static readonly Account Nobody = new();
    private static string? nobodysHash;

    /// <summary>NFKC; half of a surrogate pair, which cannot be normalised, becomes the replacement character.</summary>
    public static string Normal(string password) => string.Concat(password.EnumerateRunes()).Normalize(NormalizationForm.FormKC);

    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    public async Task<bool> IsRightAsync(Account? account, string password, CancellationToken cancellation)
    {
        nobodysHash ??= hasher.HashPassword(Nobody, "nobody's password");
        // Longer than any that can be set: not worth normalising, but nobody's is compared, to take as long.
        var result = hasher.VerifyHashedPassword(Nobody, account?.PasswordHash ?? nobodysHash, password.Length <= PasswordRules.Most * 4 ? password : "");
        if (account?.PasswordHash is not { } old || result == PasswordVerificationResult.Failed)
        {
            return false;
        }

        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            var renewed = Hash(password);
            await db.WriteAsync(
                () => db.Users.Where(u => u.Id == account.Id && u.PasswordHash == old).ExecuteUpdateAsync(u => u.SetProperty(a => a.PasswordHash, renewed), cancellation), cancellation);
        }

        return true;
    }
}

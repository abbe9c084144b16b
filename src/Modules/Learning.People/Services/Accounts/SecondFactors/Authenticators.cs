using System.Security.Cryptography;
using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Accounts.SecondFactors;

internal enum SecondFactorCheck
{
    Right,

    /// <summary>A backup code, which is used up now.</summary>
    RightByBackup,
    Wrong,
}

/// <summary>Sets up, checks and takes away the authenticator app of an account and its backup codes.</summary>
internal sealed class Authenticators(LearningDbContext db, FieldCipher cipher, Audit audit, TimeProvider clock)
{
    public const int BackupCodes = 10;
    private const int BackupLength = 10;

    /// <summary>Takes a new secret into use, when the code proves that the app has it. Other sessions and remembered devices end.</summary>
    /// <returns>The backup codes, to be shown once; null if the code is wrong.</returns>
    public Task<IReadOnlyList<string>?> ConfirmAsync(Guid accountId, string secret, string typed, CancellationToken cancellation) =>
        db.WriteAsync<IReadOnlyList<string>?>(
            async () =>
            {
                if (Totp.StepOf(secret, Plain(typed), clock.Instant()) is not { } step)
                {
                    return null;
                }

                var account = await db.Users.FirstAsync(u => u.Id == accountId, cancellation);
                await RemoveInUnitAsync(account, cancellation);
                db.Add(new AccountAuthenticator { AccountId = accountId, SecretSealed = cipher.Seal(secret, Purpose(accountId)), ConfirmedAt = clock.Instant(), LastStep = step });
                account.TwoFactorEnabled = true;
                NewStamps(account);
                audit.Record("accounts.second-factor-on", "account", accountId.ToString(), null, null);
                return AddBackupCodes(accountId);
            },
            cancellation);

    /// <summary>Checks six digits or a backup code; each is taken once.</summary>
    public Task<SecondFactorCheck> CheckAsync(Guid accountId, string typed, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            var plain = Plain(typed);
            return plain.Length == Totp.Digits
                ? await CheckCodeAsync(accountId, plain, cancellation)
                : await CheckBackupAsync(accountId, plain, cancellation);
        },
        cancellation);

    /// <summary>New backup codes in place of all old ones.</summary>
    public Task<IReadOnlyList<string>> NewBackupCodesAsync(Guid accountId, CancellationToken cancellation) => db.WriteAsync<IReadOnlyList<string>>(
        async () =>
        {
            await db.Set<BackupCode>().Where(c => c.AccountId == accountId).ExecuteDeleteAsync(cancellation);
            audit.Record("accounts.backup-codes", "account", accountId.ToString(), null, null);
            return AddBackupCodes(accountId);
        },
        cancellation);

    public Task<int> BackupCodesLeftAsync(Guid accountId, CancellationToken cancellation) =>
        db.Set<BackupCode>().CountAsync(c => c.AccountId == accountId && c.UsedAt == null, cancellation);

    /// <summary>Takes the second factor away, at the person's own wish.</summary>
    public Task<Account> RemoveAsync(Guid accountId, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            var account = await db.Users.FirstAsync(u => u.Id == accountId, cancellation);
            await RemoveInUnitAsync(account, cancellation);
            NewStamps(account);
            audit.Record("accounts.second-factor-off", "account", accountId.ToString(), null, null);
            return account;
        },
        cancellation);

    /// <summary>Inside a unit of work: takes the app, the backup codes and the remembered devices away.</summary>
    public async Task RemoveInUnitAsync(Account account, CancellationToken cancellation)
    {
        await db.Set<AccountAuthenticator>().Where(a => a.AccountId == account.Id).ExecuteDeleteAsync(cancellation);
        await db.Set<BackupCode>().Where(c => c.AccountId == account.Id).ExecuteDeleteAsync(cancellation);
        await db.Set<TrustedDevice>().Where(d => d.AccountId == account.Id).ExecuteDeleteAsync(cancellation);
        account.TwoFactorEnabled = false;
    }

    private async Task<SecondFactorCheck> CheckCodeAsync(Guid accountId, string code, CancellationToken cancellation)
    {
        if (await db.Set<AccountAuthenticator>().FirstOrDefaultAsync(a => a.AccountId == accountId, cancellation) is not { } authenticator
            || Totp.StepOf(cipher.Open(authenticator.SecretSealed, Purpose(accountId)), code, clock.Instant()) is not { } step
            || step <= authenticator.LastStep)
        {
            return SecondFactorCheck.Wrong;
        }

        authenticator.LastStep = step;
        return SecondFactorCheck.Right;
    }

    private async Task<SecondFactorCheck> CheckBackupAsync(Guid accountId, string code, CancellationToken cancellation)
    {
        var hash = Hash(accountId, code);
        var open = await db.Set<BackupCode>().Where(c => c.AccountId == accountId && c.UsedAt == null).ToListAsync(cancellation);
        if (open.Find(c => CryptographicOperations.FixedTimeEquals(c.Hash, hash)) is not { } found)
        {
            return SecondFactorCheck.Wrong;
        }

        found.UsedAt = clock.Instant();
        audit.Record("accounts.backup-code-used", "account", accountId.ToString(), null, null);
        return SecondFactorCheck.RightByBackup;
    }

    private List<string> AddBackupCodes(Guid accountId)
    {
        var codes = Enumerable.Range(0, BackupCodes).Select(_ => FirstSignIn.NewCode(BackupLength)).ToList();
        db.AddRange(codes.Select(c => new BackupCode { Id = clock.NewId(), AccountId = accountId, Hash = Hash(accountId, c) }));
        return [.. codes.Select(c => $"{c[..5]}-{c[5..]}")];
    }

    private void NewStamps(Account account)
    {
        account.SecurityStamp = AccountMaker.Stamp(clock);
        account.ConcurrencyStamp = AccountMaker.Stamp(clock);
    }

    private byte[] Hash(Guid accountId, string code) => cipher.Hash($"backup {accountId:N} {code}");

    private static string Plain(string typed) => FirstSignIn.Plain(typed);

    private static string Purpose(Guid accountId) => $"accounts.authenticator {accountId:N}";
}

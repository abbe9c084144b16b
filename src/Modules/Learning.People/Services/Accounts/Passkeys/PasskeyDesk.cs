using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.People.Services.Accounts.Sessions;
using Learning.People.Services.Accounts.SignIn;
using Microsoft.AspNetCore.Identity;

namespace Learning.People.Services.Accounts.Passkeys;

/// <param name="Id">Of the credential, base64url.</param>
/// <param name="Synced">Lives in the person's phone account, not on one device only.</param>
internal sealed record PasskeyRow(string Id, string Name, DateTimeOffset AddedAt, bool Synced);

/// <summary>Passkeys of an account: add, name, remove, and sign in by one.</summary>
internal sealed class PasskeyDesk(LearningDbContext db, SiteSignIn signIn, SignInGate gate, Audit audit)
{
    public const int Most = 10, LongestName = 40;

    private UserManager<Account> Users => signIn.UserManager;

    public async Task<IReadOnlyList<PasskeyRow>> OfAsync(Account account) =>
        [.. (await Users.GetPasskeysAsync(account)).OrderBy(p => p.CreatedAt).Select(p => new PasskeyRow(Encode(p.CredentialId), p.Name ?? "", p.CreatedAt, p.IsBackedUp))];

    /// <summary>What the browser needs to make a passkey for this account.</summary>
    public Task<string> CreationOptionsAsync(Account account, string displayName) =>
        signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = account.Id.ToString(), Name = account.UserName ?? "", DisplayName = displayName });

    /// <summary>Takes the passkey the browser made; false if it does not fit the question or is somebody else's.</summary>
    public async Task<bool> AddAsync(Guid accountId, string credential, string name, CancellationToken cancellation)
    {
        var made = await AttestAsync(credential);
        if (made is not { Succeeded: true } || made.UserEntity.Id != accountId.ToString())
        {
            return false;
        }

        made.Passkey.Name = name;
        return await db.WriteAsync(
            async () =>
            {
                var account = (await Users.FindByIdAsync(accountId.ToString()))!;
                if (await Users.FindByPasskeyIdAsync(made.Passkey.CredentialId) is not null || (await Users.GetPasskeysAsync(account)).Count >= Most)
                {
                    return false;
                }

                Check(await Users.AddOrUpdatePasskeyAsync(account, made.Passkey));
                audit.Record("accounts.passkey-add", "account", accountId.ToString(), null, new { Name = name });
                return true;
            },
            cancellation);
    }

    public Task RenameAsync(Guid accountId, string id, string name, CancellationToken cancellation) => ChangeAsync(accountId, id, (account, passkey) =>
    {
        passkey.Name = name;
        return Users.AddOrUpdatePasskeyAsync(account, passkey);
    }, cancellation);

    public Task RemoveAsync(Guid accountId, string id, CancellationToken cancellation) => ChangeAsync(accountId, id, (account, passkey) =>
    {
        audit.Record("accounts.passkey-remove", "account", accountId.ToString(), new { passkey.Name }, null);
        return Users.RemovePasskeyAsync(account, passkey.CredentialId);
    }, cancellation);

    /// <summary>What the browser needs to sign in; the same for everybody, as nobody has said who they are.</summary>
    public Task<string> RequestOptionsAsync() => signIn.MakePasskeyRequestOptionsAsync(null);

    /// <summary>Signs in with the browser's answer. A passkey that checked its owner counts as two factors.</summary>
    public async Task<SignInResultOf> SignInAsync(string credential, Proof proof, CancellationToken cancellation)
    {
        var answer = await AssertAsync(credential);
        // Without a password the account waits for its one-time code; what was added before that is void.
        if (answer is not { Succeeded: true } || answer.User.PasswordHash is null)
        {
            return new SignInResultOf(SignInOutcome.Wrong);
        }

        await db.WriteAsync(
            async () =>
            {
                var account = (await Users.FindByIdAsync(answer.User.Id.ToString()))!;
                Check(await Users.AddOrUpdatePasskeyAsync(account, answer.Passkey));
            },
            cancellation);
        var fresh = (await Users.FindByIdAsync(answer.User.Id.ToString()))!;
        return await gate.PassAsync(fresh, proof with { Method = "passkey", TwoFactors = answer.Passkey.IsUserVerified }, cancellation);
    }

    private Task ChangeAsync(Guid accountId, string id, Func<Account, UserPasskeyInfo, Task<IdentityResult>> change, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            var account = (await Users.FindByIdAsync(accountId.ToString()))!;
            if (Decode(id) is { } key && await Users.GetPasskeyAsync(account, key) is { } passkey)
            {
                Check(await change(account, passkey));
            }
        },
        cancellation);

    // The framework throws where there was no question before, or the answer is not JSON: both are a wrong answer.
    private async Task<PasskeyAttestationResult?> AttestAsync(string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAttestationAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<PasskeyAssertionResult<Account>?> AssertAsync(string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Code)));
        }
    }

    private static string Encode(byte[] id) => Convert.ToBase64String(id).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[]? Decode(string id)
    {
        try
        {
            return Convert.FromBase64String(id.Replace('-', '+').Replace('_', '/').PadRight((id.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

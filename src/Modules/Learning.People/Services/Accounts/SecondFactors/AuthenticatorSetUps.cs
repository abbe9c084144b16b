using System.Security.Cryptography;
using Learning.Framework.Accounts;
using Learning.Framework.Documents;
using Learning.Framework.Settings;
using Microsoft.AspNetCore.DataProtection;

namespace Learning.People.Services.Accounts.SecondFactors;

/// <summary>What the page of a set-up shows.</summary>
/// <param name="Sealed">The secret, sealed for half an hour: nothing is stored until a code proves that the app has it.</param>
/// <param name="Link">Opens the app on a phone, which cannot scan its own screen.</param>
internal sealed record AuthenticatorSetUp(string Secret, string Sealed, string Link, string ViewBox, string Path)
{
    /// <summary>The secret as people type it, in groups of four.</summary>
    public string Grouped => string.Join(' ', Secret.Chunk(4).Select(c => new string(c)));
}

/// <summary>Begins set-ups of an authenticator app, and opens them again when the code comes.</summary>
internal sealed class AuthenticatorSetUps(IDataProtectionProvider protection, SettingsStore settings)
{
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Learning.People.AuthenticatorSetUp").ToTimeLimitedDataProtector();

    /// <param name="begun">A set-up whose code was wrong is shown again with the same secret.</param>
    public async Task<AuthenticatorSetUp> ShowAsync(Account account, string? begun, CancellationToken cancellation)
    {
        var secret = Open(account.Id, begun) ?? Totp.NewSecret();
        var site = (await settings.GetAsync(cancellation)).SiteName;
        var link = Totp.Link(secret, site, account.UserName ?? "");
        var (viewBox, path) = QrCode.ForPage(link);
        return new AuthenticatorSetUp(secret, protector.Protect($"{account.Id:N} {secret}", TimeSpan.FromMinutes(30)), link, viewBox, path);
    }

    /// <summary>The secret; null when it is too old, not ours or another account's.</summary>
    public string? Open(Guid accountId, string? begun)
    {
        if (string.IsNullOrEmpty(begun))
        {
            return null;
        }

        try
        {
            return protector.Unprotect(begun).Split(' ') is [var id, var secret] && id == accountId.ToString("N") ? secret : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

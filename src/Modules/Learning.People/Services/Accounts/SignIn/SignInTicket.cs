using System.Security.Cryptography;
using System.Text.Json;
using Learning.Framework.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace Learning.People.Services.Accounts.SignIn;

/// <summary>Half a sign-in: the password was right, the second factor is still to come. It opens nothing by itself.</summary>
/// <param name="Stamp">The account's security stamp: a change of password in between voids it.</param>
internal sealed record HalfSignIn(Guid AccountId, string Stamp, bool SetsUp, Proof Proof);

/// <summary>Carries half a sign-in, sealed and for a quarter of an hour, to the page that asks for the rest.</summary>
internal sealed class SignInTicket(IDataProtectionProvider protection)
{
    /// <summary>Name of the entry in TempData.</summary>
    public const string Key = "half-sign-in";

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Learning.People.HalfSignIn").ToTimeLimitedDataProtector();

    public string Issue(Account account, Proof proof, bool setsUp) =>
        protector.Protect(JsonSerializer.Serialize(new HalfSignIn(account.Id, account.SecurityStamp ?? "", setsUp, proof)), TimeSpan.FromMinutes(15));

    /// <summary>Null when it is too old or not ours.</summary>
    public HalfSignIn? Read(object? ticket)
    {
        if (ticket is not string text)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<HalfSignIn>(protector.Unprotect(text));
        }
        catch (Exception wrong) when (wrong is CryptographicException or JsonException)
        {
            return null;
        }
    }
}

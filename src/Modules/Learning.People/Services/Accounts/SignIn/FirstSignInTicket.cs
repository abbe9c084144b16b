using System.Security.Cryptography;
using Learning.Framework.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace Learning.People.Services.Accounts.SignIn;

/// <summary>Proof, for a quarter of an hour, that the one-time code was typed: carried to the page that sets the password.</summary>
internal sealed class FirstSignInTicket(IDataProtectionProvider protection, FirstSignIn first)
{
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Learning.People.FirstSignIn").ToTimeLimitedDataProtector();

    public async Task<string> IssueAsync(Account account, CancellationToken cancellation) =>
        protector.Protect($"{account.Id:D} {await first.HashOfAsync(account.Id, cancellation)}", TimeSpan.FromMinutes(15));

    /// <summary>The account and the hash of the code it proved; null when it is too old or not ours.</summary>
    public (Guid AccountId, string CodeHash)? Read(string? ticket)
    {
        if (ticket is null)
        {
            return null;
        }

        try
        {
            var parts = protector.Unprotect(ticket).Split(' ');
            return (Guid.Parse(parts[0]), parts[1]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

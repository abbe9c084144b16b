using Learning.Framework.Accounts;
using Learning.People.Services.Accounts.Passwords;
using Learning.People.Services.Accounts.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;

namespace Learning.People.Services.Accounts.SignIn;

internal enum SignInOutcome
{
    SignedIn,

    /// <summary>The one-time code was right: a password has to be set now.</summary>
    FirstSignIn,

    /// <summary>The password was right: the code of the authenticator app comes next.</summary>
    SecondFactor,

    /// <summary>The password was right: an officer has to set a second factor up now.</summary>
    SetUp,

    /// <summary>The password was right, but this officer's second factor is a passkey.</summary>
    UsePasskey,

    /// <summary>No such account or a wrong password: which of them is not told.</summary>
    Wrong,

    LockedOut,

    /// <summary>Nothing to act for today.</summary>
    NoAppointment,
}

internal sealed record SignInResultOf(SignInOutcome Outcome, Account? Account = null, Actor? Actor = null);

/// <summary>Checks a name with its password or one-time code, at the same cost and with the same words whether the account exists or not.</summary>
internal sealed class SignInDesk(AccountNames names, Throttle throttle, PasswordCheck passwords, FirstSignIn first, SignInGate gate, SessionDesk sessions, ILogger<SignInDesk> log)
{
    public async Task<SignInResultOf> SignInAsync(string name, string password, Proof proof, CancellationToken cancellation)
    {
        var result = await CheckAsync(name, password, cancellation);
        if (result.Outcome == SignInOutcome.SignedIn)
        {
            result = await gate.PassAsync(result.Account!, proof, cancellation);
        }

        log.LogInformation("Sign-in: {Outcome}, account {Account}", result.Outcome, result.Account?.Id);
        return result;
    }

    private async Task<SignInResultOf> CheckAsync(string name, string password, CancellationToken cancellation)
    {
        var account = await names.FindAsync(name, cancellation);
        var guessed = throttle.Subject("sign-in", names.Normal(name));
        // Asked of nobody too, so that it takes as long.
        var known = await sessions.IsKnownPlaceAsync(account?.Id ?? Guid.Empty, cancellation);
        if (await throttle.IsClosedAsync(guessed, known, cancellation))
        {
            return new SignInResultOf(SignInOutcome.LockedOut, account);
        }

        var isPassword = await passwords.IsRightAsync(account, password, cancellation);
        var isCode = await first.IsRightAsync(account, password, cancellation);
        if (!isPassword && !isCode)
        {
            await throttle.FailAsync(guessed, cancellation);
            return new SignInResultOf(await throttle.IsClosedAsync(guessed, known, cancellation) ? SignInOutcome.LockedOut : SignInOutcome.Wrong, account);
        }

        await throttle.ForgetAsync(guessed, cancellation);
        return new SignInResultOf(isPassword ? SignInOutcome.SignedIn : SignInOutcome.FirstSignIn, account);
    }
}

using Learning.Framework.Accounts;
using Learning.People.Services.Accounts.SecondFactors;
using Learning.People.Services.Accounts.Sessions;
using Microsoft.AspNetCore.Identity;

namespace Learning.People.Services.Accounts.SignIn;

/// <summary>The second half of a sign-in: a code of the app or a backup code.</summary>
internal sealed class SecondStep(UserManager<Account> users, SignInTicket tickets, Authenticators authenticators, TrustedDevices devices, SignInGate gate, Throttle throttle, ActorClaims actors)
{
    /// <summary>The account of a half sign-in; null when it is too old, or its password changed since.</summary>
    public async Task<(HalfSignIn Half, Account Account)?> OfAsync(object? ticket, bool setsUp) =>
        tickets.Read(ticket) is { } half && half.SetsUp == setsUp
            && await users.FindByIdAsync(half.AccountId.ToString()) is { PasswordHash: not null } account && account.SecurityStamp == half.Stamp
            && account.TwoFactorEnabled != setsUp
            ? (half, account)
            : null;

    public async Task<SignInResultOf> PassAsync(HalfSignIn half, Account account, string code, bool remember, CancellationToken cancellation)
    {
        var guessed = Guessed(account);
        if (await throttle.IsClosedAsync(guessed, knownPlace: false, cancellation))
        {
            return new SignInResultOf(SignInOutcome.LockedOut, account);
        }

        var check = await authenticators.CheckAsync(account.Id, code, cancellation);
        if (check == SecondFactorCheck.Wrong)
        {
            await throttle.FailAsync(guessed, cancellation);
            return new SignInResultOf(await throttle.IsClosedAsync(guessed, knownPlace: false, cancellation) ? SignInOutcome.LockedOut : SignInOutcome.Wrong, account);
        }

        await throttle.ForgetAsync(guessed, cancellation);
        var result = await OpenAsync(half, account, cancellation);
        // A backup code says the phone is gone: such a device is not remembered.
        if (remember && check == SecondFactorCheck.Right && result.Outcome == SignInOutcome.SignedIn)
        {
            await devices.RememberAsync(account.Id, cancellation);
        }

        return result;
    }

    /// <summary>Opens the session after the set-up.</summary>
    public async Task<SignInResultOf> OpenAsync(HalfSignIn half, Account account, CancellationToken cancellation)
    {
        var choices = await actors.ChoicesAsync(account, cancellation);
        if ((choices.FirstOrDefault(c => c.OrganisationId == account.OrganisationId) ?? choices.FirstOrDefault()) is not { } actor)
        {
            return new SignInResultOf(SignInOutcome.NoAppointment, account);
        }

        await gate.OpenAsync(account, half.Proof with { TwoFactors = true }, cancellation);
        return new SignInResultOf(SignInOutcome.SignedIn, account, actor);
    }

    private Guessed Guessed(Account account) => throttle.Subject("second-factor", account.Id.ToString("N"));
}

using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;

namespace Learning.People.Services;

internal enum SignInOutcome
{
    SignedIn,

    /// <summary>The one-time code was right: a password has to be set now.</summary>
    FirstSignIn,

    /// <summary>No such account or a wrong password: which of them is not told.</summary>
    Wrong,

    LockedOut,

    /// <summary>Nothing to act for today.</summary>
    NoAppointment,
}

internal sealed record SignInResultOf(SignInOutcome Outcome, Account? Account = null, Actor? Actor = null);

/// <summary>Checks who signs in: by user name or staff number, at the same cost whether the account exists or not.</summary>
internal sealed class SignInDesk(
    LearningDbContext db, SignInManager<Account> signIn, FirstSignIn first, ActorClaims actors, IMemoryCache strangers, ILogger<SignInDesk> log)
{
    private static readonly Account Nobody = new();
    private static string? nobodysHash;

    public async Task<SignInResultOf> SignInAsync(string name, string password, bool keep, CancellationToken cancellation)
    {
        var result = await CheckAsync(name, password, cancellation);
        if (result.Outcome == SignInOutcome.SignedIn)
        {
            await signIn.SignInAsync(result.Account!, keep);
        }

        log.LogInformation("Sign-in: {Outcome}, account {Account}", result.Outcome, result.Account?.Id);
        return result;
    }

    private async Task<SignInResultOf> CheckAsync(string name, string password, CancellationToken cancellation)
    {
        if (await FindAsync(name, cancellation) is not { } account)
        {
            return Stranger(name, password);
        }

        var users = signIn.UserManager;
        if (await users.IsLockedOutAsync(account))
        {
            return new SignInResultOf(SignInOutcome.LockedOut, account);
        }

        if (account.PasswordHash is null)
        {
            if (await first.IsRightAsync(account, password, cancellation))
            {
                return new SignInResultOf(SignInOutcome.FirstSignIn, account);
            }

            await users.AccessFailedAsync(account);
            return new SignInResultOf(await users.IsLockedOutAsync(account) ? SignInOutcome.LockedOut : SignInOutcome.Wrong, account);
        }

        var check = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (!check.Succeeded)
        {
            return new SignInResultOf(check.IsLockedOut ? SignInOutcome.LockedOut : SignInOutcome.Wrong, account);
        }

        var choices = await actors.ChoicesAsync(account, cancellation);
        return (choices.FirstOrDefault(c => c.OrganisationId == account.OrganisationId) ?? choices.FirstOrDefault()) is { } actor
            ? new SignInResultOf(SignInOutcome.SignedIn, account, actor)
            : new SignInResultOf(SignInOutcome.NoAppointment, account);
    }

    private async Task<Account?> FindAsync(string name, CancellationToken cancellation)
    {
        var normal = signIn.UserManager.NormalizeName(name);
        return await db.Users.FirstOrDefaultAsync(u => u.NormalizedUserName == normal, cancellation)
            ?? await (from user in db.Users
                      join person in db.People on user.PersonId equals person.Id
                      where person.StaffNumber == name
                      select user).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>An unknown name costs one hash and locks after as many tries as an account does, so that neither time nor words tell.</summary>
    private SignInResultOf Stranger(string name, string password)
    {
        var hasher = signIn.UserManager.PasswordHasher;
        hasher.VerifyHashedPassword(Nobody, nobodysHash ??= hasher.HashPassword(Nobody, "nobody's password"), password);
        var options = signIn.Options.Lockout;
        var key = ("stranger", signIn.UserManager.NormalizeName(name));
        var tries = strangers.GetOrCreate(key, entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = options.DefaultLockoutTimeSpan;
            return new Tries();
        })!;
        return new SignInResultOf(Interlocked.Increment(ref tries.Count) < options.MaxFailedAccessAttempts ? SignInOutcome.Wrong : SignInOutcome.LockedOut);
    }

    private sealed class Tries
    {
        public int Count;
    }
}

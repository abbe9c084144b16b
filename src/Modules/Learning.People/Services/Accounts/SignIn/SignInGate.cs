using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Learning.People.Models;
using Learning.People.Services.Accounts.External;
using Learning.People.Services.Accounts.SecondFactors;
using Learning.People.Services.Accounts.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Learning.People.Services.Accounts.SignIn;

/// <summary>An identity elsewhere that is to be linked once its owner is fully signed in.</summary>
internal sealed record PendingLink(string Provider, string Key, string Name);

/// <summary>How somebody has proved who they are, so far.</summary>
/// <param name="Method">As <see cref="AccountSession.Method"/>.</param>
/// <param name="TwoFactors">Two factors already, as by a passkey that checked its owner.</param>
internal sealed record Proof(string Method, bool Keep = false, bool TwoFactors = false, string? Next = null, PendingLink? Link = null);

/// <summary>What stands between a right password and a session: a post to act for, and the second factor. Everything that signs in passes here.</summary>
internal sealed class SignInGate(LearningDbContext db, ActorClaims actors, SiteSignIn signIn, TrustedDevices devices, AccountLinks links, SecondFactorRule rule)
{
    /// <summary>Opens the session if nothing is missing, else says what is.</summary>
    public async Task<SignInResultOf> PassAsync(Account account, Proof proof, CancellationToken cancellation)
    {
        var choices = await actors.ChoicesAsync(account, cancellation);
        if ((choices.FirstOrDefault(c => c.OrganisationId == account.OrganisationId) ?? choices.FirstOrDefault()) is not { } actor)
        {
            return new SignInResultOf(SignInOutcome.NoAppointment, account);
        }

        if (!proof.TwoFactors)
        {
            if (account.TwoFactorEnabled)
            {
                if (!await devices.IsTrustedAsync(account.Id, cancellation))
                {
                    return new SignInResultOf(SignInOutcome.SecondFactor, account, actor);
                }

                proof = proof with { TwoFactors = true };
            }
            else if (await rule.IsDueAsync(account.Id, choices.SelectMany(c => c.Roles), cancellation))
            {
                // Whoever has only the password must not put an app of their own beside the owner's passkey.
                var hasPasskey = await db.UserPasskeys.AnyAsync(p => p.UserId == account.Id, cancellation);
                return new SignInResultOf(hasPasskey ? SignInOutcome.UsePasskey : SignInOutcome.SetUp, account, actor);
            }
        }

        await OpenAsync(account, proof, cancellation);
        return new SignInResultOf(SignInOutcome.SignedIn, account, actor);
    }

    /// <summary>Opens the session of somebody who has just given the second factor.</summary>
    public async Task OpenAsync(Account account, Proof proof, CancellationToken cancellation)
    {
        await signIn.OpenAsync(account, proof.Keep, proof.Method, proof.TwoFactors);
        if (proof.Link is { } link)
        {
            await links.AddAsync(account, link, cancellation);
        }
    }
}

/// <summary>Who must have a second factor, and from when.</summary>
internal sealed class SecondFactorRule(LearningDbContext db, SettingsStore settings, IConfiguration configuration, TimeProvider clock)
{
    /// <summary>Whether these roles need it on this site.</summary>
    public async Task<bool> IsRequiredAsync(IEnumerable<string> roles, CancellationToken cancellation) =>
        roles.Any(Roles.Officers.Contains) && (configuration["Learning:SignIn:SecondFactor"] ?? (await settings.GetAsync(cancellation)).SecondFactor) == SiteSettings.SecondFactorOfficers;

    /// <summary>Whether it may not be put off any longer; the first question begins the days of grace.</summary>
    public async Task<bool> IsDueAsync(Guid accountId, IEnumerable<string> roles, CancellationToken cancellation)
    {
        if (!await IsRequiredAsync(roles, cancellation))
        {
            return false;
        }

        var days = (await settings.GetAsync(cancellation)).SecondFactorGraceDays;
        return days == 0 || clock.Instant() >= (await FirstToldAsync(accountId, cancellation)).AddDays(days);
    }

    /// <summary>The day by which an officer without it has to set it up; null where nothing is asked.</summary>
    public async Task<DateOnly?> DueOnAsync(Account account, IEnumerable<string> roles, CancellationToken cancellation) =>
        !account.TwoFactorEnabled && await IsRequiredAsync(roles, cancellation)
            ? (await FirstToldAsync(account.Id, cancellation)).AddDays((await settings.GetAsync(cancellation)).SecondFactorGraceDays).LocalDate()
            : null;

    private async Task<DateTimeOffset> FirstToldAsync(Guid accountId, CancellationToken cancellation) =>
        await db.Set<SecondFactorNotice>().Where(n => n.AccountId == accountId).Select(n => (DateTimeOffset?)n.FirstToldAt).FirstOrDefaultAsync(cancellation)
        ?? await db.WriteAsync(
            async () =>
            {
                if (await db.Set<SecondFactorNotice>().FirstOrDefaultAsync(n => n.AccountId == accountId, cancellation) is { } told)
                {
                    return told.FirstToldAt;
                }

                var notice = new SecondFactorNotice { AccountId = accountId, FirstToldAt = clock.Instant() };
                db.Add(notice);
                return notice.FirstToldAt;
            },
            cancellation);
}

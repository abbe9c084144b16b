using System.Security.Claims;
using Learning.Framework.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Learning.People.Services.Accounts.Sessions;

/// <summary>Identity's sign-in with a session of our own behind every cookie.</summary>
internal sealed class SiteSignIn(
    UserManager<Account> users, IHttpContextAccessor accessor, IUserClaimsPrincipalFactory<Account> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation, SessionDesk sessions)
    : SignInManager<Account>(users, accessor, claims, options, log, schemes, confirmation)
{
    private bool refreshing;

    /// <summary>Signs in on this device: a session, and the cookie that names it.</summary>
    public async Task OpenAsync(Account account, bool keep, string method, bool twoFactors)
    {
        // What an earlier session of this browser may have left must not live on beside the new one.
        if (SessionDesk.IdOf(Context.User) is { } old && Guid.TryParse(UserManager.GetUserId(Context.User), out var before))
        {
            await sessions.EndAsync(before, old, Context.RequestAborted);
        }

        await SignInWithClaimsAsync(account, keep, await ClaimsAsync(account, method, twoFactors));
    }

    public override async Task RefreshSignInAsync(Account user)
    {
        refreshing = true;
        await base.RefreshSignInAsync(user);
        refreshing = false;
    }

    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var all = additionalClaims.ToList();
        if (!all.Exists(c => c.Type == SessionDesk.Claim))
        {
            all.AddRange(refreshing && SessionDesk.IdOf(Context.User) is not null ? Kept(Context.User) : await ClaimsAsync(user, "password", twoFactors: false));
        }

        await base.SignInWithClaimsAsync(user, authenticationProperties, all);
    }

    public override async Task SignOutAsync()
    {
        if (SessionDesk.IdOf(Context.User) is { } session && Guid.TryParse(UserManager.GetUserId(Context.User), out var account))
        {
            await sessions.EndAsync(account, session, Context.RequestAborted);
        }

        await base.SignOutAsync();
    }

    /// <summary>The claims of a cookie that outlast its renewal.</summary>
    public static IEnumerable<Claim> Kept(ClaimsPrincipal? user) =>
        user?.FindAll(c => c.Type is SessionDesk.Claim or SessionDesk.TwoFactorsClaim).Select(c => new Claim(c.Type, c.Value)) ?? [];

    private async Task<IEnumerable<Claim>> ClaimsAsync(Account account, string method, bool twoFactors)
    {
        var session = await sessions.OpenAsync(account.Id, method, twoFactors, Context.RequestAborted);
        return
        [
            new Claim(SessionDesk.Claim, session.Id.ToString("D")),
            .. twoFactors ? [new Claim(SessionDesk.TwoFactorsClaim, "true")] : Array.Empty<Claim>(),
        ];
    }
}

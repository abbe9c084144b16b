using System.Security.Claims;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Web;
using Learning.People.Services.Accounts.External;
using Learning.People.Services.Accounts.Sessions;
using Learning.People.Services.Accounts.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.SignIn.External;

/// <summary>/sign-in/external: back from a provider. A linked identity signs in; another one is linked after the own password, or to the account that is signed in.</summary>
[AllowAnonymous]
[EnableRateLimiting(SiteServices.SecretsLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(ExternalProviders providers, AccountLinks links, SignInDesk desk, SignInGate gate, SignInFlow flow, SessionDesk sessions, UserManager<Account> users, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public ExternalProvider Provider { get; private set; } = null!;

    /// <summary>The name the provider gives, to recognise the identity by.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Signed in here already: only a yes is missing.</summary>
    public bool IsSignedIn => Actor.From(User) is not null;

    public async Task<IActionResult> OnGetAsync(string? failed, CancellationToken cancellation)
    {
        if (failed is not null)
        {
            return Failed(providers.Find(failed)?.Title);
        }

        if (await LoadAsync() is not { } proof)
        {
            return Redirect("~/sign-in");
        }

        var owner = await links.OwnerAsync(Provider.Name, proof.Link!.Key, cancellation);
        if (IsSignedIn)
        {
            return owner is null || owner.Id == Actor.From(User)!.AccountId ? Page() : Taken();
        }

        // Without a password the account waits for its one-time code: nothing else opens it.
        if (owner?.PasswordHash is null)
        {
            return Page();
        }

        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        proof = proof with { Link = null };
        var result = await gate.PassAsync(owner, proof, cancellation);
        if (await flow.NextAsync(this, result, proof, cancellation) is { } next)
        {
            return next;
        }

        TempData["Notice"] = flow.Words(result.Outcome, isPhone: false);
        TempData["NoticeKind"] = "warn";
        return Redirect("~/sign-in");
    }

    /// <summary>The account is signed in: its owner agrees to the link.</summary>
    public async Task<IActionResult> OnPostLinkAsync(CancellationToken cancellation)
    {
        if (await LoadAsync() is not { } proof || Actor.From(User) is not { } actor || await users.FindByIdAsync(actor.AccountId.ToString()) is not { } account)
        {
            return Redirect("~/sign-in");
        }

        if (!await sessions.IsFreshAsync(cancellation))
        {
            return RedirectToPage("/Me/Prove", new { area = "People", next = "/sign-in/external" });
        }

        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        if (!await links.AddAsync(account, proof.Link!, cancellation))
        {
            return Taken();
        }

        TempData["Notice"] = T["连好了，以后可以用{0}登录。", Provider.Title].Value;
        return LocalRedirect("~/people/me/security");
    }

    /// <summary>Nobody is signed in: the password says whose account it is.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await LoadAsync() is not { } proof)
        {
            return Redirect("~/sign-in");
        }

        if (string.IsNullOrWhiteSpace(Input.UserName))
        {
            ModelState.AddModelError("Input.UserName", T["填写教师编号、手机号或账号。"]);
        }

        if (string.IsNullOrEmpty(Input.Password))
        {
            ModelState.AddModelError("Input.Password", T["填写密码。"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var result = await desk.SignInAsync(Input.UserName!, Input.Password!, proof with { TwoFactors = false }, cancellation);
        if (await flow.NextAsync(this, result, proof with { TwoFactors = false }, cancellation) is { } next)
        {
            await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
            return next;
        }

        ModelState.AddModelError("Input.Password", result.Outcome == SignInOutcome.FirstSignIn
            ? T["先用登录码登录一次、设好密码，再来连接。"]
            : flow.Words(result.Outcome, PhoneNumbers.TryNormalise(Input.UserName, out _)));
        return Page();
    }

    private async Task<Proof?> LoadAsync()
    {
        var external = await HttpContext.AuthenticateAsync(IdentityConstants.ExternalScheme);
        if (external.Principal?.FindFirst(ClaimTypes.NameIdentifier)?.Value is not { } key
            || external.Properties?.Items.TryGetValue(GoModel.ProviderKey, out var name) != true || providers.Find(name) is not { } provider)
        {
            return null;
        }

        (Provider, Name) = (provider, external.Principal.FindFirst(ClaimTypes.Name)?.Value ?? key);
        external.Properties.Items.TryGetValue(GoModel.NextKey, out var next);
        return new Proof(provider.Name, TwoFactors: provider.TwoFactors, Next: next, Link: new PendingLink(provider.Name, key, Name));
    }

    private RedirectResult Taken()
    {
        TempData["Notice"] = T["这个{0}账号已经连在别人的账号上。", Provider.Title].Value;
        TempData["NoticeKind"] = "warn";
        return Redirect("~/people/me/security");
    }

    private RedirectResult Failed(string? title)
    {
        TempData["Notice"] = title is null ? T["没有登录上，请再试一次。"].Value : T["{0}没有登录上。再试一次，或者用密码登录。", title].Value;
        TempData["NoticeKind"] = "warn";
        return Redirect(IsSignedIn ? "~/people/me/security" : "~/sign-in");
    }

    public sealed class InputModel
    {
        public string? UserName { get; set; }

        public string? Password { get; set; }
    }
}

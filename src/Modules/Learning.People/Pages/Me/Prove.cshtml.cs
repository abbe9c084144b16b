using Learning.Framework.Accounts;
using Learning.Framework.Web;
using Learning.People.Services.Accounts.Passwords;
using Learning.People.Services.Accounts.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Me;

/// <summary>/people/me/prove: the password once more, before a change to how one signs in.</summary>
[Authorize(Policy = Permission.Account)]
[EnableRateLimiting(SiteServices.SecretsLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ProveModel(PasswordDesk passwords, SessionDesk sessions, UserManager<Account> users, IStringLocalizer T) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "next")]
    public string? Next { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await sessions.IsFreshAsync(cancellation) ? Back() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        if (string.IsNullOrEmpty(Input.Password))
        {
            ModelState.AddModelError("Input.Password", T["填写现在的密码。"]);
            return Page();
        }

        if (await passwords.CheckAsync(account, Input.Password, cancellation) is var answer and not OwnPassword.Right)
        {
            ModelState.AddModelError("Input.Password", answer == OwnPassword.LockedOut ? T["试了太多次，10分钟后再试。"] : T["现在的密码不对。"]);
            return Page();
        }

        await sessions.ProvedAsync(cancellation);
        return Back();
    }

    private LocalRedirectResult Back() => LocalRedirect(Next is { Length: > 1 } && Url.IsLocalUrl(Next) ? Next : "~/people/me/security");

    public sealed class InputModel
    {
        public string? Password { get; set; }
    }
}

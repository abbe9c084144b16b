using Learning.Framework.Accounts;
using Learning.Framework.Navigation;
using Learning.Framework.Web;
using Learning.People.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.SignIn;

/// <summary>/sign-in/first: after the one-time code, the person sets a password.</summary>
[AllowAnonymous]
[EnableRateLimiting(SiteServices.SecretsLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class FirstModel(FirstSignIn first, FirstSignInTicket tickets, SignInManager<Account> signIn, ActorClaims actors, IStringLocalizer T) : PageModel
{
    internal const string Ticket = "first-sign-in";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IActionResult OnGet() => tickets.Read(TempData.Peek(Ticket) as string) is null ? Redirect("~/sign-in") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (tickets.Read(TempData.Peek(Ticket) as string) is not { } ticket || await signIn.UserManager.FindByIdAsync(ticket.AccountId.ToString()) is not { } account)
        {
            return Redirect("~/sign-in");
        }

        this.CheckPassword("Input.Password", Input.Password, "Input.Again", Input.Again, account.UserName, T);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        TempData.Remove(Ticket);
        if (!await first.CompleteAsync(ticket.AccountId, ticket.CodeHash, Input.Password!, cancellation)
            || await signIn.UserManager.FindByIdAsync(ticket.AccountId.ToString()) is not { } changed
            || await actors.ChoicesAsync(changed, cancellation) is not [var actor, ..])
        {
            return Redirect("~/sign-in");
        }

        await signIn.SignInAsync(changed, isPersistent: false);
        return LocalRedirect(SiteNavigation.HomeOf(actor));
    }

    public sealed class InputModel
    {
        public string? Password { get; set; }

        public string? Again { get; set; }
    }
}

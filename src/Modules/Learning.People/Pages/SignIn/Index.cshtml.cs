using Learning.Framework.Accounts;
using Learning.Framework.Navigation;
using Learning.Framework.Web;
using Learning.People.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.SignIn;

/// <summary>/sign-in: staff number or account and password; the one-time code where there is no password yet.</summary>
[AllowAnonymous]
[EnableRateLimiting(SiteServices.SecretsLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(SignInDesk desk, LostSignIn lost, FirstSignInTicket tickets, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Where to after sign-in; only ever a page of this site.</summary>
    [BindProperty(SupportsGet = true, Name = "next")]
    public string? Next { get; set; }

    /// <summary>What was typed before the sign-in was lost, sealed.</summary>
    [BindProperty(Name = "kept")]
    public string? Kept { get; set; }

    /// <summary>The same, opened once the person is signed in again.</summary>
    public TypedForm? Typed { get; private set; }

    /// <summary>What of a form is worth reading again: no ids, no ticks.</summary>
    public static IEnumerable<string> Readable(TypedForm typed) => typed.Fields.Select(f => f.Value)
        .Where(v => v.Length > 0 && v is not ("true" or "false" or "on") && !Guid.TryParse(v, out _) && !v.All(char.IsAsciiDigit));

    public IActionResult OnGet()
    {
        Kept = lost.SealedOf(HttpContext);
        return Kept is null && Actor.From(User) is { } actor ? LocalRedirect(Target(actor)) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(Input.UserName))
        {
            ModelState.AddModelError("Input.UserName", T["填写教师编号或账号。"]);
        }

        if (string.IsNullOrEmpty(Input.Password))
        {
            ModelState.AddModelError("Input.Password", T["填写密码。"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var result = await desk.SignInAsync(Input.UserName!, Input.Password!, Input.Keep, cancellation);
        switch (result.Outcome)
        {
            case SignInOutcome.SignedIn:
                ModelState.Clear();
                Typed = lost.Open(Kept);
                return Typed is null ? LocalRedirect(Target(result.Actor!)) : Page();
            case SignInOutcome.FirstSignIn:
                TempData[FirstModel.Ticket] = await tickets.IssueAsync(result.Account!, cancellation);
                return RedirectToPage("/SignIn/First", new { area = "People" });
            default:
                ModelState.AddModelError("Input.Password", result.Outcome switch
                {
                    SignInOutcome.LockedOut => T["试了太多次，10分钟后再试。"],
                    SignInOutcome.NoAppointment => T["您现在没有在任的岗位，请学校管理员登记后再来。"],
                    _ => T["账号或密码不对，再试或找回。"],
                });
                return Page();
        }
    }

    private string Target(Actor actor) => Next is { Length: > 1 } && Url.IsLocalUrl(Next) ? Next : SiteNavigation.HomeOf(actor);

    public sealed class InputModel
    {
        public string? UserName { get; set; }

        public string? Password { get; set; }

        public bool Keep { get; set; }
    }
}

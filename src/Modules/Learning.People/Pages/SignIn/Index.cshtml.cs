using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Web;
using Learning.People.Services;
using Learning.People.Services.Accounts.External;
using Learning.People.Services.Accounts.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.SignIn;

/// <summary>/sign-in: staff number, phone or account and password; the one-time code where there is no password yet; passkeys and other identities.</summary>
[AllowAnonymous]
[EnableRateLimiting(SiteServices.SecretsLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(SignInDesk desk, SignInFlow flow, LostSignIn lost, FirstSignInTicket tickets, ExternalProviders external, IStringLocalizer T) : PageModel
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

    /// <summary>The second step, on this very page so that what was typed comes along.</summary>
    public SignInOutcome? Step { get; private set; }

    public IReadOnlyList<ExternalProvider> Providers => external.All;

    /// <summary>What of a form is worth reading again: no ids, no ticks.</summary>
    public static IEnumerable<string> Readable(TypedForm typed) => typed.Fields.Select(f => f.Value)
        .Where(v => v.Length > 0 && v is not ("true" or "false" or "on") && !Guid.TryParse(v, out _) && !v.All(char.IsAsciiDigit));

    public IActionResult OnGet()
    {
        Kept = lost.SealedOf(HttpContext);
        return Kept is null && Actor.From(User) is { } actor ? LocalRedirect(SignInFlow.Target(this, actor, Next)) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
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

        var proof = new Proof("password", Input.Keep, Next: Next);
        var result = await desk.SignInAsync(Input.UserName!, Input.Password!, proof, cancellation);
        if (result.Outcome == SignInOutcome.FirstSignIn)
        {
            TempData[FirstModel.Ticket] = await tickets.IssueAsync(result.Account!, cancellation);
            return RedirectToPage("/SignIn/First", new { area = "People" });
        }

        if (await flow.NextAsync(this, result, proof, cancellation) is not { } next)
        {
            ModelState.AddModelError("Input.Password", flow.Words(result.Outcome, PhoneNumbers.TryNormalise(Input.UserName, out _)));
            return Page();
        }

        if (lost.Open(Kept) is not { } typed)
        {
            return next;
        }

        ModelState.Clear();
        Typed = result.Outcome == SignInOutcome.SignedIn ? typed : null;
        Step = result.Outcome == SignInOutcome.SignedIn ? null : result.Outcome;
        return Page();
    }

    public sealed class InputModel
    {
        public string? UserName { get; set; }

        public string? Password { get; set; }

        public bool Keep { get; set; }
    }
}

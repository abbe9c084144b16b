using Learning.Framework.Web;
using Learning.People.Services;
using Learning.People.Services.Accounts.Passkeys;
using Learning.People.Services.Accounts.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.SignIn;

/// <summary>/sign-in/passkey: the question for the browser, and its answer.</summary>
[AllowAnonymous]
[EnableRateLimiting(SiteServices.SecretsLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class PasskeyModel(PasskeyDesk desk, SignInFlow flow, LostSignIn lost, IStringLocalizer T) : PageModel
{
    [BindProperty(Name = "next")]
    public string? Next { get; set; }

    [BindProperty(Name = "kept")]
    public string? Kept { get; set; }

    public TypedForm? Typed { get; private set; }

    public IActionResult OnGet() => Redirect("~/sign-in");

    public async Task<IActionResult> OnGetOptionsAsync() => Content(await desk.RequestOptionsAsync(), "application/json");

    public async Task<IActionResult> OnPostAsync(string? credential, CancellationToken cancellation)
    {
        var proof = new Proof("passkey", Next: Next);
        var result = credential is { Length: > 0 and < 20_000 } ? await desk.SignInAsync(credential, proof, cancellation) : new SignInResultOf(SignInOutcome.Wrong);
        if (await flow.NextAsync(this, result, proof, cancellation) is not { } next)
        {
            TempData["Notice"] = result.Outcome == SignInOutcome.NoAppointment ? flow.Words(result.Outcome, isPhone: false) : T["没有用上通行密钥。再试一次，或者用密码登录。"].Value;
            TempData["NoticeKind"] = "warn";
            return RedirectToPage("/SignIn/Index", new { area = "People", next = Next });
        }

        Typed = lost.Open(Kept);
        return Typed is null ? next : Page();
    }
}

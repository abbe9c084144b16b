using Learning.Framework.Web;
using Learning.People.Services;
using Learning.People.Services.Accounts.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.SignIn;

/// <summary>/sign-in/second: after the right password, the code of the authenticator app.</summary>
[AllowAnonymous]
[EnableRateLimiting(SiteServices.SecretsLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SecondModel(SecondStep step, SignInFlow flow, LostSignIn lost, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(Name = "kept")]
    public string? Kept { get; set; }

    public TypedForm? Typed { get; private set; }

    public View ToView() => new(Kept, ModelState.TryGetValue("Input.Code", out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null);

    public async Task<IActionResult> OnGetAsync() => await step.OfAsync(TempData.Peek(SignInTicket.Key), setsUp: false) is null ? Redirect("~/sign-in") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await step.OfAsync(TempData.Peek(SignInTicket.Key), setsUp: false) is not var (half, account))
        {
            return Redirect("~/sign-in");
        }

        if (string.IsNullOrWhiteSpace(Input.Code))
        {
            ModelState.AddModelError("Input.Code", T["填写验证码。"]);
            return Page();
        }

        var result = await step.PassAsync(half, account, Input.Code, Input.Remember, cancellation);
        if (await flow.NextAsync(this, result, half.Proof, cancellation) is not { } next)
        {
            ModelState.AddModelError("Input.Code", result.Outcome switch
            {
                SignInOutcome.Wrong => T["验证码不对或已经用过，等下一个再填。"],
                _ => flow.Words(result.Outcome, isPhone: false),
            });
            return Page();
        }

        Typed = lost.Open(Kept);
        if (Typed is null)
        {
            return next;
        }

        ModelState.Clear();
        return Page();
    }

    internal sealed record View(string? Kept, string? Error);

    public sealed class InputModel
    {
        public string? Code { get; set; }

        public bool Remember { get; set; }
    }
}

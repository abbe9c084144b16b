using Learning.Framework.Accounts;
using Learning.Framework.Web;
using Learning.People.Services;
using Learning.People.Services.Accounts.SecondFactors;
using Learning.People.Services.Accounts.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.SignIn;

/// <summary>/sign-in/second/set-up: an officer sets the second factor up before anything else opens.</summary>
[AllowAnonymous]
[EnableRateLimiting(SiteServices.SecretsLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SetUpModel(
    SecondStep step, SignInFlow flow, AuthenticatorSetUps setUps, Authenticators authenticators, UserManager<Account> users, LostSignIn lost, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(Name = "kept")]
    public string? Kept { get; set; }

    public AuthenticatorSetUp? SetUp { get; private set; }

    /// <summary>Shown once, when the app is confirmed.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    public TypedForm? Typed { get; private set; }

    public string Home { get; private set; } = "/";

    public Task<IActionResult> OnGetAsync(CancellationToken cancellation) => ShowAsync(cancellation);

    /// <summary>Comes along with what was typed before the sign-in was lost.</summary>
    public Task<IActionResult> OnPostBeginAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return ShowAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await step.OfAsync(TempData.Peek(SignInTicket.Key), setsUp: true) is not var (half, account))
        {
            return Redirect("~/sign-in");
        }

        if (string.IsNullOrWhiteSpace(Input.Code))
        {
            ModelState.AddModelError("Input.Code", T["填写验证码。"]);
        }
        else if (setUps.Open(account.Id, Input.Begun) is not { } secret)
        {
            ModelState.AddModelError("Input.Code", T["二维码过期了，扫这个新的。"]);
        }
        else if ((Codes = await authenticators.ConfirmAsync(account.Id, secret, Input.Code, cancellation)) is null)
        {
            ModelState.AddModelError("Input.Code", T["验证码不对。看看手机的时间准不准，等下一个再填。"]);
        }

        if (Codes is null)
        {
            return await ShowAsync(cancellation);
        }

        var result = await step.OpenAsync(half, (await users.FindByIdAsync(account.Id.ToString()))!, cancellation);
        if (await flow.NextAsync(this, result, half.Proof, cancellation) is not LocalRedirectResult next)
        {
            return Redirect("~/sign-in");
        }

        Home = next.Url;
        Typed = lost.Open(Kept);
        return Page();
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellation)
    {
        if (await step.OfAsync(TempData.Peek(SignInTicket.Key), setsUp: true) is not var (_, account))
        {
            return Redirect("~/sign-in");
        }

        SetUp = await setUps.ShowAsync(account, Input.Begun, cancellation);
        return Page();
    }

    public sealed class InputModel
    {
        public string? Code { get; set; }

        public string? Begun { get; set; }
    }
}

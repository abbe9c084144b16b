using Learning.Framework.Accounts;
using Learning.Framework.Web;
using Learning.People.Pages.SignIn;
using Learning.People.Services.Accounts.SecondFactors;
using Learning.People.Services.Accounts.Sessions;
using Learning.People.Services.Accounts.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Me.Security;

/// <summary>/people/me/security/authenticator: set the second factor up, another phone, new backup codes, off.</summary>
[Authorize(Policy = Permission.Account)]
[EnableRateLimiting(SiteServices.SecretsLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class AuthenticatorModel(
    Authenticators authenticators, AuthenticatorSetUps setUps, SessionDesk sessions, SecondFactorRule rule, ActorClaims actors, SiteSignIn signIn, IStringLocalizer T) : PageModel
{
    private const string Here = "/people/me/security/authenticator";

    [BindProperty]
    public SetUpModel.InputModel Input { get; set; } = new();

    public bool IsOn { get; private set; }

    /// <summary>Needed by an office: it cannot be switched off.</summary>
    public bool IsRequired { get; private set; }

    public int BackupCodesLeft { get; private set; }

    public AuthenticatorSetUp? SetUp { get; private set; }

    public IReadOnlyList<string>? Codes { get; private set; }

    /// <param name="anew">Another phone: the app that is set up now works until the new one is confirmed.</param>
    public Task<IActionResult> OnGetAsync(bool anew, CancellationToken cancellation) => ProvedAsync(account => ShowAsync(account, anew, cancellation), cancellation);

    public Task<IActionResult> OnPostAsync(CancellationToken cancellation) => ProvedAsync(
        async account =>
        {
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
                return await ShowAsync(account, anew: true, cancellation);
            }

            await sessions.EndOthersAsync(account.Id, SessionDesk.IdOf(User), cancellation);
            await signIn.RefreshSignInAsync((await signIn.UserManager.FindByIdAsync(account.Id.ToString()))!);
            return Page();
        },
        cancellation);

    public Task<IActionResult> OnPostBackupCodesAsync(CancellationToken cancellation) => ProvedAsync(
        async account =>
        {
            Codes = account.TwoFactorEnabled ? await authenticators.NewBackupCodesAsync(account.Id, cancellation) : null;
            return Codes is null ? RedirectToPage() : Page();
        },
        cancellation);

    public Task<IActionResult> OnPostOffAsync(CancellationToken cancellation) => ProvedAsync(
        async account =>
        {
            if (!await IsRequiredOfAsync(account, cancellation))
            {
                await signIn.RefreshSignInAsync(await authenticators.RemoveAsync(account.Id, cancellation));
                TempData["Notice"] = T["第二步关掉了。"].Value;
            }

            return RedirectToPage("/Me/Security/Index", new { area = "People" });
        },
        cancellation);

    private async Task<IActionResult> ShowAsync(Account account, bool anew, CancellationToken cancellation)
    {
        IsOn = account.TwoFactorEnabled && !anew;
        IsRequired = await IsRequiredOfAsync(account, cancellation);
        BackupCodesLeft = await authenticators.BackupCodesLeftAsync(account.Id, cancellation);
        SetUp = IsOn ? null : await setUps.ShowAsync(account, Input.Begun, cancellation);
        return Page();
    }

    private async Task<bool> IsRequiredOfAsync(Account account, CancellationToken cancellation) =>
        await rule.IsRequiredAsync((await actors.ChoicesAsync(account, cancellation)).SelectMany(c => c.Roles), cancellation);

    private async Task<IActionResult> ProvedAsync(Func<Account, Task<IActionResult>> answer, CancellationToken cancellation) =>
        !await sessions.IsFreshAsync(cancellation) ? RedirectToPage("/Me/Prove", new { area = "People", next = Here })
        : await signIn.UserManager.GetUserAsync(User) is { } account ? await answer(account)
        : Challenge();
}

using System.Globalization;
using Learning.Core;
using Learning.Framework.Accounts;
using Learning.People.Models;
using Learning.People.Services.Accounts.External;
using Learning.People.Services.Accounts.Passkeys;
using Learning.People.Services.Accounts.SecondFactors;
using Learning.People.Services.Accounts.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Me.Security;

/// <summary>/people/me/security: passkeys, second factor, open sign-ins, remembered devices, linked identities.</summary>
[Authorize(Policy = Permission.Account)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class IndexModel(
    PasskeyDesk passkeys, SessionDesk sessions, TrustedDevices devices, Authenticators authenticators, AccountLinks links, ExternalProviders providers, UserManager<Account> users,
    Scope scope, IStringLocalizer T) : PageModel
{
    public IReadOnlyList<PasskeyRow> Passkeys { get; private set; } = [];

    public IReadOnlyList<AccountSession> Sessions { get; private set; } = [];

    public IReadOnlyList<TrustedDevice> Devices { get; private set; } = [];

    public IReadOnlyList<IdentityUserLogin<Guid>> Links { get; private set; } = [];

    public IReadOnlyList<ExternalProvider> Providers => providers.All;

    public bool HasSecondFactor { get; private set; }

    public int BackupCodesLeft { get; private set; }

    /// <summary>Proved who they are a few minutes ago: changes are open.</summary>
    public bool Fresh { get; private set; }

    public Guid? Current => SessionDesk.IdOf(User);

    public string Moment(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, SiteClock.Shanghai).ToString(T["yyyy年M月d日 HH:mm"], CultureInfo.CurrentCulture);

    public string Method(AccountSession session) => session.Method switch
    {
        "passkey" => T["通行密钥"],
        "password" or "code" or "setup" => session.TwoFactors ? T["密码和验证码"] : T["密码"],
        var provider => providers.Find(provider)?.Title ?? provider,
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : Challenge();

    /// <summary>What the browser needs to make a passkey.</summary>
    public async Task<IActionResult> OnGetOptionsAsync(CancellationToken cancellation) =>
        await sessions.IsFreshAsync(cancellation) && await users.GetUserAsync(User) is { } account
            ? Content(await passkeys.CreationOptionsAsync(account, scope.Actor.Name), "application/json")
            : StatusCode(403);

    public Task<IActionResult> OnPostAddPasskeyAsync(string? credential, string? name, CancellationToken cancellation) => ProvedAsync(async account =>
    {
        var title = NameOf(name) ?? Device.Of(Request.Headers.UserAgent).Words(T);
        if (credential is { Length: > 0 and < 40_000 } && await passkeys.AddAsync(account.Id, credential, title, cancellation))
        {
            TempData["Notice"] = T["通行密钥加好了，下次登录可以用它。"].Value;
            return;
        }

        TempData["Notice"] = T["没有加上通行密钥。再试一次；最多{0}个。", PasskeyDesk.Most].Value;
        TempData["NoticeKind"] = "warn";
    }, cancellation);

    public Task<IActionResult> OnPostRenamePasskeyAsync(string id, string? name, CancellationToken cancellation) => ProvedAsync(
        account => NameOf(name) is { } title ? passkeys.RenameAsync(account.Id, id, title, cancellation) : Task.CompletedTask, cancellation);

    public Task<IActionResult> OnPostRemovePasskeyAsync(string id, CancellationToken cancellation) => ProvedAsync(account => passkeys.RemoveAsync(account.Id, id, cancellation), cancellation);

    public Task<IActionResult> OnPostUnlinkAsync(string provider, CancellationToken cancellation) => ProvedAsync(account => links.RemoveAsync(account.Id, provider, cancellation), cancellation);

    // Ending sign-ins needs no password: whoever is worried should not have to look for one.
    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancellation)
    {
        await sessions.EndAsync(scope.Actor.AccountId, id, cancellation);
        TempData["Notice"] = T["那台设备一分钟内就会退出。"].Value;
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken cancellation)
    {
        await sessions.EndOthersAsync(scope.Actor.AccountId, Current, cancellation);
        TempData["Notice"] = T["别的设备一分钟内都会退出。"].Value;
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostForgetAsync(Guid id, CancellationToken cancellation)
    {
        await devices.ForgetAsync(scope.Actor.AccountId, id, cancellation);
        return RedirectToPage();
    }

    private async Task<IActionResult> ProvedAsync(Func<Account, Task> change, CancellationToken cancellation)
    {
        if (!await sessions.IsFreshAsync(cancellation))
        {
            return RedirectToPage("/Me/Prove", new { area = "People", next = "/people/me/security" });
        }

        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        await change(account);
        return RedirectToPage();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await users.GetUserAsync(User) is not { } account)
        {
            return false;
        }

        Fresh = await sessions.IsFreshAsync(cancellation);
        Passkeys = await passkeys.OfAsync(account);
        (HasSecondFactor, BackupCodesLeft) = (account.TwoFactorEnabled, await authenticators.BackupCodesLeftAsync(account.Id, cancellation));
        (Sessions, Devices) = (await sessions.OfAsync(account.Id, cancellation), await devices.OfAsync(account.Id, cancellation));
        Links = await links.OfAsync(account.Id, cancellation);
        return true;
    }

    private static string? NameOf(string? typed) => typed?.Trim() is { Length: > 0 } name ? name[..Math.Min(name.Length, PasskeyDesk.LongestName)] : null;
}

using System.Globalization;
using Learning.Framework.Accounts;
using Learning.Framework.Navigation;
using Learning.People.Services.Accounts.Recoveries;
using Learning.People.Services.Accounts.SecondFactors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Accounts.SignIn;

/// <summary>Where a page leads after a proof of identity: home, to the second factor, to its set-up; and what the person is told on the way.</summary>
internal sealed class SignInFlow(SignInTicket tickets, RecoveryNews news, SecondFactorRule rule, Authenticators authenticators, IStringLocalizer T)
{
    /// <summary>Null where the page itself has to say what is wrong.</summary>
    public async Task<IActionResult?> NextAsync(PageModel page, SignInResultOf result, Proof proof, CancellationToken cancellation)
    {
        switch (result.Outcome)
        {
            case SignInOutcome.SignedIn:
                page.TempData.Remove(SignInTicket.Key);
                await TellAsync(page, result, cancellation);
                return page.LocalRedirect(Target(page, result.Actor!, proof.Next));
            case SignInOutcome.SecondFactor or SignInOutcome.SetUp:
                page.TempData[SignInTicket.Key] = tickets.Issue(result.Account!, proof, result.Outcome == SignInOutcome.SetUp);
                return page.RedirectToPage(result.Outcome == SignInOutcome.SetUp ? "/SignIn/SetUp" : "/SignIn/Second", new { area = "People" });
            default:
                return null;
        }
    }

    /// <summary>What the page says where <see cref="NextAsync"/> leads nowhere.</summary>
    public string Words(SignInOutcome outcome, bool isPhone) => outcome switch
    {
        SignInOutcome.LockedOut => T["试了太多次，10分钟后再试。"],
        SignInOutcome.NoAppointment => T["您现在没有在任的岗位，请学校管理员登记后再来。"],
        SignInOutcome.UsePasskey => T["这个账号用通行密钥登录。通行密钥不在了，请同事办理找回。"],
        // Said of every phone, whoever it belongs to, so that it tells nothing.
        _ when isPhone => T["账号或密码不对，再试或找回。用手机号登不上时，改用教师编号。"],
        _ => T["账号或密码不对，再试或找回。"],
    };

    public static string Target(PageModel page, Actor actor, string? next) => next is { Length: > 1 } && page.Url.IsLocalUrl(next) ? next : SiteNavigation.HomeOf(actor);

    public async Task TellAsync(PageModel page, SignInResultOf result, CancellationToken cancellation)
    {
        var (account, actor) = (result.Account!, result.Actor!);
        var text = await news.OfAsync(account, cancellation) is { } recovery ? recovery
            : await rule.DueOnAsync(account, actor.Roles, cancellation) is { } due ? T["请在{0}前设好登录的第二步，在“我—登录和安全”里。", due.ToString(T["yyyy年M月d日"], CultureInfo.CurrentCulture)].Value
            : account.TwoFactorEnabled && await authenticators.BackupCodesLeftAsync(account.Id, cancellation) is var left and < 3 ? T["备用码只剩{0}个，在“我—登录和安全”里换一批。", left].Value
            : null;
        if (text is not null)
        {
            page.TempData["Notice"] = text;
            page.TempData["NoticeKind"] = "warn";
        }
    }
}

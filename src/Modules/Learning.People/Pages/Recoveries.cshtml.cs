using System.Globalization;
using Learning.Core;
using Learning.Framework.Data;
using Learning.People.Services.Accounts.Recoveries;
using Learning.People.Services.Accounts.Slips;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages;

/// <summary>/people/recoveries: people who cannot sign in. One officer asks, another agrees.</summary>
[Authorize(Policy = Permissions.EditPeople)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class RecoveriesModel(RecoveryQueue queue, RecoveryDesk desk, SlipDesk slips, IStringLocalizer T) : PageModel
{
    private const int LongestReason = 200;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public PageOf<RecoveryRow> List { get; private set; } = null!;

    /// <summary>The row whose reason is missing or too long, and what was typed there.</summary>
    public (Guid Person, string? Reason, string Error)? Wrong { get; private set; }

    public string Moment(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, SiteClock.Shanghai).ToString(T["M月d日 HH:mm"], CultureInfo.CurrentCulture);

    public async Task OnGetAsync(CancellationToken cancellation) => List = await queue.FindAsync(P, cancellation);

    public async Task<IActionResult> OnPostRequestAsync(Guid person, string? reason, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
        {
            Wrong = (person, reason, T["写明怎么确认是本人的，最多{0}个字。", LongestReason]);
            List = await queue.FindAsync(P, cancellation);
            ModelState.AddModelError(List.Items.FirstOrDefault(r => r.PersonId == person) is { } row ? $"reason-{row.Id}" : "", Wrong.Value.Error);
            return Page();
        }

        return Answer(await desk.RequestAsync(person, reason, cancellation), T["提交了，等另一位管理员确认。"]);
    }

    /// <summary>Agrees, and hands out the slip: the code is in it and nowhere else.</summary>
    public async Task<IActionResult> OnPostConfirmAsync(Guid id, CancellationToken cancellation)
    {
        var (person, code, refusal) = await desk.ConfirmAsync(id, cancellation);
        return code is null ? Answer(refusal, "") : File(await slips.DrawOneAsync(person, code, cancellation), "application/pdf", T["登录码.pdf"].Value);
    }

    public async Task<IActionResult> OnPostRefuseAsync(Guid id, CancellationToken cancellation) => Answer(await desk.RefuseAsync(id, cancellation), T["撤掉了。"]);

    private RedirectToPageResult Answer(RecoveryRefusal? refusal, string done)
    {
        TempData["Notice"] = refusal switch
        {
            null => done,
            RecoveryRefusal.OwnRequest => T["这是您自己提交的，由另一位管理员确认。"].Value,
            RecoveryRefusal.NotYours => T["这个账号由上一级管理员办理。"].Value,
            RecoveryRefusal.NotInUse => T["这个账号还没登录过，直接打印登录码就行。"].Value,
            _ => T["这件事已经有人办了，或者过了期限。"].Value,
        };
        if (refusal is not null)
        {
            TempData["NoticeKind"] = "warn";
        }

        return RedirectToPage();
    }
}

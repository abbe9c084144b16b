using System.Globalization;
using Learning.Core;
using Learning.Core.Certificates;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.People.Services;
using Learning.People.Services.Accounts;
using Learning.People.Services.Accounts.Recoveries;
using Learning.People.Services.Accounts.Slips;
using Learning.People.Services.Appointments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages;

/// <summary>/people/{id}: one person's roles over time, what the person holds, and the account.</summary>
[Authorize(Policy = Permissions.ViewPeople)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class PersonModel(PersonFile file, PeopleSearch search, AccountDesk desk, RecoveryDesk recoveries, SlipDesk slips, AppointmentHistory history, IStringLocalizer T) : PageModel
{
    private const string CodeOnce = "code-once";

    public Person Person { get; private set; } = null!;

    public IReadOnlyList<AppointmentLine> History { get; private set; } = [];

    public IReadOnlyList<AppointmentLine> Now { get; private set; } = [];

    public CreditHours? Hours { get; private set; }

    public SchoolYear Year { get; private set; }

    public IReadOnlyList<HeldTitle> Certificates { get; private set; } = [];

    public AccountState Account { get; private set; }

    public DateOnly Today { get; private set; }

    public string? UserName { get; private set; }

    public AccountRefusal? AccountRefusal { get; private set; }

    public string? Code { get; private set; }

    public string? RecoveryReason { get; private set; }

    public string Day(DateOnly day) => day.ToString(T["yyyy年M月d日"], CultureInfo.CurrentCulture);

    public string Reason(AccountRefusal refusal) => refusal switch
    {
        Services.Accounts.AccountRefusal.NoStaffNumber => T["先登记教师编号，才能开账号。"],
        Services.Accounts.AccountRefusal.NotYours => T["本人、同级或上级的账号由上一级管理员办理。"],
        Services.Accounts.AccountRefusal.WorksElsewhere => T["同时在别处任职，账号由上一级管理员办理。"],
        Services.Accounts.AccountRefusal.InUse => T["这个账号在用，新的登录码要两位管理员办理。"],
        _ => T["没有在任的岗位，不能开账号。"],
    };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await search.MaySeeAsync(id, cancellation) || await file.PersonAsync(id, cancellation) is not { } person)
        {
            return NotFound();
        }

        Person = person;
        History = await history.OfAsync(id, null, false, cancellation);
        Today = file.Today;
        Year = SchoolYear.Of(Today);
        Now = [.. History.Where(p => p.ActiveOn(file.Today)).OrderBy(p => RoleRules.Rank(p.Row.Role))];
        (Hours, Certificates) = (await file.HoursAsync(id, Year, cancellation), await file.CertificatesAsync(id, cancellation));
        (Account, UserName) = await file.AccountAsync(id, cancellation);
        AccountRefusal = await desk.RefusalAsync(person, cancellation);
        Code = TempData[CodeOnce] is string shown && shown.StartsWith(id.ToString(), StringComparison.Ordinal) ? shown[37..] : null;
        return Page();
    }

    /// <summary>The same code as a slip with a QR; it is shown nowhere else then.</summary>
    public async Task<IActionResult> OnPostSlipAsync(Guid id, CancellationToken cancellation)
    {
        if (!await search.MaySeeAsync(id, cancellation) || await file.PersonAsync(id, cancellation) is null)
        {
            return NotFound();
        }

        var (pdf, _) = await slips.PrintAsync([id], cancellation);
        return pdf is null ? Say(T["现在不能给登录码，原因写在“账号”下面。"], id, warn: true) : File(pdf, "application/pdf", T["登录码.pdf"].Value);
    }

    /// <summary>An account in use: a colleague has to agree to a new code.</summary>
    public async Task<IActionResult> OnPostRecoverAsync(Guid id, string? reason, CancellationToken cancellation)
    {
        if (!await search.MaySeeAsync(id, cancellation) || await file.PersonAsync(id, cancellation) is null)
        {
            return NotFound();
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 200)
        {
            ModelState.AddModelError("reason", T["写明怎么确认是本人的，最多{0}个字。", 200]);
            RecoveryReason = reason;
            return await OnGetAsync(id, cancellation);
        }

        return await recoveries.RequestAsync(id, reason, cancellation) switch
        {
            null => Say(T["提交了，等另一位管理员在“找回账号”里确认。"], id),
            RecoveryRefusal.NotOpen => Say(T["已经有人提交过，等另一位管理员确认。"], id, warn: true),
            RecoveryRefusal.NotInUse => Say(T["这个账号还没登录过，直接打印登录码就行。"], id, warn: true),
            _ => Say(T["这个账号由上一级管理员办理。"], id, warn: true),
        };
    }

    /// <summary>Signs the person out everywhere, as when a phone was lost.</summary>
    public async Task<IActionResult> OnPostEndSessionsAsync(Guid id, CancellationToken cancellation)
    {
        if (!await search.MaySeeAsync(id, cancellation) || await file.PersonAsync(id, cancellation) is not { } person)
        {
            return NotFound();
        }

        return await desk.EndSessionsAsync(person, cancellation) is { } refusal ? Say(Reason(refusal), id, warn: true) : Say(T["他的所有登录一分钟内都会退出。"], id);
    }

    public async Task<IActionResult> OnPostAccountAsync(Guid id, CancellationToken cancellation)
    {
        if (!await search.MaySeeAsync(id, cancellation) || await file.PersonAsync(id, cancellation) is null)
        {
            return NotFound();
        }

        var (code, refusal) = await desk.GiveCodeAsync(id, cancellation);
        if (code is not null)
        {
            TempData[CodeOnce] = $"{id} {FirstSignIn.Grouped(code)}";
        }
        else
        {
            TempData["Notice"] = Reason(refusal!.Value);
            TempData["NoticeKind"] = "warn";
        }

        return RedirectToPage(new { id });
    }

    private RedirectToPageResult Say(string text, Guid id, bool warn = false)
    {
        TempData["Notice"] = text;
        if (warn)
        {
            TempData["NoticeKind"] = "warn";
        }

        return RedirectToPage(new { id });
    }
}

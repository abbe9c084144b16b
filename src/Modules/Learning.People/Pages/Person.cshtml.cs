using System.Globalization;
using Learning.Core;
using Learning.Core.Certificates;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.People.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages;

/// <summary>/people/{id}: one person's roles over time, what the person holds, and the account.</summary>
[Authorize(Policy = Permissions.ViewPeople)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class PersonModel(PersonFile file, PeopleSearch search, AccountDesk desk, IStringLocalizer T) : PageModel
{
    private const string CodeOnce = "code-once";

    public Person Person { get; private set; } = null!;

    public IReadOnlyList<PersonPlace> History { get; private set; } = [];

    public IReadOnlyList<PersonPlace> Now { get; private set; } = [];

    public CreditHours? Hours { get; private set; }

    public SchoolYear Year { get; private set; }

    public IReadOnlyList<HeldTitle> Certificates { get; private set; } = [];

    public AccountState Account { get; private set; }

    public string? UserName { get; private set; }

    public AccountRefusal? AccountRefusal { get; private set; }

    public string? Code { get; private set; }

    public string Day(DateOnly day) => day.ToString(T["yyyy年M月d日"], CultureInfo.CurrentCulture);

    public string Reason(AccountRefusal refusal) => refusal switch
    {
        Services.AccountRefusal.NoStaffNumber => T["先登记教师编号，才能开账号。"],
        Services.AccountRefusal.NotYours => T["本人、同级或上级的账号由上一级管理员办理。"],
        Services.AccountRefusal.WorksElsewhere => T["同时在别处任职，账号由上一级管理员办理。"],
        _ => T["没有在任的岗位，不能开账号。"],
    };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await search.MaySeeAsync(id, cancellation) || await file.PersonAsync(id, cancellation) is not { } person)
        {
            return NotFound();
        }

        Person = person;
        History = await file.HistoryAsync(id, cancellation);
        Year = SchoolYear.Of(file.Today);
        Now = [.. History.Where(p => p.From <= file.Today && (p.To is null || p.To >= file.Today))];
        (Hours, Certificates) = (await file.HoursAsync(id, Year, cancellation), await file.CertificatesAsync(id, cancellation));
        (Account, UserName) = await file.AccountAsync(id, cancellation);
        AccountRefusal = await desk.RefusalAsync(person, cancellation);
        Code = TempData[CodeOnce] is string shown && shown.StartsWith(id.ToString(), StringComparison.Ordinal) ? shown[37..] : null;
        return Page();
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
}

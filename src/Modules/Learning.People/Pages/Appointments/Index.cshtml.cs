using System.Globalization;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.People.Services.Appointments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Appointments;

/// <summary>/people/{id}/appointments: what a person does where and since when, as known now or on a day, and exemptions.</summary>
[Authorize(Policy = Permissions.ViewPeople)]
internal sealed class IndexModel(AppointmentHistory history, ExemptionDesk exemptions, EntryChoices choices, Scope scope, IStringLocalizer T) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? Known { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    public Person Person { get; private set; } = null!;

    public IReadOnlyList<AppointmentLine> Lines { get; private set; } = [];

    public IReadOnlyList<ExemptionLine> Exemptions { get; private set; } = [];

    public DateOnly Today => choices.Today;

    public bool MayExempt => scope.Actor.Holds(Permissions.Exempt) && scope.Actor.PersonId != Person.Id;

    public string Day(DateOnly day) => day.ToString(T["yyyy年M月d日"], CultureInfo.CurrentCulture);

    public DateOnly Local(DateTimeOffset instant) => instant.LocalDate();

    public bool IsStaff(AppointmentLine line) => Roles.Staff.Contains(line.Row.Role);

    public string Days(AppointmentLine line) => Days(line.Row.From, line.Row.To);

    public string Days(ExemptionLine line) => Days(line.Row.From, line.Row.To);

    public string Counts(AppointmentLine line) => line.Row.Standing switch
    {
        Standings.OnLeave => T["休假期间豁免"],
        Standings.Retired => T["退休不计入指标"],
        _ when !IsStaff(line) => T["管理岗位，不计入指标"],
        _ => line.Row.CountsFrom is { } since ? T["{0}起{1}", Day(since), AppointmentWords.CountsAt(T, line.Row.CountsAt)] : AppointmentWords.CountsAt(T, line.Row.CountsAt),
    };

    /// <summary>How it stands today, or stood on the day asked about.</summary>
    public (string Kind, string Text) Chip(AppointmentLine line)
    {
        var (row, day) = (line.Row, Known ?? Today);
        return row.ReplacedAt is { } at && (Known is null || Local(at) <= Known) ? ("none", T["{0}改过", Day(Local(at))])
            : Known is null && line.Waiting ? ("review", T["等对方接收"])
            : row.From > day ? ("due", T["还没开始"])
            : row.To < day ? ("none", T["已结束"])
            : row.Standing == Standings.OnLeave ? ("paused", T["请假中"])
            : ("met", T["在任"]);
    }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await choices.PersonAsync(id, cancellation) is not { } person)
        {
            return NotFound();
        }

        Person = person;
        Lines = await history.OfAsync(id, Known, All, cancellation);
        Exemptions = await history.ExemptionsAsync(id, T["全部指标"], cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostEndExemptionAsync(Guid id, Guid exemption, DateOnly? last, CancellationToken cancellation)
    {
        if (await choices.PersonAsync(id, cancellation) is not { } person)
        {
            return NotFound();
        }

        Person = person;
        if (!MayExempt)
        {
            return Forbid();
        }

        var refusal = await exemptions.EndAsync(id, exemption, last, cancellation);
        TempData["Notice"] = refusal switch
        {
            null => last is null ? T["豁免已撤销。"].Value : T["豁免到今天为止。"].Value,
            ExemptionRefusal.Changed => T["这项豁免刚才有人改过，请看最新的。"].Value,
            _ => T["没有找到这项豁免。"].Value,
        };
        TempData["NoticeKind"] = refusal is null ? "ok" : "warn";
        return RedirectToPage(new { id });
    }

    private string Days(DateOnly begins, DateOnly? ends) =>
        ends is { } last ? T["{0}至{1}", Day(begins), Day(last)] : T["{0}起", Day(begins)];
}

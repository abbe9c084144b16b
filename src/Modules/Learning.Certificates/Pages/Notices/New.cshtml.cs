using Learning.Certificates.Models;
using Learning.Certificates.Services;
using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Certificates.Pages.Notices;

/// <summary>/certificates/notices/new: whom, how many and for how long, before a list goes on public notice.</summary>
[Authorize(Policy = Permissions.IssueCertificates)]
internal sealed class NewModel(ReviewList list, ReviewDesk desk, SettingsStore settings, Scope scope, TimeProvider clock) : PageModel
{
    public const int AtMost = 2000;

    public IReadOnlyList<ReviewRow> Chosen { get; private set; } = [];

    /// <summary>Made here once: sent twice, it still makes one list.</summary>
    public Guid NoticeId { get; private set; }

    public string ListTitle { get; private set; } = "";

    public int WorkingDays { get; private set; }

    public DateOnly From { get; private set; }

    public DateOnly To { get; private set; }

    public IActionResult OnGet() => RedirectToPage("/Reviews/Index");

    /// <summary>From the list of proposals: shows what will happen.</summary>
    public async Task<IActionResult> OnPostAsync(
        Guid[] ids, bool all, [Bind(Prefix = "filter")] ReviewFilter filter, [FromServices] TypeCatalog catalog, [FromServices] LearningDbContext db, [FromServices] IStringLocalizer T, CancellationToken cancellation)
    {
        var me = scope.Actor.PersonId;
        var rows = all ? list.Rows(filter with { State = ProposalState.Waiting }) : list.Rows(new ReviewFilter()).Where(r => ids.Contains(r.Id));
        Chosen = await rows.Where(r => r.PersonId != me).Take(AtMost).ToListAsync(cancellation);
        if (Chosen.Count == 0)
        {
            TempData["Notice"] = T["先选人，再列入拟发证名单。"].Value;
            TempData["NoticeKind"] = "warn";
            return RedirectToPage("/Reviews/Index");
        }

        NoticeId = clock.NewId();
        WorkingDays = (await settings.GetAsync(cancellation)).NoticeWorkingDays;
        From = clock.Today();
        To = Services.WorkingDays.LastOf(From, WorkingDays);
        ListTitle = await TitleAsync(catalog, db, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostPublishAsync(Guid notice, string title, string people, [FromServices] IStringLocalizer T, CancellationToken cancellation)
    {
        var ids = (people ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Take(AtMost).Select(i => Guid.TryParse(i, out var id) ? id : Guid.Empty).ToHashSet();
        var (_, refusal) = await desk.PutOnNoticeAsync(notice, ids, string.IsNullOrWhiteSpace(title) ? T["拟发证名单"] : title[..Math.Min(title.Length, 120)], clock.Today(), null, scope.Actor.PersonId, cancellation);
        if (refusal is { } why)
        {
            TempData["Notice"] = Words.Of(T, why);
            TempData["NoticeKind"] = "warn";
            return RedirectToPage("/Reviews/Index");
        }

        return RedirectToPage("Notice", new { id = notice });
    }

    private async Task<string> TitleAsync(TypeCatalog catalog, LearningDbContext db, CancellationToken cancellation)
    {
        string[] types = [.. Chosen.Select(c => c.TypeCode).Distinct(StringComparer.Ordinal)];
        var single = types.Length == 1 ? await catalog.FindAsync(db, types[0], cancellation) : null;
        return $"{From.Year}年{single?.Title ?? Statements.PaperTitle}拟发证名单";
    }
}

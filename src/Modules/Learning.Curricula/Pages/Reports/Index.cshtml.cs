using Learning.Core.People;
using Learning.Curricula.Models;
using Learning.Curricula.Services;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Curricula.Pages.Reports;

/// <summary>/curricula/reports: lessons hidden after a report, looked at and shown again by an officer.</summary>
[Authorize(Policy = Permissions.HandleReports)]
internal sealed class IndexModel(LearningDbContext db, UnsafeReports reports, Scope scope, IStringLocalizer T) : PageModel
{
    public PageOf<Row> Rows { get; private set; } = null!;

    public bool Closed { get; private set; }

    [BindProperty]
    public string? Finding { get; set; }

    /// <summary>The lesson whose form was sent without a finding.</summary>
    public Guid? Refused { get; private set; }

    public Task OnGetAsync(string? state, int p, CancellationToken cancellation) => LoadAsync(state == "closed", p, cancellation);

    public async Task<IActionResult> OnPostAsync(Guid lesson, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(Finding) || Finding.Length > UnsafeReportConfiguration.ReasonLength)
        {
            ModelState.AddModelError(nameof(Finding), T["写下看过以后的结论，最多{0}个字。", UnsafeReportConfiguration.ReasonLength]);
            Refused = lesson;
            await LoadAsync(false, 1, cancellation);
            return Page();
        }

        await reports.RestoreAsync(lesson, Finding, cancellation);
        TempData["Notice"] = T["这一课重新开放了。"].Value;
        return RedirectToPage();
    }

    private async Task LoadAsync(bool closed, int page, CancellationToken cancellation)
    {
        Closed = closed;
        var rows = from report in db.Set<UnsafeReport>().AsNoTracking().Within(scope)
                   join lesson in db.Set<Lesson>() on report.LessonId equals lesson.Id
                   join person in db.Set<Person>() on report.PersonId equals person.Id
                   where (report.RestoredAt != null) == closed
                   orderby report.ReportedAt descending
                   select new Row(report.Id, lesson.Id, lesson.ContentItemId, lesson.Number, lesson.Title, person.Name, report.Reason, report.ReportedAt, report.RestoredAt, report.Finding);
        Rows = await rows.ToPageAsync(page, cancellation, size: 20);
    }

    internal sealed record Row(
        Guid Id, Guid LessonId, string Address, int Number, string Title, string Reporter, string Reason, DateTimeOffset ReportedAt, DateTimeOffset? RestoredAt, string? Finding);
}

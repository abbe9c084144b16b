using Learning.Core.Media;
using Learning.Curricula.Models;
using Learning.Curricula.Services;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Markdown;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Curricula.Pages.Lessons;

/// <summary>/curricula/lessons/{id}: reads, watches, practises; then the check.</summary>
[Authorize(Policy = Permission.SignedIn)]
internal sealed class IndexModel(LessonVisit visit, LessonRecord record, QuizDesk desk, UnsafeReports reports, IStringLocalizer T) : PageModel
{
    public LessonView View { get; private set; } = null!;

    [BindProperty]
    public ReportInput Report { get; set; } = new();

    public string Html => MarkdownPages.ToHtml(View.Lesson.Body);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        if (await visit.OfAsync(id, cancellation) is not { } view)
        {
            return NotFound();
        }

        View = view;
        return Page();
    }

    /// <summary>Text and exercise are done.</summary>
    public Task<IActionResult> OnPostExerciseAsync(string id, CancellationToken cancellation) =>
        OnOpenLessonAsync(
            id,
            async (person, plan, lesson) =>
            {
                await visit.Db.WriteAsync(() => record.ConfirmExerciseAsync(person, plan, lesson, cancellation), cancellation);
                // The button is gone from the steps drawn next: the focus goes to their heading.
                TempData["StepsFocus"] = true;
                return RedirectToPage(new { id });
            },
            cancellation);

    /// <summary>Draws the check, or goes on with an open one.</summary>
    public Task<IActionResult> OnPostCheckAsync(string id, CancellationToken cancellation) =>
        OnOpenLessonAsync(
            id,
            async (person, plan, lesson) =>
            {
                var outcome = await desk.StartCheckAsync(person, plan, lesson, cancellation);
                if (outcome.Refusal is null)
                {
                    return Redirect(Links.Quiz(outcome.AttemptId));
                }

                TempData["NoticeKind"] = "warn";
                TempData["Notice"] = outcome.Refusal switch
                {
                    StartRefusal.NoTriesLeft => T["今天的{0}次机会用完了，明天再来。", plan.Programme.Attempts].Value,
                    StartRefusal.Passed => T["这一课的测验已经通过了。"].Value,
                    _ => T["这一课还没有题目。"].Value,
                };
                return RedirectToPage(new { id });
            },
            cancellation);

    /// <summary>Says that the page is unsafe.</summary>
    public async Task<IActionResult> OnPostReportAsync(string id, CancellationToken cancellation)
    {
        if (await visit.OfAsync(id, cancellation) is not { } view || !view.Lesson.Risk)
        {
            return NotFound();
        }

        View = view;
        if (string.IsNullOrWhiteSpace(Report.Reason))
        {
            ModelState.AddModelError("Report.Reason", T["写一句哪里不安全，例如哪一段、哪句话。"]);
        }
        else if (Report.Reason.Length > UnsafeReportConfiguration.ReasonLength)
        {
            ModelState.AddModelError("Report.Reason", T["最多{0}个字。", UnsafeReportConfiguration.ReasonLength]);
        }
        else if (!await reports.ReportAsync(view.Lesson, Report.Reason, cancellation))
        {
            ModelState.AddModelError("Report.Reason", T["今天已经报告了几次，市局正在看。着急的话请直接打电话。"]);
        }

        return ModelState.IsValid ? RedirectToPage(new { id }) : Page();
    }

    private async Task<IActionResult> OnOpenLessonAsync(string id, Func<Guid, Plan, Lesson, Task<IActionResult>> act, CancellationToken cancellation)
    {
        if (await visit.FindAsync(id, cancellation) is not { } found)
        {
            return NotFound();
        }

        return found.Hidden ? RedirectToPage(new { id }) : await act(visit.PersonId, found.Plan, found.Lesson);
    }

    internal sealed class ReportInput
    {
        public string? Reason { get; set; }
    }
}

using Learning.Core.Curricula;
using Learning.Curricula.Models;
using Learning.Curricula.Services;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Curricula.Pages.Exams;

/// <summary>/curricula/exams/{programme}: what the final exam asks, how I stand, and the way in.</summary>
[Authorize(Policy = Permission.SignedIn)]
internal sealed class IndexModel(ProgrammeCatalog catalog, LearnerStandings standings, QuizDesk desk, LearningDbContext db, Scope scope) : PageModel
{
    public Programme Programme { get; private set; } = null!;

    public ProgrammeStanding Standing { get; private set; } = null!;

    public IReadOnlyList<Lesson> RedLineLessons { get; private set; } = [];

    public int TriesLeft { get; private set; }

    public Guid? OpenPaper { get; private set; }

    public IReadOnlyList<Earlier> Results { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        var plans = await catalog.GetAsync(cancellation);
        if (plans.Find(programme) is not { Programme.HasExam: true } plan)
        {
            return NotFound();
        }

        var person = scope.Actor.PersonId;
        Programme = plan.Programme;
        RedLineLessons = plan.Programme.RedLines ? [.. plan.Lessons.Where(l => l.RedLine)] : [];
        Standing = (await standings.OfAsync(person, cancellation)).In(plans, plan);
        TriesLeft = await desk.TriesLeftAsync(person, Programme.Id, Programme.Attempts, cancellation);
        OpenPaper = await desk.OpenAsync(person, Programme.Id, cancellation);
        Results = await db.Set<AttemptResult>().Where(r => r.PersonId == person && r.ProgrammeId == Programme.Id && r.LessonId == null)
            .OrderByDescending(r => r.HandedInAt).Take(10).Select(r => new Earlier(r.Id, r.HandedInOn, r.Right, r.Total, r.Passed)).ToListAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string programme, [FromServices] IStringLocalizer T, CancellationToken cancellation)
    {
        if ((await catalog.GetAsync(cancellation)).Find(programme) is not { Programme.HasExam: true } plan)
        {
            return NotFound();
        }

        var outcome = await desk.StartExamAsync(scope.Actor.PersonId, plan, cancellation);
        if (outcome.Refusal is null)
        {
            return Redirect(Links.Quiz(outcome.AttemptId));
        }

        TempData["NoticeKind"] = "warn";
        TempData["Notice"] = outcome.Refusal switch
        {
            StartRefusal.NoTriesLeft => T["今天的{0}次机会用完了，明天再来。", plan.Programme.Attempts].Value,
            StartRefusal.LessonsMissing => T["先学完开放的课，再来考试。"].Value,
            StartRefusal.Passed => T["这份测验已经通过了。"].Value,
            _ => T["还没有考试题目。"].Value,
        };
        return RedirectToPage(new { programme });
    }

    internal sealed record Earlier(Guid Id, DateOnly On, int Right, int Total, bool Passed);
}

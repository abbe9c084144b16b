using Learning.Core.Curricula;
using Learning.Curricula.Models;
using Learning.Curricula.Services;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Markdown;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.Curricula.Pages;

/// <summary>/curricula/{plan}: a training plan with its courses, hours, mode and assessment, open to everyone.</summary>
[AllowAnonymous]
internal sealed class PlanModel(ProgrammeCatalog catalog, LearnerStandings standings, LessonRecord record, LearningDbContext db, Scope scope) : PageModel
{
    public Programme Programme { get; private set; } = null!;

    public ProgrammeStanding Standing { get; private set; } = null!;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public string Html { get; private set; } = "";

    public bool SignedIn => scope.ActorOrNone is not null;

    public async Task<IActionResult> OnGetAsync(string plan, CancellationToken cancellation)
    {
        var plans = await catalog.GetAsync(cancellation);
        if (plans.Find(plan) is not { } found)
        {
            return NotFound();
        }

        var learner = scope.ActorOrNone is { } actor ? await standings.OfAsync(actor.PersonId, cancellation) : Learner.Nobody;
        Programme = found.Programme;
        Standing = learner.In(plans, found);
        Html = MarkdownPages.ToHtml(Programme.Body);
        Rows = [.. Programme.Courses.SelectMany(c => RowsOf(c, found, learner))];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string plan, [FromServices] IStringLocalizer T, CancellationToken cancellation)
    {
        if ((await catalog.GetAsync(cancellation)).Find(plan) is not { Lessons.Count: > 0 } found)
        {
            return NotFound();
        }

        if (scope.ActorOrNone is not { } actor)
        {
            return Challenge();
        }

        await db.WriteAsync(() => record.EnrolAsync(actor.PersonId, found.Programme.Id, cancellation), cancellation);
        TempData["Notice"] = T["已报名，可以开始学了。"].Value;
        return RedirectToPage(new { plan });
    }

    /// <summary>A course is one row until its lessons are written; then each lesson is one.</summary>
    private static IEnumerable<Row> RowsOf(Course course, Services.Plan plan, Learner learner)
    {
        var lessons = plan.Lessons.Where(l => l.Course == course.Code).ToList();
        return lessons.Count == 0
            ? [new Row(course.Title, course.Hours.ToString(), null, course.Practicum, false)]
            : lessons.Select(l => new Row(l.Title, l.Hours.ToString(), l, false, learner.Done.Contains(l.Id)));
    }

    internal sealed record Row(string Title, string Hours, Lesson? Lesson, bool Practicum, bool Done);
}

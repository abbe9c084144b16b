using System.Globalization;
using Learning.Curricula.Services;
using Learning.Framework.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.Curricula.Pages.Quizzes;

/// <summary>/curricula/quizzes/{id}: a paper, one question a screen; after handing in, what it came to.</summary>
[Authorize(Policy = Permission.SignedIn)]
internal sealed class IndexModel(Papers papers, QuizDesk desk, ProgrammeCatalog catalog, Scope scope, IStringLocalizer T) : PageModel
{
    private const string Submit = "submit";

    public Paper Paper { get; private set; } = null!;

    /// <summary>While it is open.</summary>
    public OpenPaper? Open { get; private set; }

    /// <summary>Once it is handed in.</summary>
    public MarkedPaper? Marked { get; private set; }

    private Guid PersonId => scope.Actor.PersonId;

    /// <param name="q">The item to show; 0 for the overview.</param>
    public async Task<IActionResult> OnGetAsync(Guid id, int? q, CancellationToken cancellation)
    {
        if (await papers.FindAsync(PersonId, id, cancellation) is not { } paper)
        {
            return NotFound();
        }

        // Back after handing in, or the page of another moment: answers must not be read from a cache.
        Response.Headers.CacheControl = "no-store";
        Paper = paper;
        if (paper.Attempt.HandedInAt is not null)
        {
            Marked = await papers.MarkedAsync(paper, cancellation);
        }
        else
        {
            Open = await papers.OpenAsync(paper, q ?? 1, cancellation);
        }

        return Page();
    }

    /// <summary>Keeps the answer and goes where the button says.</summary>
    public async Task<IActionResult> OnPostAnswerAsync(Guid id, int q, int[] choice, string? go, CancellationToken cancellation)
    {
        if (await papers.FindAsync(PersonId, id, cancellation) is not { } paper)
        {
            return NotFound();
        }

        await desk.AnswerAsync(PersonId, id, q, choice, cancellation);
        if (go != Submit)
        {
            return To(id, int.TryParse(go, CultureInfo.InvariantCulture, out var next) && next <= paper.Count ? next : 0);
        }

        var open = await papers.OpenAsync(paper, 0, cancellation);
        return open.Answered.Count < paper.Count ? To(id, 0) : await OnPostHandInAsync(id, cancellation);
    }

    /// <summary>Keeps the answer as soon as it is chosen; the page stays as it is.</summary>
    public async Task<IActionResult> OnPostSaveAsync(Guid id, int q, int[] choice, CancellationToken cancellation) =>
        await desk.AnswerAsync(PersonId, id, q, choice, cancellation) ? StatusCode(StatusCodes.Status204NoContent) : NotFound();

    public async Task<IActionResult> OnPostHandInAsync(Guid id, CancellationToken cancellation)
    {
        if (await papers.FindAsync(PersonId, id, cancellation) is null)
        {
            return NotFound();
        }

        await desk.HandInAsync(PersonId, id, await catalog.GetAsync(cancellation), cancellation);
        return RedirectToPage(new { id });
    }

    /// <summary>Draws another paper of the same kind.</summary>
    public async Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken cancellation)
    {
        if (await papers.FindAsync(PersonId, id, cancellation) is not { } paper)
        {
            return NotFound();
        }

        var outcome = paper.Lesson is { } lesson
            ? await desk.StartCheckAsync(PersonId, paper.Plan, lesson, cancellation)
            : await desk.StartExamAsync(PersonId, paper.Plan, cancellation);
        if (outcome.Refusal is null)
        {
            return RedirectToPage(new { id = outcome.AttemptId });
        }

        TempData["NoticeKind"] = "warn";
        TempData["Notice"] = outcome.Refusal == StartRefusal.NoTriesLeft
            ? T["今天的{0}次机会用完了，明天再来。", paper.Plan.Programme.Attempts].Value
            : T["这份测验已经通过了。"].Value;
        return RedirectToPage(new { id });
    }

    private RedirectToPageResult To(Guid id, int number) => RedirectToPage(new { id, q = number });
}

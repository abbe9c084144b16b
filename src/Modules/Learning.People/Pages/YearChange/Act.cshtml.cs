using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Models;
using Learning.People.Services;
using Learning.People.Services.Years;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.YearChange;

/// <summary>/people/year-change/{id}: what a passage to the next year did, and undoing it.</summary>
[Authorize(Policy = Permissions.ChangeYear)]
internal sealed class ActModel(LearningDbContext db, YearChanges changes, YearPreview preview, Scope scope, IStringLocalizer T) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public YearChangeAct Act { get; private set; } = null!;

    public IReadOnlyList<(string Name, Models.YearChange Change)> Schools { get; private set; } = [];

    /// <summary>Whose appointments ended with the year, as this act left them.</summary>
    public PageOf<YearEnding> Endings { get; private set; } = null!;

    public string Year => PlaceWords.Year(T, new SchoolYear(Act.StartYear));

    public int Carried => Schools.Sum(s => s.Change.Carried);

    public int Ended => Schools.Sum(s => s.Change.Ended);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Set<YearChangeAct>().AsNoTracking().Within(scope).FirstOrDefaultAsync(a => a.Id == id, cancellation) is not { } act)
        {
            return NotFound();
        }

        Act = act;
        var schools = await (
            from change in db.Set<Models.YearChange>().AsNoTracking()
            join place in db.Organisations on change.OrganisationId equals place.Id
            where change.ActId == id
            orderby place.Order, place.Code
            select new { place.Name, change }).ToListAsync(cancellation);
        Schools = [.. schools.Select(s => (s.Name, s.change))];
        Endings = await preview.EndingsAsync(act, P, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid id, CancellationToken cancellation)
    {
        if (await changes.UndoAsync(id, cancellation) is not null)
        {
            return NotFound();
        }

        TempData["Notice"] = T["学年交替已撤销。"].Value;
        return RedirectToPage(new { id });
    }
}

using Learning.Core.People;
using Learning.People.Services;
using Learning.People.Services.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Organisations;

/// <summary>/people/organisations/{id}/facts: pupils, boarders and classes as of a day, by the school itself or an officer.</summary>
[Authorize(Policy = Permissions.EnterFacts)]
internal sealed class FactsModel(FactBook book, ChangeChoices choices, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Organisation Organisation { get; private set; } = null!;

    public IReadOnlyList<FactDay> Days { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        Input.AsOf = choices.Today;
        return await LoadAsync(id, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        Input.AsOf = FormDates.Required(ModelState, "Input.AsOf", Input.AsOf, choices.Today, T);
        if (Input.AsOf > choices.Today)
        {
            ModelState.AddModelError("Input.AsOf", T["还没到这一天，填已经知道的数。"]);
        }

        var pupils = FormNumbers.Count(ModelState, "Input.Pupils", T["学生"], Input.Pupils, T);
        var boarders = FormNumbers.Count(ModelState, "Input.Boarders", T["寄宿生"], Input.Boarders, T);
        var classes = FormNumbers.Count(ModelState, "Input.Classes", T["班级"], Input.Classes, T);
        if (ModelState.IsValid && pupils is null && boarders is null && classes is null)
        {
            ModelState.AddModelError("Input.Pupils", T["至少填一个数。"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await book.EnterAsync(id, new FactEntry(Input.AsOf!.Value, pupils, boarders, classes), cancellation) is { } refusal)
        {
            if (refusal == FactRefusal.NotThere)
            {
                return NotFound();
            }

            ModelState.AddModelError("Input.Boarders", T["寄宿生不会比学生多。"]);
            return Page();
        }

        TempData["Notice"] = T["已保存。"].Value;
        return RedirectToPage("/Organisations/Organisation", new { area = "People", id });
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await choices.FindAsync(id, cancellation) is not { SchoolId: not null } found)
        {
            return false;
        }

        Organisation = found;
        Days = await book.DaysAsync(id, cancellation);
        return true;
    }

    public sealed class InputModel
    {
        public DateOnly? AsOf { get; set; }

        public string? Pupils { get; set; }

        public string? Boarders { get; set; }

        public string? Classes { get; set; }
    }
}

using System.Globalization;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Models;
using Learning.People.Services;
using Learning.People.Services.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Organisations;

/// <summary>What the forms of a change are drawn from.</summary>
internal sealed class ChangeChoices(LearningDbContext db, Scope scope, PlaceChoices places, TimeProvider clock)
{
    public DateOnly Today => clock.Today();

    public Guid NewId() => clock.NewId();

    public Task<Organisation?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.Organisations.AsNoTracking().Within(scope).FirstOrDefaultAsync(o => o.Id == id, cancellation);

    public async Task<IReadOnlyList<Organisation>> PlacesAsync(CancellationToken cancellation) => await places.PlacesAsync(cancellation);
}

/// <summary>The form of a dated change of an organisation.</summary>
internal abstract class ChangeModel(OrganisationChanges changes, ChangeChoices choices, IStringLocalizer texts) : PageModel
{
    [BindProperty]
    public ChangeInput Input { get; set; } = new();

    public Organisation Organisation { get; private set; } = null!;

    public DateOnly Today => choices.Today;

    protected IStringLocalizer T => texts;

    protected ChangeChoices Choices => choices;

    public string Day(DateOnly day) => day.ToString(T["yyyy年M月d日"], CultureInfo.CurrentCulture);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        Input.Once = choices.NewId();
        Input.Day = choices.Today;
        return Page();
    }

    protected virtual async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await choices.FindAsync(id, cancellation) is not { } found)
        {
            return false;
        }

        Organisation = found;
        return true;
    }

    /// <summary>The day and the reason, which every change has.</summary>
    protected void CheckDay()
    {
        Input.Day = FormDates.Required(ModelState, "Input.Day", Input.Day, choices.Today, T);
        if (Input.Reason is not { Length: >= 2 and <= OrganisationChangeConfiguration.ReasonLength })
        {
            ModelState.AddModelError("Input.Reason", T["写明依据，2到{0}个字，例如文号。", OrganisationChangeConfiguration.ReasonLength]);
        }
    }

    protected async Task<IActionResult> RecordAsync(Guid id, ChangeEntry entry, CancellationToken cancellation)
    {
        if (await changes.RecordAsync(Input.Once, id, entry, cancellation) is { } refusal)
        {
            var (field, text) = ChangeWords.Problem(T, refusal);
            ModelState.AddModelError(field, text);
            return Page();
        }

        TempData["Notice"] = entry.On > choices.Today
            ? T["已登记，到{0}自动生效；在那以前可以撤销。", Day(entry.On)].Value
            : T["已办好。"].Value;
        return RedirectToPage("/Organisations/Organisation", new { area = "People", id });
    }
}

internal sealed class ChangeInput
{
    /// <summary>Made when the form was drawn.</summary>
    public Guid Once { get; set; }

    public string? Name { get; set; }

    public Guid? OtherId { get; set; }

    public DateOnly? Day { get; set; }

    public string? Reason { get; set; }
}

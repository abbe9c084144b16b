using Learning.People.Models;
using Learning.People.Services.Rosters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Imports;

/// <summary>/people/imports/{id}/undo: how many, with what effect, and why.</summary>
[Authorize(Policy = Permissions.EditPeople)]
internal sealed class UndoModel(RosterIntake intake, RosterReport report, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public RosterImport Import { get; private set; } = null!;

    public int Ending { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await LoadAsync(id, cancellation) is { } elsewhere ? elsewhere : Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (await LoadAsync(id, cancellation) is { } elsewhere)
        {
            return elsewhere;
        }

        if (string.IsNullOrWhiteSpace(Input.Reason) || Input.Reason.Length > 200)
        {
            ModelState.AddModelError("Input.Reason", T["写明理由，最多200个字。"]);
            return Page();
        }

        await intake.UndoAsync(id, Input.Reason, cancellation);
        return RedirectToPage("/Imports/Import", new { area = "People", id });
    }

    private async Task<IActionResult?> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await report.FindAsync(id, cancellation) is not { } import || !report.IsMine(import))
        {
            return NotFound();
        }

        Import = import;
        Ending = await report.EndingAsync(id, cancellation);
        return import is { State: RosterState.Applied, Trimmed: false } ? null : RedirectToPage("/Imports/Import", new { area = "People", id });
    }

    public sealed class InputModel
    {
        public string? Reason { get; set; }
    }
}

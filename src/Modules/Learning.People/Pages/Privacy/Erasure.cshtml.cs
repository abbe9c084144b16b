using Learning.Framework.Privacy;
using Learning.People.Models;
using Learning.People.Services.Privacy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Privacy;

/// <summary>/people/erasures/{id}: what erasing one person would keep and delete, and the decision.</summary>
[Authorize(Policy = Permissions.ErasePeople)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ErasureModel(ErasureQueue queue, ErasureDesk desk, PersonFolder folder, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public ErasureLine Line { get; private set; } = null!;

    public ErasureRequest Asked { get; private set; } = null!;

    /// <summary>Kinds and counts; what the rows say is the person's.</summary>
    public IReadOnlyList<HeldData> Held { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await LoadAsync(id, cancellation) ? Page() : NotFound();

    public Task<IActionResult> OnPostEraseAsync(Guid id, CancellationToken cancellation) =>
        DecideAsync(id, () => desk.EraseAsync(id, cancellation), T["已注销，要保留的已去掉姓名。"], cancellation);

    public async Task<IActionResult> OnPostRefuseAsync(Guid id, CancellationToken cancellation)
    {
        if (Reason?.Length > ErasureRequestConfiguration.TextLength)
        {
            ModelState.AddModelError(nameof(Reason), T["最多{0}个字。", ErasureRequestConfiguration.TextLength]);
            return await LoadAsync(id, cancellation) ? Page() : NotFound();
        }

        return await DecideAsync(id, () => desk.RefuseAsync(id, Reason, cancellation), T["没有同意，理由本人看得到。"], cancellation);
    }

    private async Task<IActionResult> DecideAsync(Guid id, Func<Task<ErasureRefusal?>> decide, string done, CancellationToken cancellation)
    {
        if (await queue.FindAsync(id, cancellation) is null)
        {
            return NotFound();
        }

        if (await decide() is { } refusal)
        {
            ModelState.AddModelError(refusal == ErasureRefusal.ReasonMissing ? nameof(Reason) : "", ErasureWords.Refusal(T, refusal));
            return await LoadAsync(id, cancellation) ? Page() : NotFound();
        }

        TempData["Notice"] = done;
        return RedirectToPage(new { id });
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await queue.FindAsync(id, cancellation) is not var (line, request))
        {
            return false;
        }

        (Line, Asked) = (line, request);
        Held = request.State == ErasureState.Waiting ? [.. (await folder.HeldAsync(line.PersonId, cancellation)).Where(h => h.Rows.Count > 0)] : [];
        return true;
    }
}

using Learning.Certificates.Models;
using Learning.Certificates.Services;
using Learning.Framework.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Certificates.Pages.Notices;

/// <summary>/certificates/notices/{id}/objections/{proposal}: an objection was raised; it holds this one out, the others go on.</summary>
[Authorize(Policy = Permissions.IssueCertificates)]
internal sealed class ObjectionModel(NoticeBoard board, ReviewDesk desk, Scope scope) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public NoticeRow Row { get; private set; } = null!;

    public Guid NoticeId { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, Guid proposal, CancellationToken cancellation) =>
        await LoadAsync(id, proposal, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid proposal, int version, [FromServices] IStringLocalizer T, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, proposal, cancellation))
        {
            return NotFound();
        }

        if (await desk.HoldOutAsync(proposal, version, Reason, scope.Actor.PersonId, cancellation) is { } refusal)
        {
            ModelState.AddModelError(nameof(Reason), Words.Of(T, refusal));
            return Page();
        }

        TempData["Notice"] = T["已登记异议，{0}暂缓，其他人不受影响。", Row.Name].Value;
        return RedirectToPage("Notice", new { id });
    }

    private async Task<bool> LoadAsync(Guid id, Guid proposal, CancellationToken cancellation)
    {
        NoticeId = id;
        Row = (await board.Rows(id).FirstOrDefaultAsync(r => r.Id == proposal, cancellation))!;
        return Row is not null;
    }
}

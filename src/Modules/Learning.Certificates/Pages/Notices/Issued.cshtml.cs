using Learning.Certificates.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Learning.Certificates.Pages.Notices;

/// <summary>/certificates/notices/{id}/issued: what happened, and what comes next.</summary>
[Authorize(Policy = Permissions.IssueCertificates)]
internal sealed class IssuedModel(NoticeBoard board) : PageModel
{
    public Models.Notice Notice { get; private set; } = null!;

    public IReadOnlyList<NoticeRow> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await board.FindAsync(id, cancellation) is not { IsIssued: true } notice)
        {
            return NotFound();
        }

        Notice = notice;
        Rows = await board.Rows(id).Where(r => r.RegisterNumber != null).ToListAsync(cancellation);
        return Page();
    }
}

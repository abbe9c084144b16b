using Learning.Certificates.Models;
using Learning.Certificates.Services;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Certificates.Pages.Issued;

/// <summary>/certificates/issued/{id}/{kind}: revoke, suspend or reinstate one, with the effect and a reason.</summary>
[Authorize(Policy = Permissions.IssueCertificates)]
internal sealed class DecideModel(LearningDbContext db, CertificateAccess access, RevocationDesk desk, Scope scope) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public Certificate Certificate { get; private set; } = null!;

    public string Kind { get; private set; } = "";

    /// <summary>How many decisions there were when the officer looked.</summary>
    public int Seen { get; private set; }

    public bool Own => Certificate.PersonId == scope.Actor.PersonId;

    public bool Possible { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, string kind, CancellationToken cancellation) =>
        await LoadAsync(id, kind, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string kind, int seen, [FromServices] IStringLocalizer T, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, kind, cancellation))
        {
            return NotFound();
        }

        if (await desk.DecideAsync(id, kind, seen, Reason, scope.Actor.PersonId, cancellation) is { } refusal)
        {
            ModelState.AddModelError(nameof(Reason), Words.Of(T, refusal));
            return Page();
        }

        TempData["Notice"] = kind switch
        {
            CertificateDecision.Revoke => T["已撤销，核验时会显示。"].Value,
            CertificateDecision.Suspend => T["已暂停使用，核验时会显示。"].Value,
            _ => T["已恢复，证书重新有效。"].Value,
        };
        return LocalRedirect($"/certificates/{Certificate.Number}");
    }

    private async Task<bool> LoadAsync(Guid id, string kind, CancellationToken cancellation)
    {
        var certificate = await db.Set<Certificate>().AsNoTracking().Within(scope).FirstOrDefaultAsync(c => c.Id == id, cancellation);
        if (certificate is null)
        {
            return false;
        }

        var decisions = await access.DecisionsAsync(id, cancellation);
        (Certificate, Kind, Seen) = (certificate, kind, decisions.Count);
        Possible = RevocationDesk.Allowed(decisions.Count == 0 ? null : decisions[0].Kind).Contains(kind) && !Own;
        return true;
    }
}

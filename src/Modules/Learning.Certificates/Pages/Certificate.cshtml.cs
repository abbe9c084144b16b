using Learning.Certificates.Services;
using Learning.Framework.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Row = Learning.Certificates.Models.Certificate;

namespace Learning.Certificates.Pages;

/// <summary>/certificates/{number}: one certificate, for its holder and for officers in scope.</summary>
[Authorize(Policy = Permission.SignedIn)]
internal sealed class CertificateModel(CertificateAccess access, Scope scope) : PageModel
{
    public Row Certificate { get; private set; } = null!;

    public IReadOnlyList<Models.CertificateDecision> Decisions { get; private set; } = [];

    public bool IsHolder { get; private set; }

    /// <summary>What an officer may decide now.</summary>
    public IReadOnlyList<string> Allowed { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancellation)
    {
        if (await access.FindAsync(number, cancellation) is not { } certificate)
        {
            return NotFound();
        }

        Certificate = certificate;
        Decisions = await access.DecisionsAsync(certificate.Id, cancellation);
        IsHolder = await access.IsHolderAsync(certificate, scope.Actor.PersonId, cancellation);
        Allowed = scope.Actor.Roles.Contains(Core.People.Roles.CityOfficer) && !IsHolder ? RevocationDesk.Allowed(Decisions.FirstOrDefault()?.Kind) : [];
        return Page();
    }
}

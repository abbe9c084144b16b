using Learning.Certificates.Services;
using Learning.Framework.Accounts;
using Learning.Framework.Documents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Learning.Certificates.Pages;

/// <summary>/certificates/{number}/qr: the code, large enough to be scanned from a phone's screen.</summary>
[Authorize(Policy = Permission.SignedIn)]
internal sealed class QrModel(CertificateAccess access, CertificateDocument document) : PageModel
{
    public Models.Certificate Certificate { get; private set; } = null!;

    public string ViewBox { get; private set; } = "";

    public string Path { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancellation)
    {
        if (await access.FindAsync(number, cancellation) is not { } certificate)
        {
            return NotFound();
        }

        Certificate = certificate;
        (ViewBox, Path) = QrCode.ForPage(document.Link(certificate));
        Response.Headers.CacheControl = "private, no-store";
        return Page();
    }
}

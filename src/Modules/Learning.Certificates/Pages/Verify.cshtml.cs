using Learning.Certificates.Endpoints;
using Learning.Certificates.Services;
using Learning.Framework.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.Certificates.Pages;

/// <summary>/v: anyone verifies a certificate, by scanning (the browser reads the fragment) or by number and name, with script or without.</summary>
[AllowAnonymous]
[EnableRateLimiting(SiteServices.VerifyLimit)]
internal sealed class VerifyModel(CertificateVerifier verifier, PublicAddress address, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public VerifyAnswer? Answer { get; private set; }

    /// <summary>What the address bar must show: a look-alike site is the plainest forgery.</summary>
    public string Host => address.Host;

    public void OnGet() => Response.Headers.CacheControl = "no-store";

    public async Task OnPostAsync(CancellationToken cancellation)
    {
        Response.Headers.CacheControl = "no-store";
        if (string.IsNullOrWhiteSpace(Input.Number))
        {
            ModelState.AddModelError("Input.Number", T["填写核验码，例如XC26 7K2M 9QP4 B。"]);
        }

        if (string.IsNullOrWhiteSpace(Input.Name))
        {
            ModelState.AddModelError("Input.Name", T["填写证书上的姓名。"]);
        }

        if (ModelState.IsValid)
        {
            Answer = VerifyAnswer.Of(T, await verifier.NumberAsync(Input.Number, Input.Name, cancellation), masked: true);
        }
    }

    internal sealed record InputModel
    {
        public string? Number { get; set; }

        public string? Name { get; set; }
    }
}

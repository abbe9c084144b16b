using Learning.People.Services.Accounts.External;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Learning.People.Pages.SignIn.External;

/// <summary>/sign-in/external/{provider}: to the provider. A link, not a form: the content security policy lets forms go nowhere else.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class GoModel(ExternalProviders providers) : PageModel
{
    internal const string NextKey = "next", ProviderKey = "provider";

    public IActionResult OnGet(string provider, string? next)
    {
        if (providers.Find(provider) is not { } found)
        {
            return NotFound();
        }

        var properties = new AuthenticationProperties { RedirectUri = "/sign-in/external" };
        properties.Items[ProviderKey] = found.Name;
        if (next is { Length: > 1 and < 500 } && Url.IsLocalUrl(next))
        {
            properties.Items[NextKey] = next;
        }

        return Challenge(properties, found.Name);
    }
}

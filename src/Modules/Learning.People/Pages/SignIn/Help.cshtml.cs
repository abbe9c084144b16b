using Learning.Framework.Web;
using Learning.People.Services.Accounts.Recoveries;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.SignIn;

/// <summary>/sign-in/help: whom to ask, and a way to ask. The answer is the same whether the account exists or not.</summary>
[AllowAnonymous]
[EnableRateLimiting(SiteServices.SecretsLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class HelpModel(RecoveryRequests requests, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public bool Asked { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(Input.UserName))
        {
            ModelState.AddModelError("Input.UserName", T["填写教师编号、手机号或账号。"]);
        }

        if (string.IsNullOrWhiteSpace(Input.Name))
        {
            ModelState.AddModelError("Input.Name", T["填写姓名。"]);
        }

        if (ModelState.IsValid)
        {
            await requests.AskAsync(Input.UserName!, Input.Name!, cancellation);
            Asked = true;
        }

        return Page();
    }

    public sealed class InputModel
    {
        public string? UserName { get; set; }

        public string? Name { get; set; }
    }
}

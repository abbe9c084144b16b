using System.Globalization;
using Learning.Framework.Accounts;
using Learning.Framework.Texts;
using Learning.Framework.Web;
using Learning.People.Services;
using Learning.People.Services.Accounts.Passwords;
using Learning.People.Services.Accounts.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages;

/// <summary>/people/me: own roles, password, look of the site, privacy.</summary>
[Authorize(Policy = Permission.Account)]
[EnableRateLimiting(SiteServices.SecretsLimit)]
internal sealed class MeModel(PersonFile file, PasswordDesk passwords, OwnWords own, SignInManager<Account> signIn, Scope scope, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string Name => scope.Actor.Name;

    public Guid PersonId => scope.Actor.PersonId;

    public string UserName { get; private set; } = "";

    public IReadOnlyList<HeldPost> Now { get; private set; } = [];

    public int Places => Now.Select(p => p.OrganisationId).Distinct().Count();

    public bool Large => Request.Cookies["size"] == "large";

    public string? Theme => Request.Cookies["theme"] is ("light" or "dark") and var theme ? theme : null;

    public bool English => Localizer.IsEnglish;

    public string Day(DateOnly day) => day.ToString(T["yyyy年M月d日"], CultureInfo.CurrentCulture);

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken cancellation)
    {
        if (await signIn.UserManager.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        this.CheckPassword("Input.NewPassword", Input.NewPassword, "Input.AgainPassword", Input.AgainPassword, await own.OfAsync(account.PersonId, account.UserName, cancellation), T);
        if (string.IsNullOrEmpty(Input.CurrentPassword))
        {
            ModelState.AddModelError("Input.CurrentPassword", T["填写现在的密码。"]);
        }
        else if (ModelState.IsValid)
        {
            if (await passwords.CheckAsync(account, Input.CurrentPassword, cancellation) is var answer and not OwnPassword.Right)
            {
                ModelState.AddModelError("Input.CurrentPassword", answer == OwnPassword.LockedOut ? T["试了太多次，10分钟后再试。"] : T["现在的密码不对。"]);
            }
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(cancellation);
            return Page();
        }

        await signIn.RefreshSignInAsync(await passwords.ChangeAsync(account.Id, Input.NewPassword!, SessionDesk.IdOf(User), cancellation));
        TempData["Notice"] = T["密码改好了，别的设备要重新登录。"].Value;
        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var today = file.Today;
        Now = [.. (await file.HistoryAsync(scope.Actor.PersonId, cancellation)).Where(p => p.From <= today && (p.To is null || p.To >= today))];
        UserName = (await file.AccountAsync(scope.Actor.PersonId, cancellation)).UserName ?? "";
    }

    public sealed class InputModel
    {
        public string? CurrentPassword { get; set; }

        public string? NewPassword { get; set; }

        public string? AgainPassword { get; set; }
    }
}

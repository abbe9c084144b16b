using Learning.Framework.Web;
using Learning.People.Services;
using Learning.People.Services.Accounts.Passwords;
using Learning.People.Services.Accounts.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages;

/// <summary>/setup: the first administrator, with the code printed on the console.</summary>
[AllowAnonymous]
[EnableRateLimiting(SiteServices.SecretsLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SetupModel(FirstRun first, FirstRunGate gate, SignInGate signIn, SignInFlow flow, OwnWords own, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public bool AsksBureau { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await gate.IsClosedAsync(cancellation))
        {
            return LocalRedirect("~/sign-in");
        }

        AsksBureau = !await first.HasBureauAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await gate.IsClosedAsync(cancellation))
        {
            return LocalRedirect("~/sign-in");
        }

        AsksBureau = !await first.HasBureauAsync(cancellation);
        await CheckAsync(cancellation);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var (account, refusal) = await first.CreateAsync(
            new FirstAdministrator(Input.Code!, Input.Name!, Input.UserName!, Input.Password!, Input.Bureau), cancellation);
        if (refusal == FirstRunRefusal.WrongCode)
        {
            ModelState.AddModelError("Input.Code", T["设置码不对，看一眼启动平台的窗口。"]);
            return Page();
        }

        if (account is null)
        {
            return LocalRedirect("~/sign-in");
        }

        var proof = new Proof("setup", Next: "/people/start");
        return await flow.NextAsync(this, await signIn.PassAsync(account, proof, cancellation), proof, cancellation) ?? LocalRedirect("~/sign-in");
    }

    private async Task CheckAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(Input.Code))
        {
            ModelState.AddModelError("Input.Code", T["填写设置码。"]);
        }

        if (AsksBureau && Input.Bureau is not { Length: >= 2 and <= 100 })
        {
            ModelState.AddModelError("Input.Bureau", T["填写教育局名称，2到100个字。"]);
        }

        if (Input.Name is not { Length: <= 60 } || !Input.Name.EnumerateRunes().Any(System.Text.Rune.IsLetter))
        {
            ModelState.AddModelError("Input.Name", T["填写姓名，最多60个字。"]);
        }

        if (Input.UserName is not { Length: >= 2 and <= 40 } name || name.Any(char.IsWhiteSpace))
        {
            ModelState.AddModelError("Input.UserName", T["填写账号，2到40个字，中间没有空格。"]);
        }

        this.CheckPassword("Input.Password", Input.Password, "Input.AgainPassword", Input.AgainPassword, [.. await own.OfSiteAsync(Input.UserName, cancellation), .. Input.Name is { Length: > 1 } person ? [person] : Array.Empty<string>()], T);
    }

    public sealed class InputModel
    {
        public string? Code { get; set; }

        public string? Bureau { get; set; }

        public string? Name { get; set; }

        public string? UserName { get; set; }

        public string? Password { get; set; }

        public string? AgainPassword { get; set; }
    }
}

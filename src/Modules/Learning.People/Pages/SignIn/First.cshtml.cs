using Learning.Framework.Accounts;
using Learning.Framework.Web;
using Learning.People.Services.Accounts;
using Learning.People.Services.Accounts.Passwords;
using Learning.People.Services.Accounts.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.SignIn;

/// <summary>/sign-in/first: the one-time code of a slip, then a password. What the slip's QR holds stands behind the #: only the browser sees it.</summary>
[AllowAnonymous]
[EnableRateLimiting(SiteServices.SecretsLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class FirstModel(
    FirstSignIn first, FirstSignInTicket tickets, SignInDesk desk, SignInGate gate, SignInFlow flow, OwnWords own, UserManager<Account> users, IStringLocalizer T) : PageModel
{
    internal const string Ticket = "first-sign-in";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The code was right: now the password.</summary>
    public bool SetsPassword { get; private set; }

    public string? UserName { get; private set; }

    /// <param name="again">Another slip was scanned: the one before is put aside.</param>
    public async Task<IActionResult> OnGetAsync(bool again)
    {
        if (again)
        {
            TempData.Remove(Ticket);
        }

        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostCodeAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(Input.UserName))
        {
            ModelState.AddModelError("Input.UserName", T["填写教师编号、手机号或账号。"]);
        }

        if (string.IsNullOrEmpty(Input.Code))
        {
            ModelState.AddModelError("Input.Code", T["填写登录码。"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var proof = new Proof("password");
        var result = await desk.SignInAsync(Input.UserName!, Input.Code!, proof, cancellation);
        if (result.Outcome == SignInOutcome.FirstSignIn)
        {
            TempData[Ticket] = await tickets.IssueAsync(result.Account!, cancellation);
            return RedirectToPage(new { again = (bool?)null });
        }

        if (await flow.NextAsync(this, result, proof, cancellation) is { } next)
        {
            return next;
        }

        ModelState.AddModelError("Input.Code", result.Outcome == SignInOutcome.Wrong ? T["账号或登录码不对。登录码14天内有效，只能用一次；用过了就直接登录。"] : flow.Words(result.Outcome, isPhone: false));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await LoadAsync() is not var (account, codeHash))
        {
            return Redirect("~/sign-in");
        }

        this.CheckPassword("Input.Password", Input.Password, "Input.Again", Input.Again, await own.OfAsync(account.PersonId, account.UserName, cancellation), T);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        TempData.Remove(Ticket);
        if (!await first.CompleteAsync(account.Id, codeHash, Input.Password!, cancellation) || await users.FindByIdAsync(account.Id.ToString()) is not { } changed)
        {
            return Redirect("~/sign-in");
        }

        var proof = new Proof("code");
        return await flow.NextAsync(this, await gate.PassAsync(changed, proof, cancellation), proof, cancellation) ?? Redirect("~/sign-in");
    }

    private async Task<(Account Account, string CodeHash)?> LoadAsync()
    {
        if (tickets.Read(TempData.Peek(Ticket) as string) is not { } ticket || await users.FindByIdAsync(ticket.AccountId.ToString()) is not { PasswordHash: null } account)
        {
            return null;
        }

        (SetsPassword, UserName) = (true, account.UserName);
        return (account, ticket.CodeHash);
    }

    public sealed class InputModel
    {
        public string? UserName { get; set; }

        public string? Code { get; set; }

        public string? Password { get; set; }

        public string? Again { get; set; }
    }
}

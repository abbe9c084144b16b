using System.Globalization;
using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Web;
using Learning.People.Models;
using Learning.People.Services.Qualifications;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Qualifications;

/// <summary>/people/qualifications/{id}: one qualification, for its holder and for whoever looks after them; checked here.</summary>
[Authorize(Policy = Permission.SignedIn)]
[EnableRateLimiting(SiteServices.SecretsLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class QualificationModel(QualificationEntry entry, Scope scope, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public QualificationSheet Sheet { get; private set; } = null!;

    /// <summary>In full, by this answer only.</summary>
    public string? Number { get; private set; }

    public bool IsOneself => entry.IsOneself(Sheet.Holder.Id);

    public bool Checks => entry.Checks;

    public DateOnly Today => entry.List.Today;

    public bool MayReveal => IsOneself || Checks;

    public bool MayEdit => entry.MayEdit(Sheet.Row);

    public bool MayDecide => Checks && !IsOneself && Sheet.Row.State == QualificationState.Waiting && Sheet.Row.SubmittedBy != scope.Actor.PersonId;

    public bool WaitsForColleague => Checks && Sheet.Row.State == QualificationState.Waiting && !MayDecide;

    public bool MayRevoke => Checks && !IsOneself && Sheet.Row.State == QualificationState.Accepted;

    public string Day(DateOnly day) => day.ToString(T["yyyy年M月d日"], CultureInfo.CurrentCulture);

    public string At(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, SiteClock.Shanghai).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await FindAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnGetEvidenceAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation) || !(MayReveal || entry.Knows(Sheet.Row)) || await entry.Desk.EvidenceAsync(id, cancellation) is not { } file)
        {
            return NotFound();
        }

        Response.Headers.ContentDisposition = $"inline; filename=\"{id:N}.{EvidenceFile.Extension(file.MediaType)}\"";
        return File(file.Bytes, file.MediaType);
    }

    /// <summary>Whatever is posted that none of the others takes.</summary>
    public IActionResult OnPost() => NotFound();

    public async Task<IActionResult> OnPostRevealAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation) || !MayReveal)
        {
            return NotFound();
        }

        Number = await entry.Desk.RevealAsync(id, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation) || !MayEdit)
        {
            return NotFound();
        }

        if (await entry.Desk.WithdrawAsync(id, cancellation) is { } refusal)
        {
            return await SayAsync(id, refusal, cancellation);
        }

        TempData["Notice"] = T["撤回了。"].Value;
        return IsOneself ? RedirectToPage("/Qualifications/Mine", new { area = "People" }) : RedirectToPage("/Person", new { area = "People", id = Sheet.Holder.Id });
    }

    public Task<IActionResult> OnPostAcceptAsync(Guid id, int version, CancellationToken cancellation) =>
        DecideAsync(id, version, QualificationState.Accepted, T["核验通过，从现在起计入。"], cancellation);

    public Task<IActionResult> OnPostReturnAsync(Guid id, int version, CancellationToken cancellation) =>
        DecideAsync(id, version, QualificationState.Returned, T["退回了，本人看得到理由。"], cancellation);

    public Task<IActionResult> OnPostRefuseAsync(Guid id, int version, CancellationToken cancellation) =>
        DecideAsync(id, version, QualificationState.Refused, T["没有认定，本人看得到理由。"], cancellation);

    public Task<IActionResult> OnPostRevokeAsync(Guid id, int version, CancellationToken cancellation) =>
        DecideAsync(id, version, QualificationState.Revoked, T["撤销了，从现在起不再计入。"], cancellation);

    private async Task<IActionResult> DecideAsync(Guid id, int version, QualificationState to, string done, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation) || !Checks)
        {
            return NotFound();
        }

        if (Reason?.Length > QualificationConfiguration.ReasonLength)
        {
            ModelState.AddModelError(nameof(Reason), T["最多{0}个字。", QualificationConfiguration.ReasonLength]);
            return Page();
        }

        if (await entry.Desk.DecideAsync(id, version, to, Reason, cancellation) is { } refusal)
        {
            return await SayAsync(id, refusal, cancellation);
        }

        TempData["Notice"] = done;
        return RedirectToPage(new { id });
    }

    private async Task<IActionResult> SayAsync(Guid id, QualificationRefusal refusal, CancellationToken cancellation)
    {
        var (field, text) = QualificationWords.Refusal(T, refusal);
        ModelState.AddModelError(field == nameof(Reason) ? field : "", text);
        return await FindAsync(id, cancellation) ? Page() : NotFound();
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await entry.List.FindAsync(id, cancellation) is not { } sheet || !await entry.MaySeeAsync(sheet.Holder.Id, cancellation))
        {
            return false;
        }

        Sheet = sheet;
        return true;
    }
}

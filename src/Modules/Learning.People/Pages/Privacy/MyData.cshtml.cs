using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Framework.Settings;
using Learning.Framework.Web;
using Learning.People.Models;
using Learning.People.Services.Privacy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Privacy;

/// <summary>/people/me/data: everything held about oneself, to read and to take away; and the wish that it be erased.</summary>
[Authorize(Policy = Permission.Account)]
[EnableRateLimiting(SiteServices.SecretsLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class MyDataModel(PersonFolder folder, ErasureDesk desk, PersonDownload download, Scope scope, IStringLocalizer T) : PageModel
{
    /// <summary>Rows of a kind shown at once; the file has all.</summary>
    public const int Most = 50;

    [BindProperty]
    public string? Note { get; set; }

    public IReadOnlyList<HeldData> Held { get; private set; } = [];

    public bool InPost { get; private set; }

    public ErasureRequest? Asked { get; private set; }

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<FileContentResult> OnPostDownloadAsync(CancellationToken cancellation)
    {
        var (content, name) = await download.MakeAsync(scope.Actor.PersonId, cancellation);
        return File(content, "application/json; charset=utf-8", name);
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancellation)
    {
        if (Note?.Length > ErasureRequestConfiguration.TextLength)
        {
            ModelState.AddModelError(nameof(Note), T["最多{0}个字。", ErasureRequestConfiguration.TextLength]);
        }
        else if (await desk.AskAsync(scope.Actor.PersonId, Note, cancellation) is { } refusal)
        {
            ModelState.AddModelError("", ErasureWords.Refusal(T, refusal));
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(cancellation);
            return Page();
        }

        TempData["Notice"] = T["申请提交了，办好以前可以撤回。"].Value;
        return RedirectToPage(null, null, null, "erasure");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellation)
    {
        if (await desk.WithdrawAsync(scope.Actor.PersonId, cancellation) is { } refusal)
        {
            TempData["NoticeKind"] = "warn";
            TempData["Notice"] = ErasureWords.Refusal(T, refusal);
        }
        else
        {
            TempData["Notice"] = T["申请撤回了。"].Value;
        }

        return RedirectToPage(null, null, null, "erasure");
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Held = await folder.HeldAsync(scope.Actor.PersonId, cancellation);
        InPost = await desk.InPostAsync(scope.Actor.PersonId, cancellation);
        Asked = await desk.LatestAsync(scope.Actor.PersonId, cancellation);
    }
}

/// <summary>Makes the file a person takes away, on record.</summary>
internal sealed class PersonDownload(LearningDbContext db, PersonFolder folder, SettingsStore settings, Audit audit, TimeProvider clock)
{
    public async Task<(byte[] Content, string Name)> MakeAsync(Guid person, CancellationToken cancellation)
    {
        var (held, at) = (await folder.HeldAsync(person, cancellation), clock.Instant());
        await db.WriteAsync(
            () =>
            {
                audit.Record("privacy.download", "person", person.ToString(), null, null);
                return Task.CompletedTask;
            },
            cancellation);
        var day = at.LocalDate().ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
        return (HeldWords.ToJson((await settings.GetAsync(cancellation)).SiteName, person, at, held), $"my-data-{day}.json");
    }
}

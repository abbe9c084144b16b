using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Exports;
using Learning.People.Models;
using Learning.People.Services.Rosters;
using Learning.People.Services.Rosters.Reading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Imports;

/// <summary>/people/imports: a roster goes in here; what went in before stands below.</summary>
[Authorize(Policy = Permissions.EditPeople)]
[RequestSizeLimit(Most)]
[RequestFormLimits(MultipartBodyLengthLimit = Most)]
internal sealed class IndexModel(RosterIntake intake, RosterReport report, LearningDbContext db, Scope scope, IStringLocalizer T) : PageModel
{
    /// <summary>Above the limit the page names, so that a file somewhat too long is answered at its field.</summary>
    private const int Most = 64 * 1024 * 1024;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PageOf<ImportLine> History { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation) => History = await report.HistoryAsync(P, cancellation);

    public async Task<IActionResult> OnGetTemplateAsync(string? format, CancellationToken cancellation)
    {
        var school = await db.Organisations.Within(scope).Where(o => o.SchoolId != null && o.ClosedOn == null).OrderBy(o => o.Order).ThenBy(o => o.Code)
            .Select(o => new { o.Code, o.Name }).FirstOrDefaultAsync(cancellation);
        return new TableResult(T["人员导入模板"], format, (table, stop) => RosterTemplate.WriteAsync(table, T, (school?.Code ?? "", school?.Name ?? ""), stop));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Input.File is not { } file)
        {
            ModelState.AddModelError("Input.File", T["选一个文件。"]);
        }
        else if (file.Length > RosterLimits.FileBytes)
        {
            ModelState.AddModelError("Input.File", ProblemWords.Refusal(T, nameof(FileRefusal.TooLong), null));
        }
        else
        {
            using var bytes = new MemoryStream((int)file.Length);
            await file.CopyToAsync(bytes, cancellation);
            var (id, refusal, detail) = await intake.UploadAsync(Path.GetFileName(file.FileName.Replace('\\', '/')), bytes.ToArray(), cancellation);
            if (id is not null)
            {
                return RedirectToPage("/Imports/Import", new { area = "People", id });
            }

            ModelState.AddModelError("Input.File", ProblemWords.Refusal(T, refusal!.Value.ToString(), detail));
        }

        History = await report.HistoryAsync(P, cancellation);
        return Page();
    }

    public static string Chip(RosterState state) => state switch
    {
        RosterState.Applied => "met",
        RosterState.Checking or RosterState.Applying or RosterState.Undoing => "review",
        RosterState.Uploaded or RosterState.Checked => "due",
        RosterState.Undone => "paused",
        _ => "revoked",
    };

    public sealed class InputModel
    {
        public IFormFile? File { get; set; }
    }
}

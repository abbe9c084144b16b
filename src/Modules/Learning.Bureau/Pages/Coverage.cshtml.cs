using Learning.Bureau.Services;
using Learning.Core;
using Learning.Core.Targets;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.Bureau.Pages;

/// <summary>/bureau/coverage/{target}: one number, by county, by school, down to the names behind it.</summary>
[Authorize(Policy = Permissions.SeeCoverage)]
internal sealed class CoverageModel(CoverageDetail detail, CoverageFiles files, LearningDbContext db, Audit audit, IStringLocalizer T) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Target { get; set; } = "";

    /// <summary>Code of a county or school within the acting person's area.</summary>
    [BindProperty(SupportsGet = true, Name = "in")]
    public string? In { get; set; }

    [BindProperty(SupportsGet = true, Name = "unmet")]
    public bool UnmetOnly { get; set; }

    [BindProperty(SupportsGet = true, Name = "s")]
    public int SchoolPage { get; set; } = 1;

    [BindProperty(SupportsGet = true, Name = "p")]
    public int SubjectPage { get; set; } = 1;

    public CoverageView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await detail.OfAsync(Target, In, new CoveragePages(SchoolPage, SubjectPage, UnmetOnly), cancellation) is { } view ? Show(view) : NotFound();

    /// <summary>The table that is shown, as a file.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellation)
    {
        if (await detail.OfAsync(Target, In, new CoveragePages(SchoolPage, SubjectPage, UnmetOnly), cancellation) is not { } view)
        {
            return NotFound();
        }

        return view.Shows switch
        {
            CoverageLevel.Areas => Csv(
                view, files.Organisations(T["区县"], view.Areas, view.Row.Card, view.Row.Today), T["按区县"]),
            CoverageLevel.Schools when view.Area.IsDirect => Csv(view, files.Organisations(T["学校"], view.Schools.Items, view.Row.Card, view.Row.Today), T["按学校"]),
            CoverageLevel.Schools => Csv(view, await files.SchoolsAsync(view.Row.Card, view.Area, view.Row.Today, cancellation), T["按学校"]),
            _ => await NamesAsync(view, cancellation),
        };
    }

    /// <summary>The names behind the number, as a file; who took it is kept.</summary>
    public async Task<IActionResult> OnGetNamesAsync(CancellationToken cancellation) =>
        await detail.OfAsync(Target, In, new CoveragePages(1, 1, UnmetOnly), cancellation) is { Area.IsDirect: false } view
            ? await NamesAsync(view, cancellation)
            : NotFound();

    private PageResult Show(CoverageView view)
    {
        View = view;
        return Page();
    }

    private async Task<FileContentResult> NamesAsync(CoverageView view, CancellationToken cancellation)
    {
        await db.WriteAsync(
            () =>
            {
                audit.Record("bureau.export-names", "target", Target, null, new { In, UnmetOnly });
                return Task.CompletedTask;
            },
            cancellation);
        return Csv(view, await files.SubjectsAsync(view.Row.Card, view.Area, UnmetOnly, cancellation), T["名单"]);
    }

    private FileContentResult Csv(CoverageView view, byte[] content, string kind) =>
        File(content, "text/csv; charset=utf-8", CoverageFiles.Name(view.Row.Today, view.Row.Card.Id, view.Area.Name, kind));
}

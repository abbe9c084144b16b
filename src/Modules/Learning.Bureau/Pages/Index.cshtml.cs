using Learning.Bureau.Services;
using Learning.Core;
using Learning.Core.Targets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.Bureau.Pages;

/// <summary>/bureau: every policy row of the acting person's area, what is measured first, against goal and date.</summary>
[Authorize(Policy = Permissions.SeeCoverage)]
internal sealed class IndexModel(ITargets targets, Areas areas, CoverageFiles files, TimeProvider clock, IStringLocalizer T) : PageModel
{
    public Area Area { get; private set; } = null!;

    public DateTimeOffset At { get; private set; }

    public IReadOnlyList<TargetRow> Rows { get; private set; } = [];

    public IReadOnlyList<TargetCard> Others { get; private set; } = [];

    public TargetRow? Furthest { get; private set; }

    public int Met => Rows.Count(r => r.State == CoverageState.Met);

    public int WithGoal => Rows.Count(r => r.Distance is not null);

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return File(files.Targets(Rows, Area, At), "text/csv; charset=utf-8", CoverageFiles.Name(clock.Today(), T["指标完成情况"], Area.Name));
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Area = await areas.OwnAsync(cancellation);
        At = clock.GetLocalNow();
        var cards = await targets.CardsAsync(cancellation);
        Rows = CoverageRows.Of(cards, await targets.CoverageAsync(Area.CountyId, Area.SchoolId, cancellation), clock.Today());
        Others = [.. cards.Where(c => c.State != TargetState.Measured)];
        Furthest = CoverageRows.Furthest(Rows);
    }
}

using System.Globalization;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Learning.People.Models;
using Learning.People.Services;
using Learning.People.Services.Appointments;
using Learning.People.Services.Years;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.YearChange;

/// <summary>/people/year-change: who stays, who ends on 31 August, who is new; for one school, or for those of a county.</summary>
[Authorize(Policy = Permissions.ChangeYear)]
internal sealed class IndexModel(YearChanges changes, YearPreview preview, YearChoices choices, Scope scope, TimeProvider clock, IStringLocalizer T) : PageModel
{
    private Dictionary<string, string> roleNames = [];

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? County { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? School { get; set; }

    public SchoolYear Year { get; private set; }

    public IReadOnlyList<SelectListItem> Counties { get; private set; } = [];

    public IReadOnlyList<YearSchool> Schools { get; private set; } = [];

    public IReadOnlyList<YearRow> Rows { get; private set; } = [];

    public IReadOnlyList<SelectListItem> RoleChoices { get; private set; } = [];

    public IReadOnlyList<YearChangeAct> Acts { get; private set; } = [];

    /// <summary>One school: everybody is listed.</summary>
    public bool Single { get; private set; }

    /// <summary>Several schools: what would be done, to be said yes to.</summary>
    public YearSum? Sum { get; private set; }

    public int Count(YearDecision decision) => Rows.Count(r => r.Decision == decision);

    public string RoleOf(YearRow row)
    {
        var name = roleNames.GetValueOrDefault(row.Row.OwnRole ?? row.Row.Role) ?? Theme.RoleNames.Of(T, row.Row.Role);
        return row.Row.Standing == Standings.InPost ? name : T["{0}（{1}）", name, PlaceWords.Standing(T, row.Row.Standing)];
    }

    /// <summary>Roles chosen to end, in words.</summary>
    public string EndingNames => string.Join(T["、"], Input.Ending.Where(roleNames.ContainsKey).Select(r => roleNames[r]));

    public string YearOf(YearChangeAct act) => PlaceWords.Year(T, new SchoolYear(act.StartYear));

    public string LastDay => Year.LastDay.ToString(T["yyyy年M月d日"], CultureInfo.CurrentCulture);

    public string Local(DateTimeOffset instant) => instant.LocalDate().ToString(T["yyyy年M月d日"], CultureInfo.CurrentCulture);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Input.Once = clock.NewId();
        await LoadAsync(cancellation);
        Input.Schools = [.. Schools.Where(s => !s.Done).Select(s => s.Id)];
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellation)
    {
        School = Input.Schools is [var one] ? one : School;
        await LoadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Input.Schools.Count == 0)
        {
            ModelState.AddModelError("Input.Schools", T["至少勾一所学校。"]);
        }
        else if (Input.Schools.Count > 1 && !Input.Confirmed)
        {
            await LoadAsync(cancellation);
            Sum = await preview.SumAsync(Input.Schools, new YearPlan(Year, Input.Ending, []), cancellation);
            return Page();
        }
        else if (await changes.ApplyAsync(Input.Once, Input.StartYear, Input.Schools, Input.Ending, await preview.OtherwiseAsync(Input.Ending, Input.End, Input.Stay, cancellation), cancellation) is not { } refusal)
        {
            return RedirectToPage("/YearChange/Act", new { area = "People", id = Input.Once });
        }
        else
        {
            ModelState.AddModelError("", refusal switch
            {
                YearRefusal.AlreadyDone => T["选中的学校都已经办过这个学年的交替。"],
                YearRefusal.WrongYear => T["这个学年不在办理的时间里，刷新页面再办。"],
                _ => T["选中的学校不归您管，或者已经停办。"],
            });
        }

        School = School is null && Input.Schools is [var one] && scope.Level != ScopeLevel.School ? one : School;
        await LoadAsync(cancellation);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Year = changes.Ending;
        Input.StartYear = Year.StartYear;
        (Counties, County) = await choices.CountiesAsync(County, cancellation);
        var area = Guid.TryParse(County, out var county) ? county : scope.Level == ScopeLevel.County ? scope.CountyId : null;
        var schools = await preview.SchoolsAsync(Year.StartYear, School is null ? area : await choices.CountyOfAsync(School.Value, cancellation), cancellation);
        Schools = School is { } chosen && schools.Any(s => s.Id == chosen) ? [.. schools.Where(s => s.Id == chosen)] : schools;
        Single = Schools.Count == 1;
        RoleChoices = await choices.RolesAsync(cancellation);
        roleNames = RoleChoices.ToDictionary(r => r.Value, r => r.Text, StringComparer.Ordinal);
        var otherwise = Single ? await preview.OtherwiseAsync(Input.Ending, Input.End, Input.Stay, cancellation) : [];
        Rows = Single ? await preview.RowsAsync(Schools[0].Id, new YearPlan(Year, Input.Ending, otherwise), cancellation) : [];
        Acts = await choices.ActsAsync(cancellation);
    }

    public sealed class InputModel
    {
        public Guid Once { get; set; }

        public int StartYear { get; set; }

        public List<string> Ending { get; set; } = [];

        /// <summary>Appointments that end whatever becomes of their role.</summary>
        public List<Guid> End { get; set; } = [];

        /// <summary>Appointments that go on though their role ends.</summary>
        public List<Guid> Stay { get; set; } = [];

        public List<Guid> Schools { get; set; } = [];

        /// <summary>The numbers were shown.</summary>
        public bool Confirmed { get; set; }
    }
}

/// <summary>What the page offers to choose from.</summary>
internal sealed class YearChoices(LearningDbContext db, PlaceChoices places, SettingsStore settings, Scope scope, IStringLocalizer T)
{
    /// <summary>The city chooses a county first.</summary>
    public async Task<(IReadOnlyList<SelectListItem> Counties, string? County)> CountiesAsync(string? county, CancellationToken cancellation)
    {
        var counties = await places.CountiesAsync(cancellation);
        var chosen = counties.FirstOrDefault(c => string.Equals(c.Value, county, StringComparison.OrdinalIgnoreCase)) ?? (counties.Count > 0 ? counties[0] : null);
        if (chosen is not null)
        {
            chosen.Selected = true;
        }

        return (counties, chosen?.Value);
    }

    public Task<Guid?> CountyOfAsync(Guid school, CancellationToken cancellation) =>
        db.Organisations.Within(scope).Where(o => o.Id == school).Select(o => o.CountyId).FirstOrDefaultAsync(cancellation);

    public async Task<IReadOnlyList<SelectListItem>> RolesAsync(CancellationToken cancellation) =>
        [.. Roles.Staff.Select(r => new SelectListItem(Theme.RoleNames.Of(T, r), r))
            .Concat((await settings.GetAsync(cancellation)).Roles.Select(r => new SelectListItem(RoleBook.Name(r), r.Code)))];

    public async Task<IReadOnlyList<YearChangeAct>> ActsAsync(CancellationToken cancellation) =>
        await db.Set<YearChangeAct>().AsNoTracking().Within(scope).OrderByDescending(a => a.RequestedAt).Take(10).ToListAsync(cancellation);
}

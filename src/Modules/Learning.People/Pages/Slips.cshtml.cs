using System.Globalization;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.People.Services;
using Learning.People.Services.Accounts.Slips;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages;

/// <summary>/people/slips: codes for people who have never signed in, printed as slips with a QR.</summary>
[Authorize(Policy = Permissions.EditPeople)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SlipsModel(SlipDesk desk, PlaceChoices choices, TimeProvider clock, IStringLocalizer T) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? County { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? School { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public PageOf<SlipRow> List { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Counties { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Schools { get; private set; } = [];

    public IReadOnlyList<SelectListItem> RoleChoices { get; private set; } = [];

    public bool Narrowed => !string.IsNullOrEmpty(Q) || !string.IsNullOrEmpty(County) || School is not null || !string.IsNullOrEmpty(Role);

    private PeopleQuestion Question => new(Q, County, School, Role);

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    /// <param name="people">The ticked ones.</param>
    /// <param name="all">Everyone of the list instead.</param>
    public async Task<IActionResult> OnPostAsync(IReadOnlyList<Guid> people, bool all, CancellationToken cancellation)
    {
        var (pdf, problem) = await desk.PrintAsync(all ? await desk.AllAsync(Question, cancellation) : people, cancellation);
        if (pdf is not null)
        {
            return File(pdf, "application/pdf", T["登录码{0}.pdf", clock.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)].Value);
        }

        ModelState.AddModelError("people", problem switch
        {
            SlipProblem.NobodyChosen => T["先勾选要打印的人。"],
            SlipProblem.TooMany => T["一次最多{0}人，按学校分批打印。", SlipDesk.Most],
            _ => T["名单刚有变动，没有打印。看一遍再来。"],
        });
        await LoadAsync(cancellation);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        List = await desk.FindAsync(Question, P, cancellation);
        Counties = Chosen(await choices.CountiesAsync(cancellation), County);
        Schools = Chosen(await choices.SchoolsAsync(County, School, cancellation), School?.ToString());
        RoleChoices = Chosen(choices.Roles(Roles.All), Role);
    }

    private static IReadOnlyList<SelectListItem> Chosen(IReadOnlyList<SelectListItem> items, string? value)
    {
        foreach (var item in items)
        {
            item.Selected = string.Equals(item.Value, value, StringComparison.OrdinalIgnoreCase);
        }

        return items;
    }
}

using Learning.Core.People;
using Learning.People.Services;
using Learning.People.Services.Appointments;
using Learning.People.Services.Finding;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages;

/// <summary>/people: who works in the acting person's area, found by name, pinyin, number, school or phone.</summary>
[Authorize(Policy = Permissions.ViewPeople)]
internal sealed class IndexModel(PeopleSearch search, PeopleIndexQueue index, PlaceChoices choices, RoleBook book, IStringLocalizer T) : PageModel
{
    private const int Size = 30, Longest = 60;
    private readonly Dictionary<(string, string?, string?, string), string> roles = [];

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? County { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? School { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Standing { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Without { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public PeoplePage List { get; private set; } = null!;

    /// <summary>Nothing was found, and the names of many are being put in order: it may be there in a moment.</summary>
    public bool Behind { get; private set; }

    public IReadOnlyList<SelectListItem> Counties { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Schools { get; private set; } = [];

    public IReadOnlyList<SelectListItem> RoleChoices { get; private set; } = [];

    public IReadOnlyList<SelectListItem> StandingChoices { get; private set; } = [];

    public IReadOnlyList<SelectListItem> WithoutChoices { get; private set; } = [];

    public int Narrowing => new[] { County, School?.ToString(), Role, Standing, Without }.Count(v => !string.IsNullOrEmpty(v));

    public bool Narrowed => Narrowing > 0 || !string.IsNullOrEmpty(Q);

    public bool Paged => List.Before is not null || List.After is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (PhoneNumbers.TryNormalise(Q, out _))
        {
            Q = null;
            TempData["Notice"] = T["手机号不放在网址里，请填在框里再搜索。"].Value;
            TempData["NoticeKind"] = "warn";
            return Redirect(Turn(null, null));
        }

        await LoadAsync(cancellation);
        return Page();
    }

    /// <summary>The question goes into the address, where it can be kept and sent on; a phone never does.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        (After, Before) = (null, null);
        if (!PhoneNumbers.TryNormalise(Q, out _))
        {
            return Redirect(Turn(null, null));
        }

        await LoadAsync(cancellation);
        return List.Items is [var one] ? Redirect($"{Request.PathBase}/people/{one.Id}") : Page();
    }

    public string RoleOf(PersonPlace place) => roles[Key(place)];

    /// <summary>The same question from another place in its list.</summary>
    public string Turn(string? after, string? before)
    {
        Dictionary<string, string?> query = new(StringComparer.Ordinal)
        {
            ["q"] = Q is { Length: > Longest } ? Q[..Longest] : Q,
            ["county"] = County,
            ["school"] = School?.ToString(),
            ["role"] = Role,
            ["standing"] = Standing,
            ["without"] = Without,
            ["after"] = after,
            ["before"] = before,
        };
        return QueryHelpers.AddQueryString(Request.PathBase + "/people", query.Where(p => !string.IsNullOrEmpty(p.Value)));
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        List = await search.FindAsync(new PeopleQuestion(Q, County, School, Role, Standing, Without), After, Before, Size, cancellation);
        Behind = List.Items.Count == 0 && await index.WaitsAsync(cancellation);
        foreach (var place in List.Items.SelectMany(p => p.Places).DistinctBy(Key))
        {
            roles[Key(place)] = await book.WholeNameAsync(place.Role, place.OwnRole, place.Employment, place.Standing, cancellation);
        }

        Counties = Chosen(await choices.CountiesAsync(cancellation), County);
        Schools = Chosen(await choices.SchoolsAsync(County, School, cancellation), School?.ToString());
        RoleChoices = Chosen(choices.Roles(Roles.All), Role);
        StandingChoices = Chosen(PlaceWords.StandingChoices(T, Standings.All.Where(s => s != Standings.InPost)), Standing);
        WithoutChoices = Chosen([new(T["没有账号"], PeopleQuestion.NoAccount), new(T["没有手机号"], PeopleQuestion.NoPhone)], Without);
    }

    /// <summary>Said once for all rows that share it.</summary>
    private static (string, string?, string?, string) Key(PersonPlace place) => (place.Role, place.OwnRole, place.Employment, place.Standing);

    private static IReadOnlyList<SelectListItem> Chosen(IReadOnlyList<SelectListItem> items, string? value)
    {
        foreach (var item in items)
        {
            item.Selected = string.Equals(item.Value, value, StringComparison.OrdinalIgnoreCase);
        }

        return items;
    }
}

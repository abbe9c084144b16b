using Learning.Core.People;
using Learning.Framework.Data;
using Learning.People.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Learning.People.Pages;

/// <summary>/people: who works in the acting person's area, found by name, pinyin or number.</summary>
[Authorize(Policy = Permissions.ViewPeople)]
internal sealed class IndexModel(PeopleSearch search, PlaceChoices choices) : PageModel
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

    public PageOf<PersonRow> List { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Counties { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Schools { get; private set; } = [];

    public IReadOnlyList<SelectListItem> RoleChoices { get; private set; } = [];

    public bool Narrowed => !string.IsNullOrEmpty(Q) || !string.IsNullOrEmpty(County) || School is not null || !string.IsNullOrEmpty(Role);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        List = await search.FindAsync(new PeopleQuestion(Q, County, School, Role), P, cancellation);
        Counties = Chosen(await choices.CountiesAsync(cancellation), County);
        Schools = Chosen(await choices.SchoolsAsync(County, cancellation), School?.ToString());
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

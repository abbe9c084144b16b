using Learning.Core.People;
using Learning.Framework.Data;
using Learning.People.Services;
using Learning.People.Services.Appointments;
using Learning.People.Services.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Organisations;

/// <summary>/people/organisations/{id}/staff: who works there today, by role or by what is missing.</summary>
[Authorize(Policy = Permissions.ViewOrganisations)]
internal sealed class StaffModel(OrganisationSheet sheet, ChangeChoices choices, RoleBook roles, IStringLocalizer T) : PageModel
{
    private readonly Dictionary<Guid, string> names = [];

    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    [BindProperty(SupportsGet = true)]
    public StaffGap? Lacking { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public Organisation Organisation { get; private set; } = null!;

    public PageOf<StaffRow> List { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> RoleChoices => [.. Roles.All.Select(r => new SelectListItem(Theme.RoleNames.Of(T, r), r, r == Role))];

    public IReadOnlyList<SelectListItem> Gaps => [.. Enum.GetValues<StaffGap>().Select(g => new SelectListItem(Gap(T, g), g.ToString().ToLowerInvariant(), g == Lacking))];

    public static string Gap(IStringLocalizer T, StaffGap gap) => gap switch
    {
        StaffGap.Number => T["没有教师编号"],
        StaffGap.Phone => T["没有手机号"],
        _ => T["没有账号"],
    };

    public string RolesOf(StaffRow row) => names[row.Id];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await choices.FindAsync(id, cancellation) is not { } found)
        {
            return NotFound();
        }

        Organisation = found;
        List = await sheet.StaffAsync(id, Lacking, Role, P, cancellation);
        foreach (var row in List.Items)
        {
            var words = new List<string>(row.Posts.Count);
            foreach (var post in row.Posts)
            {
                words.Add(await roles.WholeNameAsync(post.Role, post.OwnRole, post.Employment, post.Standing, cancellation));
            }

            names[row.Id] = string.Join(T["、"], words.Distinct());
        }

        return Page();
    }
}

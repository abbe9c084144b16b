using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Settings;
using Learning.People.Services;
using Learning.People.Services.Appointments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages;

/// <summary>/people/roles: the bureau's own roles and what each counts as; where those away from their school on paper count.</summary>
[Authorize(Policy = Permissions.EditRoles)]
internal sealed class RolesModel(SettingsStore settings, RoleSettings desk, RoleBook book, TimeProvider clock, IStringLocalizer T) : PageModel
{
    /// <summary>Standings that may count elsewhere than where one works.</summary>
    public static readonly IReadOnlyList<string> Settable = [Standings.Exchange, Standings.Secondment, Standings.Substitute, Standings.Contract, Standings.Rehired];

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty]
    public Dictionary<string, string> CountsAt { get; set; } = [];

    public IReadOnlyList<OwnRole> Own { get; private set; } = [];

    public IReadOnlyList<SelectListItem> RoleChoices => [.. Roles.Staff.Select(r => new SelectListItem(Theme.RoleNames.Of(T, r), r))];

    public IReadOnlyList<SelectListItem> KindChoices => [.. OrganisationKinds.Schools.Concat(OrganisationKinds.Units).Select(k => new SelectListItem(PlaceWords.Kind(T, k), k))];

    public async Task<IActionResult> OnGetAsync(string? code, CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (code is null)
        {
            Input.Once = clock.NewId();
            return Page();
        }

        if (Own.FirstOrDefault(r => r.Code == code) is not { } role)
        {
            return NotFound();
        }

        Input = new InputModel { Code = role.Code, Name = role.Name, English = role.English, CountsAs = role.CountsAs, Kinds = [.. role.Kinds], Retired = role.Retired, Seen = RoleSettings.Stamp(role) };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Input.Name is not { Length: >= 2 and <= RoleSettings.NameLength })
        {
            ModelState.AddModelError("Input.Name", T["填写名称，2到{0}个字。", RoleSettings.NameLength]);
        }
        else if (Own.Any(r => r.Name == Input.Name && r.Code != Input.Code) || Roles.All.Any(r => Theme.RoleNames.Of(T, r) == Input.Name))
        {
            ModelState.AddModelError("Input.Name", T["已经有这个名称的岗位。"]);
        }

        if (Input.English is { Length: > 40 })
        {
            ModelState.AddModelError("Input.English", T["最多写{0}个字。", 40]);
        }

        if (!Roles.Staff.Contains(Input.CountsAs ?? ""))
        {
            ModelState.AddModelError("Input.CountsAs", T["选一个岗位。"]);
        }

        if (Input.Code is { } code && Own.All(r => r.Code != code))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var refusal = await desk.SaveAsync(
            new OwnRole
            {
                Code = Input.Code ?? OwnCode(Input.Once == Guid.Empty ? clock.NewId() : Input.Once),
                Name = Input.Name!,
                English = Input.English ?? "",
                CountsAs = Input.CountsAs!,
                Kinds = [.. OrganisationKinds.All.Where(Input.Kinds.Contains)],
                Retired = Input.Retired,
            },
            Input.Seen,
            cancellation);
        if (refusal is not null)
        {
            ModelState.AddModelError("Input.Name", refusal == RoleRefusal.NameTaken ? T["已经有这个名称的岗位。"] : T["别的同事刚改过这个岗位。填写的内容还在，请在新窗口看一眼再保存。"]);
            return Page();
        }

        TempData["Notice"] = T["已保存。"].Value;
        return RedirectToPage("/Roles", new { area = "People", code = (string?)null });
    }

    public async Task<IActionResult> OnPostCountingAsync(CancellationToken cancellation)
    {
        var chosen = CountsAt.Where(c => Settable.Contains(c.Key) && CountingPlaces.All.Contains(c.Value)).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        await desk.SaveCountingAsync(chosen, cancellation);
        TempData["Notice"] = T["已保存。"].Value;
        return RedirectToPage("/Roles", new { area = "People", code = (string?)null });
    }

    /// <remarks>The end of such an id differs from one to the next; its beginning is the time.</remarks>
    private static string OwnCode(Guid once) => $"own-{once.ToString("N")[^16..]}";

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Own = (await settings.GetAsync(cancellation)).Roles;
        foreach (var standing in Settable)
        {
            CountsAt[standing] = await book.CountsAtAsync(standing, cancellation);
        }
    }

    public sealed class InputModel
    {
        /// <summary>Made when the form was drawn: a role added twice is added once.</summary>
        public Guid Once { get; set; }

        /// <summary>How the role stood when the form was drawn.</summary>
        public string? Seen { get; set; }

        public string? Code { get; set; }

        public string? Name { get; set; }

        public string? English { get; set; }

        public string? CountsAs { get; set; }

        public List<string> Kinds { get; set; } = [];

        public bool Retired { get; set; }
    }
}

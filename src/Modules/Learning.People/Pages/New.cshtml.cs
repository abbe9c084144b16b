using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.People.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages;

/// <summary>/people/new: one person, one role, one place.</summary>
[Authorize(Policy = Permissions.EditPeople)]
internal sealed class NewModel(Roster roster, PlaceChoices choices, Scope scope, TimeProvider clock, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Places { get; private set; } = [];

    public IReadOnlyList<SelectListItem> RoleChoices { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Employments => PlaceWords.EmploymentChoices(T);

    public async Task OnGetAsync(string? role, Guid? at, CancellationToken cancellation)
    {
        Input.Once = clock.NewId();
        Input.From = clock.Today();
        Input.Role = role;
        Input.OrganisationId = at;
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Places.Count == 1)
        {
            Input.OrganisationId = Guid.Parse(Places[0].Value);
        }

        Check();
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var (personId, refusal) = await roster.AddAsync(
            new NewPerson(Input.Once == Guid.Empty ? clock.NewId() : Input.Once, Input.Name!, Input.StaffNumber, Input.Role!, Input.Employment, Input.OrganisationId!.Value, Input.From!.Value), cancellation);
        if (refusal is not null)
        {
            var (field, text) = refusal switch
            {
                AddRefusal.NumberTaken => ("Input.StaffNumber", T["这个教师编号已登记，先在人员里搜一下。"]),
                AddRefusal.NumberTakenElsewhere => ("Input.StaffNumber", T["这个教师编号在别的学校登记过，请上一级管理员办理调动。"]),
                AddRefusal.RoleNotYours => ("Input.Role", T["这个岗位由上一级管理员登记。"]),
                AddRefusal.RoleDoesNotFit => ("Input.Role", T["这个岗位不在这类单位，换一个单位或岗位。"]),
                _ => ("Input.OrganisationId", T["这个单位不归您管，换一个。"]),
            };
            ModelState.AddModelError(field, text);
            return Page();
        }

        TempData["Notice"] = T["已添加{0}。", Names.Clean(Input.Name!)].Value;
        return RedirectToPage("/Person", new { area = "People", id = personId });
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var places = await choices.PlacesAsync(cancellation);
        Places = [.. places.Select(p => new SelectListItem(p.Name, p.Id.ToString()))];
        RoleChoices = choices.Roles(RoleRules.Grantable(scope.Actor));
    }

    private void Check()
    {
        PersonFields.Check(ModelState, Input.Name, Input.StaffNumber, T);
        if (Input.OrganisationId is null)
        {
            ModelState.AddModelError("Input.OrganisationId", T["选一个单位。"]);
        }

        if (Input.Role is null)
        {
            ModelState.AddModelError("Input.Role", T["选一个岗位。"]);
        }
        else if (Input.Role == Roles.PsychologyTeacher && Input.Employment is not ("full-time" or "part-time"))
        {
            ModelState.AddModelError("Input.Employment", T["心理健康教师要填专职还是兼职。"]);
        }

        Input.From = FormDates.Required(ModelState, "Input.From", Input.From, clock.Today(), T);
    }

    public sealed class InputModel
    {
        /// <summary>Made when the form was drawn.</summary>
        public Guid Once { get; set; }

        public string? Name { get; set; }

        public string? StaffNumber { get; set; }

        public Guid? OrganisationId { get; set; }

        public string? Role { get; set; }

        public string? Employment { get; set; }

        public DateOnly? From { get; set; }
    }
}

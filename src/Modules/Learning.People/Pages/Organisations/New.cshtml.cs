using Learning.Core;
using Learning.Core.People;
using Learning.People.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Organisations;

/// <summary>/people/organisations/new: an officer adds an area, a school or a unit.</summary>
[Authorize(Policy = Permissions.EditOrganisations)]
internal sealed class NewModel(OrganisationRegister register, PlaceChoices choices, TimeProvider clock, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Kinds { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Parents { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellation)
    {
        Input.Once = clock.NewId();
        return LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var entered = Check();
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var (id, refusal) = await register.AddAsync(entered, cancellation);
        if (refusal is not null)
        {
            var (field, text) = refusal switch
            {
                OrganisationRefusal.CodeTaken => ("Input.Code", T["这个代码已有机构在用。"]),
                OrganisationRefusal.NameTaken => ("Input.Name", T["同一处已有同名的机构。"]),
                OrganisationRefusal.NoParent => ("Input.ParentId", T["选一个上级。"]),
                _ => ("Input.ParentId", T["这个类型不能放在这里，换一个上级。"]),
            };
            ModelState.AddModelError(field, text);
            return Page();
        }

        TempData["Notice"] = T["已添加{0}。", entered.Name].Value;
        return RedirectToPage("/Organisations/Organisation", new { area = "People", id });
    }

    private NewOrganisation Check()
    {
        if (Input.Name is not { Length: >= 2 and <= 100 })
        {
            ModelState.AddModelError("Input.Name", T["填写名称，2到100个字。"]);
        }

        if (Input.Kind is null || Input.Kind == OrganisationKinds.CityBureau || !OrganisationKinds.All.Contains(Input.Kind))
        {
            ModelState.AddModelError("Input.Kind", T["选一个类型。"]);
        }

        if (Input.ParentId is null)
        {
            ModelState.AddModelError("Input.ParentId", T["选一个上级。"]);
        }

        if (Input.Code is not { Length: <= 40 } code || !code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            ModelState.AddModelError("Input.Code", T["填写代码，只用字母、数字和横线，最多40位。"]);
        }

        var pupils = FormNumbers.Count(ModelState, "Input.Pupils", T["学生"], Input.Pupils, T);
        var boarders = FormNumbers.Count(ModelState, "Input.Boarders", T["寄宿生"], Input.Boarders, T);
        var classes = FormNumbers.Count(ModelState, "Input.Classes", T["班级"], Input.Classes, T);
        if (boarders > (pupils ?? int.MaxValue))
        {
            ModelState.AddModelError("Input.Boarders", T["寄宿生不会比学生多。"]);
        }

        return new NewOrganisation(Input.Once == Guid.Empty ? clock.NewId() : Input.Once, Input.Name ?? "", Input.Kind ?? "", Input.ParentId ?? Guid.Empty, Input.Code ?? "", pupils, boarders, classes);
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var places = await choices.PlacesAsync(cancellation);
        Kinds = [.. OrganisationKinds.All.Where(k => k != OrganisationKinds.CityBureau && places.Any(p => OrganisationTree.MayStandUnder(k, p.Kind)))
            .Select(k => new SelectListItem(PlaceWords.Kind(T, k), k))];
        Parents = [.. places.Where(p => OrganisationKinds.All.Any(k => OrganisationTree.MayStandUnder(k, p.Kind)))
            .Select(p => new SelectListItem(p.Name, p.Id.ToString()))];
    }

    public sealed class InputModel
    {
        /// <summary>Made when the form was drawn.</summary>
        public Guid Once { get; set; }

        public string? Name { get; set; }

        public string? Kind { get; set; }

        public Guid? ParentId { get; set; }

        public string? Code { get; set; }

        public string? Pupils { get; set; }

        public string? Boarders { get; set; }

        public string? Classes { get; set; }
    }
}

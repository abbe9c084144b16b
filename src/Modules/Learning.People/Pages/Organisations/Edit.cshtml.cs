using System.Globalization;
using Learning.Core.People;
using Learning.People.Services;
using Learning.People.Services.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Organisations;

/// <summary>/people/organisations/{id}/edit: what is registered of an organisation.</summary>
[Authorize(Policy = Permissions.EditOrganisations)]
internal sealed class EditModel(OrganisationDesk desk, ChangeChoices choices, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Organisation Organisation { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Kinds { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        Input = new InputModel
        {
            Name = Organisation.Name,
            Kind = Organisation.Kind,
            Code = Organisation.Code,
            DivisionCode = Organisation.DivisionCode,
            Order = Organisation.Order.ToString(CultureInfo.InvariantCulture),
            Version = Organisation.Version,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (Check() is not { } edit)
        {
            return Page();
        }

        if (await desk.EditAsync(id, edit, cancellation) is { } refusal)
        {
            var (field, text) = refusal switch
            {
                EditRefusal.CodeTaken => ("Input.Code", T["这个代码已有机构在用。"]),
                EditRefusal.NameTaken => ("Input.Name", T["同一处已有同名的机构。"]),
                EditRefusal.DoesNotFit => ("Input.Kind", T["这个类型不能放在现在的上级下面，换一个类型或先划转。"]),
                EditRefusal.NotThere => ("", T["这个机构不归您管。"]),
                _ => ("", T["刚才有人改过这个机构。您填的还在下面；现在登记的是：{0}，{1}，代码{2}，第{3}位。核对后再保存。", Organisation.Name, PlaceWords.Kind(T, Organisation.Kind), Organisation.Code, Organisation.Order]),
            };
            if (refusal == EditRefusal.Changed)
            {
                // Saved again knowingly, it stands on what is registered now.
                ModelState.Remove("Input.Version");
                Input.Version = Organisation.Version;
            }

            ModelState.AddModelError(field, text);
            return Page();
        }

        TempData["Notice"] = T["已保存。"].Value;
        return RedirectToPage("/Organisations/Organisation", new { area = "People", id });
    }

    private OrganisationEdit? Check()
    {
        if (Input.Name is not { Length: >= 2 and <= 100 })
        {
            ModelState.AddModelError("Input.Name", T["填写名称，2到100个字。"]);
        }

        if (Input.Code is not { Length: <= 40 } code || !code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            ModelState.AddModelError("Input.Code", T["填写代码，只用字母、数字和横线，最多40位。"]);
        }

        if (Input.DivisionCode is { } division && (division.Length > 12 || !division.All(char.IsAsciiDigit)))
        {
            ModelState.AddModelError("Input.DivisionCode", T["区划代码是6到12位数字。"]);
        }

        if (!int.TryParse(Input.Order, NumberStyles.None, CultureInfo.InvariantCulture, out var order) || order > 9999)
        {
            ModelState.AddModelError("Input.Order", T["填写0到9999的整数。"]);
        }

        return ModelState.IsValid ? new OrganisationEdit(Input.Name!, Input.Kind ?? "", Input.Code!, Input.DivisionCode, order, Input.Version) : null;
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await choices.FindAsync(id, cancellation) is not { } found)
        {
            return false;
        }

        Organisation = found;
        Kinds = [.. OrganisationDesk.KindsFor(found).Select(k => new SelectListItem(PlaceWords.Kind(T, k), k))];
        return true;
    }

    public sealed class InputModel
    {
        public string? Name { get; set; }

        public string? Kind { get; set; }

        public string? Code { get; set; }

        public string? DivisionCode { get; set; }

        public string? Order { get; set; }

        public int Version { get; set; }
    }
}

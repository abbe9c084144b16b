using Learning.Core.People;
using Learning.People.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages;

/// <summary>/people/{id}/edit: a name or a staff number that was written down wrong.</summary>
[Authorize(Policy = Permissions.EditPeople)]
internal sealed class EditModel(PersonDesk desk, PersonFile file, PeopleSearch search, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Person Person { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        Input = new InputModel { Name = Person.Name, StaffNumber = Person.StaffNumber, Version = Person.Version };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        PersonFields.Check(ModelState, Input.Name, Input.StaffNumber, T);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await desk.EditAsync(id, new PersonEdit(Input.Name!, Input.StaffNumber, Input.Version), cancellation) is { } refusal)
        {
            var (field, text) = refusal switch
            {
                PersonRefusal.NumberTaken => ("Input.StaffNumber", T["这个教师编号登记在别人名下，核对一下。"]),
                PersonRefusal.NumberNeeded => ("Input.StaffNumber", T["本人用教师编号登录，不能空着。"]),
                PersonRefusal.NotYours => ("", T["本人、同级或上级的姓名和编号由上一级管理员更正。"]),
                PersonRefusal.WorksElsewhere => ("", T["同时在别处任职，姓名和编号由上一级管理员更正。"]),
                _ => ("", T["刚才有人改过。您填的还在下面；现在登记的是：{0}，教师编号{1}。核对后再保存。", Person.Name, Person.StaffNumber ?? T["没有"].Value]),
            };
            if (refusal == PersonRefusal.Changed)
            {
                // Saved again knowingly, it stands on what is registered now.
                ModelState.Remove("Input.Version");
                Input.Version = Person.Version;
            }

            ModelState.AddModelError(field, text);
            return Page();
        }

        TempData["Notice"] = T["已保存。"].Value;
        return RedirectToPage("/Person", new { area = "People", id });
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (!await search.MaySeeAsync(id, cancellation) || await file.PersonAsync(id, cancellation) is not { } person)
        {
            return false;
        }

        Person = person;
        return true;
    }

    public sealed class InputModel
    {
        public string? Name { get; set; }

        public string? StaffNumber { get; set; }

        public int Version { get; set; }
    }
}

/// <summary>What a name and a staff number must look like.</summary>
internal static class PersonFields
{
    public static void Check(ModelStateDictionary state, string? name, string? staffNumber, IStringLocalizer T)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 60 || !name.EnumerateRunes().Any(System.Text.Rune.IsLetter))
        {
            state.AddModelError("Input.Name", T["填写姓名，最多60个字。"]);
        }

        if (staffNumber is { } number && (number.Length > 40 || !number.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')))
        {
            state.AddModelError("Input.StaffNumber", T["编号只有数字和字母，最多40位。"]);
        }
    }
}

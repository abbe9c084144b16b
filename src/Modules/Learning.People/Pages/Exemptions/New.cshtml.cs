using Learning.Core.People;
using Learning.People.Models;
using Learning.People.Pages.Appointments;
using Learning.People.Services;
using Learning.People.Services.Appointments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Exemptions;

/// <summary>/people/{id}/exemptions/new: an officer exempts somebody from a target or from all.</summary>
[Authorize(Policy = Permissions.Exempt)]
internal sealed class NewModel(ExemptionDesk desk, AppointmentHistory history, EntryChoices choices, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Person Person { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Targets { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        Input = new InputModel { Once = choices.NewId(), From = choices.Today };
        return await LoadAsync(id, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        Input.From = FormDates.Required(ModelState, "Input.From", Input.From, choices.Today, T);
        Input.To = FormDates.Optional(ModelState, "Input.To", Input.To, choices.Today, T);
        if (Input.Reason is not { Length: >= 2 and <= ExemptionConfiguration.ReasonLength })
        {
            ModelState.AddModelError("Input.Reason", T["写明理由，2到{0}个字。", ExemptionConfiguration.ReasonLength]);
        }

        if (Input.Target is { } key && Targets.All(t => t.Value != key))
        {
            ModelState.AddModelError("Input.Target", T["选一项指标。"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await desk.DecideAsync(Input.Once, id, Input.Target, Input.From!.Value, Input.To, Input.Reason!, cancellation) is { } refusal)
        {
            var (field, text) = refusal switch
            {
                ExemptionRefusal.EndsBeforeItBegins => ("Input.To", T["最后一天不能早于第一天。"]),
                ExemptionRefusal.Overlaps => ("Input.From", T["这段时间已经豁免了这一项，先结束那一条，或改日期。"]),
                ExemptionRefusal.Oneself => ("", T["本人的豁免由同事或上一级办理。"]),
                _ => ("", T["这个人不归您管，或者已经不在了。"]),
            };
            ModelState.AddModelError(field, text);
            return Page();
        }

        TempData["Notice"] = T["已办豁免。"].Value;
        return RedirectToPage("/Appointments/Index", new { area = "People", id });
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await choices.PersonAsync(id, cancellation) is not { } person)
        {
            return false;
        }

        Person = person;
        Targets = [.. (await history.TargetsAsync(cancellation)).Select(t => new SelectListItem($"{t.Source}·{t.Id} {t.Title}", t.Key))];
        return true;
    }

    public sealed class InputModel
    {
        public Guid Once { get; set; }

        public string? Target { get; set; }

        public DateOnly? From { get; set; }

        public DateOnly? To { get; set; }

        public string? Reason { get; set; }
    }
}

using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.People.Services;
using Learning.People.Services.Appointments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Appointments;

/// <summary>What the forms of an appointment are drawn from.</summary>
internal sealed class EntryChoices(PersonFile file, PeopleSearch search, PlaceChoices places, RoleBook roles, TimeProvider clock)
{
    public DateOnly Today => clock.Today();

    public Guid NewId() => clock.NewId();

    /// <summary>Null for nobody, or nobody the acting person may see: the two look alike.</summary>
    public async Task<Person?> PersonAsync(Guid id, CancellationToken cancellation) =>
        await search.MaySeeAsync(id, cancellation) ? await file.PersonAsync(id, cancellation) : null;

    public async Task<IReadOnlyList<SelectListItem>> PlacesAsync(CancellationToken cancellation) =>
        [.. (await places.PlacesAsync(cancellation)).Select(p => new SelectListItem(p.Name, p.Id.ToString()))];

    /// <summary>Places of the acting person's area, and where this person works or is on paper.</summary>
    public async Task<IReadOnlyList<SelectListItem>> OnPaperAsync(Guid personId, CancellationToken cancellation) =>
        [.. (await file.HistoryAsync(personId, cancellation)).Select(h => new SelectListItem(h.Organisation, h.OrganisationId.ToString()))
            .Concat(await PlacesAsync(cancellation)).DistinctBy(i => i.Value)];

    public Task<IReadOnlyList<SelectListItem>> RolesAsync(string? chosen, CancellationToken cancellation) => roles.ChoicesAsync(chosen, cancellation);

    public ValueTask<RoleChoice?> RoleAsync(string? code, CancellationToken cancellation) => roles.FindAsync(code, cancellation);
}

/// <summary>The form of a whole appointment, for a new one and for a correction.</summary>
internal abstract class EntryModel(EntryChoices choices, IStringLocalizer texts) : PageModel
{
    [BindProperty]
    public EntryInput Input { get; set; } = new();

    public Person Person { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Places { get; private set; } = [];

    public IReadOnlyList<SelectListItem> PaperPlaces { get; private set; } = [];

    public IReadOnlyList<SelectListItem> RoleChoices { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Employments => PlaceWords.EmploymentChoices(T);

    public IReadOnlyList<SelectListItem> StandingChoices => PlaceWords.StandingChoices(T, Standings.All);

    public IReadOnlyList<SelectListItem> CountingChoices => AppointmentWords.CountingChoices(T);

    protected EntryChoices Choices => choices;

    protected IStringLocalizer T => texts;

    protected async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await choices.PersonAsync(id, cancellation) is not { } person)
        {
            return false;
        }

        Person = person;
        Places = await choices.PlacesAsync(cancellation);
        PaperPlaces = await choices.OnPaperAsync(id, cancellation);
        RoleChoices = await choices.RolesAsync(Input.Role, cancellation);
        if (Places.Count == 1)
        {
            Input.OrganisationId = Guid.Parse(Places[0].Value);
        }

        return true;
    }

    /// <summary>Null with errors at the fields.</summary>
    protected async Task<AppointmentEntry?> CheckAsync(CancellationToken cancellation)
    {
        Require(Input.OrganisationId is not null, "OrganisationId", T["选一个单位。"]);
        Require(Input.Role is not null, "Role", T["选一个岗位。"]);
        if (await choices.RoleAsync(Input.Role, cancellation) is { Role: Roles.PsychologyTeacher } && Input.Employment is not ("full-time" or "part-time"))
        {
            ModelState.AddModelError("Input.Employment", T["心理健康教师要填专职还是兼职。"]);
        }

        Require(Standings.All.Contains(Input.Standing), "Standing", T["选一种在岗情况。"]);
        Input.From = FormDates.Required(ModelState, "Input.From", Input.From, choices.Today, T);
        Input.To = FormDates.Optional(ModelState, "Input.To", Input.To, choices.Today, T);
        Input.CountsFrom = FormDates.Optional(ModelState, "Input.CountsFrom", Input.CountsFrom, choices.Today, T);
        return ModelState.IsValid
            ? new AppointmentEntry(Input.OrganisationId!.Value, Input.Role!, Input.Employment, Input.Standing, Input.OnPaperId, Input.CountsAt, Input.CountsFrom, Input.From!.Value, Input.To)
            : null;
    }

    protected void Show(AppointmentRefusal refusal)
    {
        var (field, text) = AppointmentWords.Problem(T, refusal);
        ModelState.AddModelError(field, text);
    }

    private void Require(bool holds, string field, string text)
    {
        if (!holds)
        {
            ModelState.AddModelError($"Input.{field}", text);
        }
    }
}

internal sealed class EntryInput
{
    /// <summary>Made when the form was drawn.</summary>
    public Guid Once { get; set; }

    public Guid? OrganisationId { get; set; }

    public string? Role { get; set; }

    public string? Employment { get; set; }

    public string Standing { get; set; } = Standings.InPost;

    public Guid? OnPaperId { get; set; }

    public string? CountsAt { get; set; }

    public DateOnly? CountsFrom { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }
}

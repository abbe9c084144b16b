using Learning.Core;
using Learning.Core.Hours;
using Learning.Framework.Accounts;
using Learning.Hours.Models;
using Learning.Hours.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.Hours.Pages.Records;

/// <summary>/hours/records/new: a school clerk enters hours a teacher earned offline.</summary>
[Authorize(Policy = Permissions.RecordHours)]
internal sealed class NewModel(HoursLedger ledger, Colleagues colleagues, Scope scope, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>An entry whose training another teacher took part in too.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Again { get; set; }

    public Colleague? Chosen { get; private set; }

    public IReadOnlyList<Colleague> Found { get; private set; } = [];

    public IEnumerable<SelectListItem> Kinds => TrainingKinds.All.Select(k => new SelectListItem(HourWords.Kind(T, k), k));

    public IEnumerable<SelectListItem> Levels => TrainingKinds.OrganiserLevels.Select(l => new SelectListItem(HourWords.Level(T, l), l));

    public IEnumerable<SelectListItem> Counting =>
    [
        new(T["心理健康"], HourCategories.MentalHealth),
        new(T["心理辅导员课程（也算心理健康）"], HourCategories.Counsellor),
        new(T["其他继续教育"], ""),
    ];

    public async Task OnGetAsync(Guid? person, CancellationToken cancellation)
    {
        if (Again is { } again && await colleagues.TrainingAsync(again, cancellation) is { } training)
        {
            Input = training;
        }

        Input.PersonId = person;
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Check() is { } record && Refused(await ledger.RecordAsync(scope, record, cancellation)) is { } refusal)
        {
            ModelState.AddModelError(refusal.Field, refusal.Text);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        TempData["Notice"] = T["已给{0}登记{1}学时。", Chosen!.Name, Input.Hours!].Value;
        return RedirectToPage(new { again = await colleagues.LatestAsync(Chosen.PersonId, cancellation) });
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Chosen = Input.PersonId is { } person ? await colleagues.FindAsync(person, cancellation) : null;
        Found = Chosen is null ? await colleagues.SearchAsync(Q, cancellation) : [];
    }

    /// <summary>Every missing or wrong field is named at once.</summary>
    private HourRecord? Check()
    {
        Need("PersonId", Chosen is not null, T["这位老师不在您的学校。"]);
        Need("Title", Input.Title is { Length: <= 200 }, T["填写培训名称，200字以内。"]);
        Need("Hours", CreditHours.TryParse(Input.Hours, out var hours) && hours > CreditHours.Zero, T["填写学时，例如1.5。"]);
        Need("EarnedOn", Input.EarnedOn is not null, T["选择取得日期。"]);
        Need("Kind", TrainingKinds.All.Contains(Input.Kind), T["选择培训类型。"]);
        Need("Level", TrainingKinds.OrganiserLevels.Contains(Input.Level), T["选择主办单位的级别。"]);
        Need("Evidence", Input.Evidence is { Length: <= 200 }, T["写明文件号，或者证明材料放在哪里。"]);
        return !ModelState.IsValid ? null : new HourRecord(
            Input.PersonId!.Value, hours, Input.Title!, Categories(), Input.Kind!, Input.Level!, Input.EarnedOn!.Value, Input.Evidence!);
    }

    private IReadOnlyList<string> Categories() =>
        Input.Kind == TrainingKinds.Practicum || Input.Category == HourCategories.Counsellor ? HourCategories.OfCounsellor
        : Input.Category == HourCategories.MentalHealth ? HourCategories.OfMentalHealth : [];

    private void Need(string field, bool holds, string text)
    {
        if (holds)
        {
            return;
        }

        // What the binder says of a date it cannot read is not in our words.
        ModelState["Input." + field]?.Errors.Clear();
        ModelState.AddModelError("Input." + field, text);
    }

    private (string Field, string Text)? Refused(RecordRefusal? refusal) => refusal switch
    {
        null => null,
        RecordRefusal.EarnedInFuture => ("Input.EarnedOn", T["取得日期不能晚于今天。"]),
        RecordRefusal.TooLongAgo => ("Input.EarnedOn", T["取得日期太早了，检查一下年份。"]),
        RecordRefusal.NotThereThatDay => ("Input.EarnedOn", T["这位老师那天还不在这里，由当时的学校登记。"]),
        RecordRefusal.NotHours => ("Input.Hours", T["一次最多登记{0}学时。", HoursLedger.Most.ToString()]),
        RecordRefusal.OutsideScope => ("Input.PersonId", T["这位老师不在您的学校。"]),
        RecordRefusal.Self => ("Input.PersonId", T["自己的学时由同事登记。"]),
        _ => ("Input.Title", T["这笔学时已登记。"]),
    };

    internal sealed class InputModel
    {
        public Guid? PersonId { get; set; }

        public string? Title { get; set; }

        public string? Hours { get; set; }

        public DateOnly? EarnedOn { get; set; }

        public string? Kind { get; set; } = "in-service";

        public string? Level { get; set; }

        public string? Category { get; set; } = HourCategories.MentalHealth;

        public string? Evidence { get; set; }
    }
}

using System.Text.Json;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Learning.Core.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Privacy;

/// <summary>/people/retention: how long what is held about people is kept; the city and the administrator set it.</summary>
[Authorize(Policy = Permissions.ErasePeople)]
internal sealed class RetentionModel(LearningDbContext db, SettingsStore settings, Audit audit, Scope scope, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public bool MayChange => scope.Level == ScopeLevel.City;

    /// <summary>What the form was filled from: two officers at once do not overwrite each other.</summary>
    [BindProperty]
    public string Seen { get; set; } = "";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var periods = (await settings.GetAsync(cancellation)).Retention;
        (Input, Seen) = (InputModel.Of(periods), Stamp(periods));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!MayChange)
        {
            return Forbid();
        }

        foreach (var (value, most, name) in Input.Limits())
        {
            if (value is null or < 0 || value > most)
            {
                ModelState[$"Input.{name}"]?.Errors.Clear();
                ModelState.AddModelError($"Input.{name}", T["填写0到{0}，0是一直保存。", most]);
            }
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var stands = true;
        await db.WriteAsync(
            () => settings.ChangeAsync(
                db,
                before =>
                {
                    var after = Input.ToPeriods();
                    stands = after == before.Retention || Stamp(before.Retention) == Seen;
                    if (after == before.Retention || !stands)
                    {
                        return before;
                    }

                    audit.Record("privacy.retention", "settings", "retention", before.Retention, after);
                    return before with { Retention = after, RetentionEdited = true };
                },
                cancellation),
            cancellation);
        if (!stands)
        {
            ModelState.AddModelError("", T["别的同事刚改过保存期限。填写的内容还在，请在新窗口看一眼再保存。"]);
            return Page();
        }

        TempData["Notice"] = T["保存好了，明天起按新的期限删除。"].Value;
        return RedirectToPage();
    }

    private static string Stamp(RetentionPeriods periods) => JsonSerializer.Serialize(periods);

    public sealed class InputModel
    {
        public int? AuditYears { get; set; }

        public int? ContactYears { get; set; }

        public int? QuizAnswerMonths { get; set; }

        public int? WatchedMonths { get; set; }

        public int? CodeDays { get; set; }

        public int? RosterDays { get; set; }

        public int? EvidenceDays { get; set; }

        public static InputModel Of(RetentionPeriods periods) => new()
        {
            AuditYears = periods.AuditYears,
            WatchedMonths = periods.WatchedMonths,
            QuizAnswerMonths = periods.QuizAnswerMonths,
            ContactYears = periods.ContactYears,
            CodeDays = periods.CodeDays,
            RosterDays = periods.RosterDays,
            EvidenceDays = periods.EvidenceDays,
        };

        public IEnumerable<(int? Value, int Most, string Name)> Limits() =>
        [
            (AuditYears, RetentionLimits.Years, nameof(AuditYears)), (WatchedMonths, RetentionLimits.Months, nameof(WatchedMonths)), (QuizAnswerMonths, RetentionLimits.Months, nameof(QuizAnswerMonths)),
            (ContactYears, RetentionLimits.Years, nameof(ContactYears)), (CodeDays, RetentionLimits.Days, nameof(CodeDays)), (RosterDays, RetentionLimits.Days, nameof(RosterDays)),
            (EvidenceDays, RetentionLimits.Days, nameof(EvidenceDays)),
        ];

        public RetentionPeriods ToPeriods() => new()
        {
            AuditYears = AuditYears!.Value,
            WatchedMonths = WatchedMonths!.Value,
            QuizAnswerMonths = QuizAnswerMonths!.Value,
            ContactYears = ContactYears!.Value,
            CodeDays = CodeDays!.Value,
            RosterDays = RosterDays!.Value,
            EvidenceDays = EvidenceDays!.Value,
        };
    }
}

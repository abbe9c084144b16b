using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Learning.Bureau.Services;
using Learning.Core;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.Bureau.Pages;

/// <summary>/bureau/hotlines: the numbers people call, and who confirmed each on which day.</summary>
[Authorize(Policy = Permissions.EditHotlines)]
internal sealed class HotlinesModel(SettingsStore settings, LearningDbContext db, Audit audit, TimeProvider clock, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public List<HotlineInput> Lines { get; set; } = [];

    /// <summary>What the form was filled from: two officers at once do not overwrite each other.</summary>
    [BindProperty]
    public string Seen { get; set; } = "";

    /// <summary>What the bureau must still do, and what is wrong, lies open.</summary>
    public bool IsOpen(int index) =>
        (!Lines[index].IsBlank && Hotlines.NeedsBureau(Lines[index].ToHotline(null)))
        || ModelState.Any(field => field.Key.StartsWith($"Lines[{index}].", StringComparison.Ordinal) && field.Value!.Errors.Count > 0);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var lines = (await settings.GetAsync(cancellation)).Hotlines;
        Lines = [.. lines.Select(HotlineInput.Of), new HotlineInput()];
        Seen = Stamp(lines);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var before = (await settings.GetAsync(cancellation)).Hotlines;
        Check(before);
        if (ModelState.IsValid && await SaveAsync(cancellation))
        {
            TempData["Notice"] = T["热线已保存。"].Value;
            return RedirectToPage();
        }

        return Page();
    }

    private void Check(IReadOnlyList<Hotline> before)
    {
        for (var index = 0; index < Lines.Count; index++)
        {
            foreach (var (field, problem) in HotlineRules.Problems(Lines[index], before.ElementAtOrDefault(index), clock.Today()))
            {
                ModelState.AddModelError($"Lines[{index}].{field}", Text(problem));
            }
        }
    }

    private async Task<bool> SaveAsync(CancellationToken cancellation)
    {
        var saved = await db.WriteAsync(
            async () =>
            {
                var stands = true;
                await settings.ChangeAsync(
                    db,
                    current =>
                    {
                        stands = Stamp(current.Hotlines) == Seen;
                        var after = Merge(current.Hotlines);
                        if (!stands || Stamp(after) == Seen)
                        {
                            return current;
                        }

                        audit.Record("bureau.hotlines", "settings", "hotlines", current.Hotlines, after);
                        return current with { Hotlines = after, HotlinesEdited = true };
                    },
                    cancellation);
                return stands;
            },
            cancellation);
        if (!saved)
        {
            ModelState.AddModelError("", T["别的同事刚改过热线。填写的内容还在，请在新窗口看一眼再保存。"]);
        }

        return saved;
    }

    private List<Hotline> Merge(IReadOnlyList<Hotline> before) =>
        [.. Lines.Select((line, index) => line.IsBlank || line.Remove ? null : line.ToHotline(before.ElementAtOrDefault(index))).OfType<Hotline>()];

    private string Text(HotlineProblem problem) => problem switch
    {
        HotlineProblem.NameMissing => T["填写热线名称。"],
        HotlineProblem.NumberUnreadable => T["填写能拨打的号码，例如0812-1234567。"],
        HotlineProblem.VerifierMissing => T["填写核对人或核对单位。"],
        HotlineProblem.DayMissing => T["填写核对日期。"],
        HotlineProblem.DayInFuture => T["核对日期不能晚于今天。"],
        HotlineProblem.VerifyAgain => T["号码改了，核对后填写新的核对日期。"],
        _ => throw new InvalidOperationException($"No text for {problem}."),
    };

    private static string Stamp(IReadOnlyList<Hotline> lines) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(lines))));
}

using Learning.Core.Targets;
using Learning.Framework.Accounts;
using Learning.Targets.Evaluation;
using Learning.Targets.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.Targets.Pages;

/// <summary>/targets/{source}/{id}: one row of a policy, its whole rule and every reading of what the source leaves open.</summary>
[Authorize(Policy = Permission.SignedIn)]
internal sealed class DetailsModel(TargetCatalogue catalogue, Scope scope, IStringLocalizer T) : PageModel
{
    public RuleWords Words { get; } = new(T);

    public Target Target { get; private set; } = null!;

    /// <summary>Whether a qualification given elsewhere counts here, so that one's own can be handed in.</summary>
    public bool Qualifications => Target.Rule?.Qualifications.Any() == true;

    /// <summary>Coverage is for those who look after an area.</summary>
    public bool SeesCoverage => Target.State == TargetState.Measured && scope.Level != ScopeLevel.Own;

    public async Task<IActionResult> OnGetAsync(string source, string id, CancellationToken cancellation)
    {
        if (await catalogue.FindAsync($"{source}/{id}", cancellation) is not { } target)
        {
            return NotFound();
        }

        Target = target;
        return Page();
    }

    public string Setting(string setting) => setting switch
    {
        "order" => T["级别次序"],
        "orHigher" => T["更高级别"],
        "newSince" => T["从哪天起算新招录"],
        "qualifications" => T["哪些资格"],
        "deadline" => T["期限"],
        "schools" => T["哪些学校"],
        "retired" => T["退休人员"],
        "counting" => T["怎么计数"],
        "roles" => T["哪些岗位"],
        "period" => T["期间"],
        "categories" => T["学时类别"],
        "trainingKinds" => T["培训类别"],
        "organiserLevels" => T["举办级别"],
        "midYear" => T["年中变动"],
        "programmes" => T["哪些培训"],
        "certificates" => T["哪些证书"],
        "rounding" => T["尾数"],
        "threshold" => T["界限"],
        "small" => T["小规模学校"],
        "goal" => T["目标|设置"],
        "atLeastHours" => T["一次多长"],
        "mode" => T["方式|设置"],
        "passShare" => T["合格线"],
        _ => setting,
    };

    /// <summary>Codes of the recipe in words; what is already words stays.</summary>
    public string Value(TargetReading reading) => reading switch
    {
        { Value: "true" } => T["是"],
        { Value: "false" } => T["否"],
        { Setting: "orHigher" or "retired" } => reading.Value,
        { Value: "person" } => T["按人"],
        { Value: "school" } => T["按学校"],
        { Value: "class" } => T["按班级"],
        { Value: "family" } => T["按家庭"],
        { Value: "city" } => T["按全市"],
        { Value: "published" } => T["已发布的"],
        { Value: "shown" } => T["只显示"],
        { Value: "joined" } => T["接入也算"],
        { Value: "all" } => T["全部"],
        { Value: "schoolYear" } => T["学年"],
        { Value: "calendarYear" } => T["自然年"],
        { Value: "term" } => T["学期"],
        { Value: "month" } => T["月"],
        { Value: "byDate" } => T["到期限累计"],
        { Value: "full" } => T["按全年要求"],
        { Value: "up" } => T["进一"],
        { Value: "down" } => T["舍去"],
        { Value: "both" } => T["线上线下同时"],
        { Setting: "categories" or "roles" or "certificates" or "programmes" } => string.Join(T["、"].Value, reading.Value.Split('、').Select(Words.Code)),
        _ => DateOnly.TryParseExact(reading.Value, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? Words.Day(day) : reading.Value,
    };
}

using Learning.Core.Certificates;
using Learning.Core.Curricula;
using Learning.Framework.Accounts;
using Learning.Targets.Evaluation;
using Learning.Targets.Services;
using Learning.Theme;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.Targets.Pages;

/// <summary>/my: where I stand this year, and the one thing to do next.</summary>
[Authorize(Policy = Permission.SignedIn)]
internal sealed class MyModel(MyYearReader reader, Scope scope, IStringLocalizer T, TimeProvider clock) : PageModel
{
    public RuleWords Words { get; } = new(T);

    public MyYear Year { get; private set; } = MyYear.Nobody;

    public Actor Actor => scope.Actor;

    public string Greeting { get; private set; } = "";

    public string Appointment { get; private set; } = "";

    public string Period { get; private set; } = "";

    /// <summary>Where someone without a teaching post goes.</summary>
    public (string Text, string Href) Elsewhere => scope.Level switch
    {
        ScopeLevel.City or ScopeLevel.County => (T["看指标完成情况"], "/bureau"),
        ScopeLevel.School => (T["去待办"], "/bureau/todo"),
        _ => (T["看我的岗位"], "/people/me"),
    };

    public (string Text, string Href) Action => Year switch
    {
        { Current.Next: { Kind: NextStepKind.Exam } exam } => (T["去考核"], exam.Href),
        { Current: { Enrolled: true, Next: { } lesson } } => (T["继续学习：第{0}课", lesson.Number], lesson.Href),
        { Current.Next: { } lesson } => (T["开始学习：第{0}课", lesson.Number], lesson.Href),
        { Held.Number: { } number } => (T["下载证书"], $"/certificates/{number}"),
        _ => (T["挑一门开始"], "/curricula"),
    };

    /// <summary>What the button goes on with; null when there is nothing to go on with.</summary>
    public string? ActionNote => Year.Current is { Next: { } step } current ? $"{current.Title}·{step.Title}" : null;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Year = await reader.ReadAsync(Actor.PersonId, cancellation);
        var hour = clock.GetLocalNow().Hour;
        Greeting = hour switch
        {
            < 6 or >= 19 => T["{0}，晚上好", Actor.Name],
            < 12 => T["{0}，上午好", Actor.Name],
            _ => T["{0}，下午好", Actor.Name],
        };
        Appointment = string.Join('·', new[] { Actor.OrganisationName, RoleNames.Leading(T, Actor.Roles) }.Where(w => w.Length > 0));
        var year = Learning.Core.SchoolYear.Of(Learning.Core.ClockDates.Today(clock)).StartYear;
        Period = T["{0}–{1}学年", year, year + 1];
    }

    public string Until(MyTarget target) => target.Rule.Period.Kind switch
    {
        PeriodKind.ByDate when target.Rule.DueOn < Learning.Core.ClockDates.Today(clock) => T["期限{0}已过", Words.Day(target.Rule.DueOn!.Value)],
        PeriodKind.ByDate => T["{0}前完成", Words.Day(target.Rule.DueOn!.Value)],
        PeriodKind.Always => T["随时"],
        _ => T["{0}前完成", Words.Day(target.Window.To)],
    };

    /// <summary>Standing in words for a chip.</summary>
    public (string Kind, string Text) Chip(MyTarget target) => target switch
    {
        { Exempt: true } => ("none", T["豁免"]),
        { Met: true } => ("met", T["已达标"]),
        { Rule.Measure: HoursMeasure } => ("short", T["还差{0}学时", RuleWords.Number(target.Missing)]),
        { Rule.Measure: TrainingsMeasure } => ("short", T["还差{0}次", RuleWords.Number(target.Missing)]),
        { Rule.Measure: CertificateMeasure { Types.Count: 0 } } => ("short", T["资格还没有核验"]),
        { Rule.Measure: CertificateMeasure } => ("short", T["还差一张证书"]),
        _ => ("short", T["还没有学完"]),
    };

    public string StateOf(CertificateStanding standing) => standing.State switch
    {
        CertificateState.Proposed => T["各项都已完成，等教育局审核"],
        CertificateState.OnNotice => T["公示中，公示期满后发证"],
        _ => T["距离{0}级证书还差{1}项", standing.Level, standing.Requirements.Count(r => !r.Met)],
    };

    public string Amount(RequirementStanding requirement) => requirement switch
    {
        { Kind: "hours" } => T["{0}/{1}学时", RuleWords.Number(requirement.Done / 100m), RuleWords.Number(requirement.Needed / 100m)],
        { Kind: "programme" } => T["{0}/{1}课", requirement.Done, requirement.Needed],
        { Met: true } => T["已完成"],
        _ => T["还没有完成"],
    };
}

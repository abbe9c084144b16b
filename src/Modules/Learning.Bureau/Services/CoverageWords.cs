using System.Globalization;
using Learning.Core.Targets;
using Microsoft.Extensions.Localization;

namespace Learning.Bureau.Services;

/// <summary>Coverage in words, the same on every page and in every file.</summary>
internal sealed class CoverageWords(IStringLocalizer T)
{
    /// <summary><c>63.4%（317/500）</c>, a count as <c>12/20人</c>, or 未统计 where nobody is counted.</summary>
    public string Figure(TargetRow row) => row.Card.GoalText is { } goal && row.Coverage.GoalCount is { } count
        ? T["已有{0}人，目标{1}", Number(row.Coverage.Attained), goal.Length > 0 ? goal : Number(count)].Value
        : Share(row.Coverage);

    public string Share(Coverage coverage) => coverage.Share is { } share
        ? T["{0}%（{1}/{2}）", Number(share), Number(coverage.Met), Number(coverage.Subjects)]
        : T["未统计"];

    public string? Goal(TargetRow row) =>
        row.State == CoverageState.NoGoalHere ? T["目标按全市计"].Value
        : row.Coverage.GoalCount is not null ? null
        : row.Coverage.GoalShare is { } share ? T["目标{0}%", Number(share)].Value
        : null;

    public (string Kind, string Text) Chip(TargetRow row) => row.State switch
    {
        CoverageState.Met => ("met", T["已达标"]),
        CoverageState.Short => ("short", Missing(row)),
        CoverageState.DueSoon => ("due", T["快到期"]),
        CoverageState.Overdue => ("due", T["期限已过"]),
        CoverageState.NoGoalHere => ("none", T["不单独设目标"]),
        _ => ("none", T["未统计"]),
    };

    public string Missing(TargetRow row) => row.Coverage.GoalCount is not null || row.Distance is null
        ? T["还差{0}人", Number(row.Missing)]
        : T["还差{0}个百分点", Number(row.Distance.Value)];

    /// <summary>How far it is from its goal, where the chip does not say so.</summary>
    public string? Gap(TargetRow row) => row.State is CoverageState.DueSoon or CoverageState.Overdue ? Missing(row) : null;

    /// <summary>The day; null for a target that comes round again or always holds.</summary>
    public string? Due(TargetRow row) => row.Card.DueOn is not { } due ? null
        : due < row.Today ? T["{0}到期", Day(due)].Value
        : due == row.Today ? T["今天到期"].Value
        : T["{0}到期，还有{1}天", Day(due), Number(due.DayNumber - row.Today.DayNumber)].Value;

    /// <summary>What stood on the day of a deadline that is past.</summary>
    public string? AtDeadline(TargetRow row) =>
        row.Coverage.AtDeadline is { } then && row.Card.DueOn < row.Today && (then.Share is not null || row.Coverage.GoalCount is not null)
            ? T["到期当天{0}", row.Coverage.GoalCount is null ? Share(then) : T["{0}人|数量", Number(then.Attained)].Value].Value : null;

    /// <summary>较目标, with its sign: <c>−36.6</c>, <c>+2</c>, <c>0</c>; a dash where there is nothing to compare.</summary>
    public static string Signed(decimal? difference) => difference switch
    {
        null => "—",
        > 0 => "+" + Number(difference.Value),
        < 0 => "\u2212" + Number(-difference.Value),
        _ => "0",
    };

    public string Topic(string topic) => topic switch
    {
        "certificate" => T["持证"],
        "hours" => T["学时"],
        "programme" => T["培训"],
        "staffing" => T["队伍配备"],
        "school" => T["学校工作"],
        "activity" => T["活动"],
        "library" => T["资源"],
        "media" => T["宣传"],
        _ => T["其他"],
    };

    public string State(TargetState state) => state switch
    {
        TargetState.Measured => T["统计"],
        TargetState.Advisory => T["倡导"],
        TargetState.Outside => T["不在本平台"],
        _ => T["待上线"],
    };

    public string Area(CoverageRow row) => row.OrganisationId is null ? T["市直属"] : row.Name;

    public string Day(DateOnly day) => day.ToString(T["yyyy年M月d日"], CultureInfo.CurrentUICulture);

    public string Moment(DateTimeOffset local) => local.ToString(T["yyyy年M月d日HH:mm"], CultureInfo.CurrentUICulture);

    public static string Number(decimal value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}

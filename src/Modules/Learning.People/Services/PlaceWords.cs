using System.Globalization;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Texts;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services;

/// <summary>What people call kinds of organisation, standings and employment.</summary>
internal static class PlaceWords
{
    public static string Kind(IStringLocalizer T, string kind) => kind switch
    {
        OrganisationKinds.CityBureau => T["市教育局|类型"],
        "county" => T["区县|类型"],
        "development-zone" => T["开发区|类型"],
        "township" => T["乡镇街道|类型"],
        "kindergarten" => T["幼儿园|类型"],
        "primary" => T["小学|类型"],
        "junior-high" => T["初中|类型"],
        "nine-year" => T["九年一贯制学校|类型"],
        "senior-high" => T["高中|类型"],
        "complete-secondary" => T["完全中学|类型"],
        "vocational" => T["中职学校|类型"],
        "technical" => T["技工学校|类型"],
        "special" => T["特殊教育学校|类型"],
        "teaching-point" => T["教学点|类型"],
        "research-centre" => T["教研机构|类型"],
        "community-site" => T["社区站点|类型"],
        "station" => T["服务站|类型"],
        _ => kind,
    };

    public static string Standing(IStringLocalizer T, string standing) => standing switch
    {
        Standings.InPost => T["在岗"],
        Standings.Contract => T["编外"],
        Standings.Substitute => T["代课"],
        Standings.Exchange => T["支教交流"],
        Standings.Secondment => T["借调"],
        Standings.OnLeave => T["请假"],
        Standings.Retired => T["退休"],
        Standings.Rehired => T["返聘"],
        _ => standing,
    };

    public static string Year(IStringLocalizer T, SchoolYear year) =>
        T["{0}–{1}学年", year.StartYear.ToString(CultureInfo.InvariantCulture), (year.StartYear + 1).ToString(CultureInfo.InvariantCulture)];

    public static string Employment(IStringLocalizer T, string? employment) => employment switch
    {
        "full-time" => T["专职"],
        "part-time" => T["兼职"],
        _ => "",
    };

    /// <summary>The role's name after 专职 or 兼职.</summary>
    public static string Employed(IStringLocalizer T, string employment, string role) =>
        SentenceCase.Start(T["{0}{1}|职务", Employment(T, employment), SentenceCase.Within(role)]);

    /// <summary>Standings to choose from.</summary>
    public static IReadOnlyList<SelectListItem> StandingChoices(IStringLocalizer T, IEnumerable<string> standings) =>
        [.. standings.Select(s => new SelectListItem(SentenceCase.Start(Standing(T, s)), s))];

    public static IReadOnlyList<SelectListItem> EmploymentChoices(IStringLocalizer T) =>
        [new(SentenceCase.Start(Employment(T, "full-time")), "full-time"), new(SentenceCase.Start(Employment(T, "part-time")), "part-time")];

    /// <summary>The role with 专职 or 兼职 and how the person stands, where that says anything.</summary>
    public static string Role(IStringLocalizer T, string role, string? employment, string standing)
    {
        var name = employment is null ? Theme.RoleNames.Of(T, role) : Employed(T, employment, Theme.RoleNames.Of(T, role));
        return standing == Standings.InPost ? name : T["{0}（{1}）", name, Standing(T, standing)];
    }
}

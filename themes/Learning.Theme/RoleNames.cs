using Learning.Core.People;
using Microsoft.Extensions.Localization;

namespace Learning.Theme;

/// <summary>What people call the roles.</summary>
public static class RoleNames
{
    /// <summary>The role's name in the reader's language; an unknown code stays as it is.</summary>
    public static string Of(IStringLocalizer T, string role) => role switch
    {
        Roles.PsychologyTeacher => T["心理健康教师"],
        Roles.HomeroomTeacher => T["班主任"],
        Roles.SubjectTeacher => T["学科教师"],
        Roles.Principal => T["校长"],
        Roles.MoralEducationStaff => T["德育干部"],
        Roles.YouthLeagueStaff => T["团委干部"],
        Roles.Counsellor => T["辅导员"],
        Roles.StationDuty => T["服务站负责教师"],
        Roles.Researcher => T["教研员"],
        Roles.OtherTeacher => T["教师"],
        Roles.CityOfficer => T["市级管理员"],
        Roles.CountyOfficer => T["{0}管理员", T["区县"]],
        Roles.SchoolAdministrator => T["学校管理员"],
        Roles.Administrator => T["平台管理员"],
        Roles.Reviewer => T["评审专家"],
        Roles.Mentor => T["导师"],
        Roles.Parent => T["家长"],
        _ => role,
    };

    /// <summary>The one role to name beside an organisation: the widest a person holds there, otherwise the first in the usual order.</summary>
    public static string Leading(IStringLocalizer T, IReadOnlyList<string> roles) =>
        (roles.FirstOrDefault(Roles.Officers.Contains) ?? Roles.All.FirstOrDefault(roles.Contains) ?? (roles.Count > 0 ? roles[0] : null)) is { } role ? Of(T, role) : "";
}

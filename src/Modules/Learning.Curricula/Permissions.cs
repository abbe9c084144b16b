using Learning.Core.People;
using Learning.Framework.Accounts;

namespace Learning.Curricula;

internal static class Permissions
{
    /// <summary>Look at reports of unsafe content and show lessons again.</summary>
    public const string HandleReports = "curricula.reports";

    public static readonly IReadOnlyList<Permission> All = [new(HandleReports, Roles.CityOfficer)];
}

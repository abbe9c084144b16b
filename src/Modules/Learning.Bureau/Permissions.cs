using Learning.Core.People;
using Learning.Framework.Accounts;

namespace Learning.Bureau;

internal static class Permissions
{
    public const string SeeCoverage = "bureau.coverage";

    public const string SeeTodo = "bureau.todo";

    public const string EditHotlines = "bureau.hotlines";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(SeeCoverage, Roles.CityOfficer, Roles.CountyOfficer, Roles.SchoolAdministrator, Roles.Administrator),
        new(SeeTodo, Roles.CityOfficer, Roles.CountyOfficer, Roles.SchoolAdministrator, Roles.Administrator),
        new(EditHotlines, Roles.CityOfficer, Roles.Administrator),
    ];
}

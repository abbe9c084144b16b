using Learning.Core.People;
using Learning.Framework.Accounts;

namespace Learning.Hours;

internal static class Permissions
{
    public const string SeeOwnHours = "hours.own", SeeRecords = "hours.records", RecordHours = "hours.record";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(SeeOwnHours, Roles.Colleagues),
        new(SeeRecords, Roles.SchoolAdministrator, Roles.CountyOfficer, Roles.CityOfficer),
        new(RecordHours, Roles.SchoolAdministrator, Roles.CountyOfficer, Roles.CityOfficer),
    ];
}

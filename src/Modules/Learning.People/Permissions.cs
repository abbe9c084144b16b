using Learning.Core.People;
using Learning.Framework.Accounts;

namespace Learning.People;

internal static class Permissions
{
    public const string ViewPeople = "people.view";
    public const string EditPeople = "people.edit";

    /// <summary>Export with phones and identity numbers in full.</summary>
    public const string ExportNumbers = "people.export-numbers";
    public const string ViewOrganisations = "organisations.view";
    public const string EditOrganisations = "organisations.edit";
    public const string ViewAudit = "audit.view";
    public const string ErasePeople = "people.erase";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(ViewPeople, Roles.SchoolAdministrator, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
        new(EditPeople, Roles.SchoolAdministrator, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
        new(ExportNumbers, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
        new(ViewOrganisations, Roles.SchoolAdministrator, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
        new(EditOrganisations, Roles.Administrator),
        new(ErasePeople, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
        new(ViewAudit, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
    ];
}

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
    public const string EnterFacts = "organisations.facts";
    public const string Exempt = "people.exempt";

    /// <summary>Qualifications given elsewhere: accept, send back, refuse, revoke.</summary>
    public const string CheckQualifications = "qualifications.check";
    public const string ViewLeavers = "people.leavers";
    public const string ChangeYear = "people.year-change";
    public const string EditRoles = "people.roles";
    public const string StartSite = "site.start";
    public const string ViewAudit = "audit.view";
    public const string ErasePeople = "people.erase";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(ViewPeople, Roles.SchoolAdministrator, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
        new(EditPeople, Roles.SchoolAdministrator, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
        new(ExportNumbers, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
        new(ViewOrganisations, Roles.SchoolAdministrator, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
        new(ErasePeople, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
        new(EditOrganisations, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
        new(EnterFacts, Roles.SchoolAdministrator, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
        new(Exempt, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
        new(CheckQualifications, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
        new(ViewLeavers, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
        new(ChangeYear, Roles.SchoolAdministrator, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
        new(EditRoles, Roles.CityOfficer, Roles.Administrator),
        new(StartSite, Roles.Administrator),
        new(ViewAudit, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator),
    ];

    public static bool Holds(this Actor actor, string permission) => All.Single(p => p.Name == permission).Roles.Any(actor.Roles.Contains);
}

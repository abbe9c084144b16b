using Learning.Core.People;
using Learning.Framework.Accounts;

namespace Learning.Certificates;

internal static class Permissions
{
    /// <summary>Decide on proposals, put lists on notice, issue, revoke.</summary>
    public const string IssueCertificates = "certificates.issue";

    /// <summary>See what was issued in one's own area.</summary>
    public const string SeeIssued = "certificates.see-issued";

    /// <summary>See the published keys.</summary>
    public const string SeeKeys = "certificates.see-keys";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(IssueCertificates, Roles.CityOfficer),
        new(SeeIssued, Roles.CityOfficer, Roles.CountyOfficer, Roles.SchoolAdministrator),
        new(SeeKeys, Roles.Administrator),
    ];
}

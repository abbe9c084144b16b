using Learning.Core.People;
using Learning.Framework.Accounts;

namespace Learning.People.Services;

/// <summary>Who may give which role, and where a role stands.</summary>
internal static class RoleRules
{
    private static readonly Dictionary<string, int> Ranks = Roles.All.Select((role, rank) => (role, rank)).ToDictionary(r => r.role, r => Roles.Officers.Contains(r.role) ? -1 : r.rank, StringComparer.Ordinal);

    /// <summary>Roles an acting person may give: always below the own.</summary>
    public static IReadOnlyList<string> Grantable(Actor actor) =>
        actor.Roles.Contains(Roles.Administrator) ? [.. Roles.Staff, .. Roles.Experts, Roles.SchoolAdministrator, Roles.CountyOfficer, Roles.CityOfficer, Roles.Administrator]
        : actor.Roles.Contains(Roles.CityOfficer) ? [.. Roles.Staff, .. Roles.Experts, Roles.SchoolAdministrator, Roles.CountyOfficer]
        : actor.Level == ScopeLevel.County ? [.. Roles.Staff, .. Roles.Experts, Roles.SchoolAdministrator]
        : actor.Level == ScopeLevel.School ? Roles.Staff
        : [];

    /// <summary>What a person is named by first: an office, then the roles in their usual order.</summary>
    public static int Rank(string role) => Ranks.GetValueOrDefault(role, -1);

    public static bool Fits(string role, Organisation place) => role switch
    {
        Roles.CityOfficer or Roles.Administrator => place.Kind == OrganisationKinds.CityBureau,
        Roles.Reviewer or Roles.Mentor => true,
        Roles.CountyOfficer => OrganisationTree.IsArea(place.Kind),
        Roles.HomeroomTeacher or Roles.Principal => OrganisationTree.IsSchool(place.Kind),
        _ => place.SchoolId is not null,
    };
}

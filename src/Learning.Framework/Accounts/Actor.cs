using System.Globalization;
using System.Security.Claims;
using Learning.Core.People;

namespace Learning.Framework.Accounts;

/// <summary>How wide a person sees.</summary>
public enum ScopeLevel
{
    /// <summary>Only what is their own.</summary>
    Own,

    /// <summary>One school.</summary>
    School,

    /// <summary>One county-level area.</summary>
    County,

    /// <summary>The whole city.</summary>
    City,
}

/// <summary>Who is acting, and for which organisation with which roles. Read from the cookie's claims.</summary>
public sealed record Actor(
    Guid AccountId, Guid PersonId, string Name, Guid OrganisationId, string OrganisationName, Guid? CountyId, Guid? SchoolId, IReadOnlyList<string> Roles)
{
    private const string PersonClaim = "person", OrganisationClaim = "organisation", OrganisationNameClaim = "organisation-name",
        CountyClaim = "county", SchoolClaim = "school", RoleClaim = "role";

    public ScopeLevel Level =>
        Roles.Contains(Core.People.Roles.Administrator) || Roles.Contains(Core.People.Roles.CityOfficer) ? ScopeLevel.City
        : Roles.Contains(Core.People.Roles.CountyOfficer) && CountyId is not null ? ScopeLevel.County
        : Roles.Contains(Core.People.Roles.SchoolAdministrator) && SchoolId is not null ? ScopeLevel.School
        : ScopeLevel.Own;

    public static Actor? From(ClaimsPrincipal? user)
    {
        if (user?.Identity is not ClaimsIdentity { IsAuthenticated: true } identity
            || Id(identity, ClaimTypes.NameIdentifier) is not { } account
            || Id(identity, PersonClaim) is not { } person
            || Id(identity, OrganisationClaim) is not { } organisation)
        {
            return null;
        }

        return new Actor(
            account, person, identity.FindFirst(ClaimTypes.Name)?.Value ?? "", organisation, identity.FindFirst(OrganisationNameClaim)?.Value ?? "",
            Id(identity, CountyClaim), Id(identity, SchoolClaim), [.. identity.FindAll(RoleClaim).Select(c => c.Value)]);
    }

    /// <summary>The claims a cookie carries for this actor (the account id and stamp are Identity's own).</summary>
    public IEnumerable<Claim> ToClaims()
    {
        yield return new Claim(PersonClaim, Text(PersonId));
        yield return new Claim(OrganisationClaim, Text(OrganisationId));
        yield return new Claim(OrganisationNameClaim, OrganisationName);
        if (CountyId is { } county)
        {
            yield return new Claim(CountyClaim, Text(county));
        }

        if (SchoolId is { } school)
        {
            yield return new Claim(SchoolClaim, Text(school));
        }

        foreach (var role in Roles)
        {
            yield return new Claim(RoleClaim, role);
        }
    }

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    private static Guid? Id(ClaimsIdentity identity, string type) => Guid.TryParse(identity.FindFirst(type)?.Value, out var id) ? id : null;
}

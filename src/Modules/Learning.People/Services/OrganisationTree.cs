using Learning.Core.People;

namespace Learning.People.Services;

/// <summary>The tree city → area → school: who may stand under whom, and what county and school a place means.</summary>
internal static class OrganisationTree
{
    /// <summary>Code of the bureau a first run made by hand; a recipe's bureau takes it over.</summary>
    public const string CodeOfFirstRun = "bureau";

    public static bool IsArea(string kind) => OrganisationKinds.Areas.Contains(kind);

    public static bool IsSchool(string kind) => OrganisationKinds.Schools.Contains(kind);

    public static bool MayStandUnder(string kind, string above) => IsArea(kind)
        ? above == OrganisationKinds.CityBureau
        : kind != OrganisationKinds.CityBureau
            && (above == OrganisationKinds.CityBureau || IsArea(above) || (kind == "teaching-point" && IsSchool(above)) || (kind == "station" && IsSchool(above)));

    /// <summary>Puts an organisation under another: an area is its own county, a school or unit its own school.</summary>
    public static void Place(Organisation organisation, Organisation? above)
    {
        organisation.ParentId = above?.Id;
        organisation.CountyId = IsArea(organisation.Kind) ? organisation.Id : above?.CountyId;
        organisation.SchoolId = organisation.Kind == OrganisationKinds.CityBureau || IsArea(organisation.Kind) ? null : organisation.Id;
    }
}

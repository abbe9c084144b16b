using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;

namespace Learning.UnitTests.Framework;

/// <summary>An area said as parameters keeps and leaves out the same rows as <c>.Within(scope)</c>.</summary>
public sealed class ScopeTests
{
    private static readonly Guid County = new(1, 0, 0, new byte[8]), Next = new(2, 0, 0, new byte[8]), School = new(3, 0, 0, new byte[8]), Other = new(4, 0, 0, new byte[8]);
    private static readonly Row[] Rows = [new(County, School), new(County, Other), new(County, null), new(Next, Guid.Empty), new(Next, null), new(null, School), new(null, null)];

    [Theory]
    [InlineData(Roles.CityOfficer, true, true, 7)]
    [InlineData(Roles.Administrator, false, false, 7)]
    [InlineData(Roles.CountyOfficer, true, true, 3)]
    [InlineData(Roles.CountyOfficer, false, true, 0)]
    [InlineData(Roles.SchoolAdministrator, true, true, 2)]
    [InlineData(Roles.SchoolAdministrator, false, true, 2)]
    [InlineData(Roles.SchoolAdministrator, true, false, 0)]
    [InlineData(Roles.HomeroomTeacher, true, true, 0)]
    public void Area_AnyRole_HoldsWhatWithinHolds(string role, bool inCounty, bool inSchool, int held)
    {
        var scope = new Scope(new Actor(Guid.Empty, Guid.Empty, "王敏", Guid.Empty, "教育局", inCounty ? County : null, inSchool ? School : null, [role]));

        var within = Rows.AsQueryable().Within(scope).ToList();

        Assert.Equal(held, within.Count);
        Assert.Equal(within, Rows.Where(r => scope.Area is var (county, school) && (county == null || r.CountyId == county) && (school == null || r.SchoolId == school)));
        Assert.Equal(within, Rows.Where(r => scope.Holds(r.CountyId, r.SchoolId)));
    }

    [Fact]
    public void Area_NobodySignedIn_IsNone() => Assert.Null(new Scope((Actor?)null).Area);

    private sealed record Row(Guid? CountyId, Guid? SchoolId) : IScoped;
}

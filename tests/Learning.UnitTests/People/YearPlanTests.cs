using Learning.Core;
using Learning.Core.People;
using Learning.People.Services.Years;

namespace Learning.UnitTests.People;

/// <summary>What becomes of an appointment on 31 August.</summary>
public sealed class YearPlanTests
{
    private static readonly DateOnly Began = new(2020, 9, 1), LastDay = new(2026, 8, 31);

    [Fact]
    public void Of_OpenAppointment_GoesOnUnlessItsRoleEnds()
    {
        var row = Row(Roles.HomeroomTeacher, Began, null);

        Assert.Equal(YearDecision.GoesOn, Plan().Of(row));
        Assert.Equal(YearDecision.Ends, Plan(Roles.HomeroomTeacher).Of(row));
        Assert.Equal(YearDecision.GoesOn, new YearPlan(new SchoolYear(2025), [Roles.HomeroomTeacher], [row.Id]).Of(row));
        Assert.Equal(YearDecision.Ends, new YearPlan(new SchoolYear(2025), [], [row.Id]).Of(row));
    }

    [Fact]
    public void Of_AppointmentForTheYear_IsRenewedUnlessItEnds()
    {
        var row = Row(Roles.HomeroomTeacher, new DateOnly(2025, 9, 1), LastDay);

        Assert.Equal(YearDecision.Renewed, Plan().Of(row));
        Assert.Equal(YearDecision.Ends, Plan(Roles.HomeroomTeacher).Of(row));
    }

    [Fact]
    public void Of_NewEndedOrOfficer_IsNewOrNotConcerned()
    {
        Assert.Equal(YearDecision.New, Plan().Of(Row(Roles.HomeroomTeacher, new DateOnly(2026, 9, 1), null)));
        Assert.Null(Plan().Of(Row(Roles.HomeroomTeacher, Began, LastDay.AddDays(-1))));
        Assert.Null(Plan().Of(Row(Roles.SchoolAdministrator, Began, null)));
    }

    [Fact]
    public void Of_OwnNameOfARole_FollowsTheRuleOfItsOwnName()
    {
        var row = Row(Roles.HomeroomTeacher, Began, null, "lead-class");

        Assert.Equal(YearDecision.GoesOn, Plan(Roles.HomeroomTeacher).Of(row));
        Assert.Equal(YearDecision.Ends, Plan("lead-class").Of(row));
    }

    private static YearPlan Plan(params string[] ending) => new(new SchoolYear(2025), ending, []);

    private static Appointment Row(string role, DateOnly begins, DateOnly? ends, string? own = null) => new()
    {
        Id = Guid.CreateVersion7(),
        PersonId = Guid.Empty,
        OrganisationId = Guid.Empty,
        Role = role,
        OwnRole = own,
        From = begins,
        To = ends,
        RecordedAt = DateTimeOffset.UnixEpoch,
    };
}

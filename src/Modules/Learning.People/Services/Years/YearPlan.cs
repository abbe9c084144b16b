using Learning.Core;
using Learning.Core.People;

namespace Learning.People.Services.Years;

/// <summary>What becomes of an appointment when the school year ends.</summary>
internal enum YearDecision
{
    /// <summary>Goes on without a further row: it has no last day, or one beyond the year.</summary>
    GoesOn,

    /// <summary>Was for the year: goes on for another.</summary>
    Renewed,

    /// <summary>Ends on 31 August.</summary>
    Ends,

    /// <summary>Begins in the new year.</summary>
    New,
}

/// <summary>Decides appointment by appointment. Pure: rules and rows in, decisions out.</summary>
internal sealed class YearPlan(SchoolYear year, IReadOnlyCollection<string> endingRoles, IReadOnlyCollection<Guid> otherwise)
{
    public DateOnly LastDay => year.LastDay;

    public DateOnly NextLastDay => new SchoolYear(year.StartYear + 1).LastDay;

    public bool RoleEnds(Appointment row) => RoleEnds(row.OwnRole ?? row.Role);

    public bool RoleEnds(string role) => endingRoles.Contains(role);

    /// <summary>Null for a row the passage does not concern: ended before, or begun later than the new year's first term.</summary>
    public YearDecision? Of(Appointment row)
    {
        if (row.From > LastDay)
        {
            return row.From <= NextLastDay ? YearDecision.New : null;
        }

        if (row.To < LastDay || !Roles.Staff.Contains(row.Role))
        {
            return null;
        }

        var ends = RoleEnds(row) != otherwise.Contains(row.Id);
        return ends ? YearDecision.Ends
            : row.To == LastDay ? YearDecision.Renewed
            : YearDecision.GoesOn;
    }
}

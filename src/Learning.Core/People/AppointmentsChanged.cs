namespace Learning.Core.People;

/// <summary>Appointments began, ended or were corrected, exemptions were decided, or facts of organisations were recorded. Told once per unit of work, not per row.</summary>
/// <param name="PersonIds">Whose appointments or exemptions changed.</param>
/// <param name="OrganisationIds">Where: every organisation an appointment was, is or counts at, and every one with a new fact.</param>
public sealed record AppointmentsChanged(IReadOnlyList<Guid> PersonIds, IReadOnlyList<Guid> OrganisationIds) : IEvent;

/// <summary>Schools moved to another county: what is filed with them moves along.</summary>
/// <param name="SchoolIds">Every school and unit that moved.</param>
/// <param name="ToCountyId">Null for directly under the city.</param>
public sealed record SchoolsMoved(IReadOnlyList<Guid> SchoolIds, Guid? ToCountyId) : IEvent;

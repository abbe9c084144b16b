namespace Learning.Core.People;

/// <summary>Appointments began, ended or were corrected, or facts of organisations were recorded. Told once per unit of work, not per row.</summary>
/// <param name="PersonIds">Whose appointments changed.</param>
/// <param name="OrganisationIds">Where: every organisation an appointment was or is at, and every one with a new fact.</param>
public sealed record AppointmentsChanged(IReadOnlyList<Guid> PersonIds, IReadOnlyList<Guid> OrganisationIds) : IEvent;

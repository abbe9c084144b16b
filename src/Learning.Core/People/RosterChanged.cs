namespace Learning.Core.People;

/// <summary>So many people or appointments changed at once, a whole roster, that read models are built anew in the background; told instead of <see cref="AppointmentsChanged"/>.</summary>
public sealed record RosterChanged : IEvent;

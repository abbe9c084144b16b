namespace Learning.Core.People;

/// <summary>Questions every module asks of appointments and facts.</summary>
public static class AppointmentQueries
{
    /// <summary>Those active on a day, as known now.</summary>
    public static IQueryable<Appointment> ActiveOn(this IQueryable<Appointment> appointments, DateOnly day) =>
        appointments.Where(a => a.ReplacedAt == null && a.From <= day && (a.To == null || a.To >= day));

    /// <summary>Those active on a day as the site knew them at an instant: what an old report saw.</summary>
    public static IQueryable<Appointment> ActiveOn(this IQueryable<Appointment> appointments, DateOnly day, DateTimeOffset knownAt) =>
        appointments.Where(a => a.RecordedAt <= knownAt && (a.ReplacedAt == null || a.ReplacedAt > knownAt)
            && a.From <= day && (a.To == null || a.To >= day));
}

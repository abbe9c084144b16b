namespace Learning.Certificates.Services;

/// <summary>Working days, Monday to Friday. Public holidays are moved about each year: where one falls in, the officer waits longer.</summary>
internal static class WorkingDays
{
    /// <summary>The last day of a notice of so many working days that begins on a day; the first working day counts.</summary>
    public static DateOnly LastOf(DateOnly from, int days)
    {
        var last = from;
        for (var left = days; left > 0; last = last.AddDays(1))
        {
            if (IsWorkingDay(last) && --left == 0)
            {
                return last;
            }
        }

        return last;
    }

    public static bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}

namespace Learning.Credentials;

/// <summary>Dates as the token counts them: days since 1970-01-01, calendar of Asia/Shanghai.</summary>
/// <remarks>China has kept +08:00 without summer time since 1991, so no time-zone data is needed.</remarks>
internal static class ShanghaiDay
{
    public const uint Max = 2_932_896;

    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    public static uint From(DateOnly date) => checked((uint)(date.DayNumber - Epoch));

    public static DateOnly ToDate(uint day) => DateOnly.FromDayNumber(Epoch + (int)day);

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime.AddHours(8));
}

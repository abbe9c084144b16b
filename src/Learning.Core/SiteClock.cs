namespace Learning.Core;

/// <summary>The site's clock: instants in UTC, dates in Asia/Shanghai (+08:00 if the machine has no zone data).</summary>
public class SiteClock : TimeProvider
{
    /// <summary>Asia/Shanghai, which has had no daylight saving since 1991.</summary>
    public static readonly TimeZoneInfo Shanghai =
        TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Shanghai", out var zone)
            ? zone
            : TimeZoneInfo.CreateCustomTimeZone("Asia/Shanghai", TimeSpan.FromHours(8), "Asia/Shanghai", "Asia/Shanghai");

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => Shanghai;
}

/// <summary>Dates of a clock.</summary>
public static class ClockDates
{
    /// <summary>Today's date in the clock's local zone.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    /// <summary>The date an instant falls on in Asia/Shanghai.</summary>
    public static DateOnly LocalDate(this DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, SiteClock.Shanghai).DateTime);

    /// <summary>The clock's instant in UTC, truncated to milliseconds, which is what both databases keep.</summary>
    public static DateTimeOffset Instant(this TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
    }

    /// <summary>A new id in time order (UUID version 7).</summary>
    public static Guid NewId(this TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow());
}

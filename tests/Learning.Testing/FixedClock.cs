using Learning.Core;

namespace Learning.Testing;

/// <summary>A clock that stands until it is moved; timers and timestamps stay real, so that nothing waits for ever.</summary>
public sealed class FixedClock(DateTimeOffset now) : SiteClock
{
    private readonly Lock gate = new();
    private DateTimeOffset now = now;

    /// <summary>A clock at 10:00 in the morning, Asia/Shanghai.</summary>
    public static FixedClock At(int year, int month, int day) => new(new DateTimeOffset(year, month, day, 10, 0, 0, TimeSpan.FromHours(8)));

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now.ToUniversalTime();
        }
    }

    public void Move(TimeSpan by)
    {
        lock (gate)
        {
            now += by;
        }
    }
}

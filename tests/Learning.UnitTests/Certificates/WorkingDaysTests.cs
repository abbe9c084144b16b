using System.Globalization;
using Learning.Certificates.Models;
using Learning.Certificates.Services;

namespace Learning.UnitTests.Certificates;

public sealed class WorkingDaysTests
{
    [Theory]
    [InlineData("2026-11-23", 5, "2026-11-27")] // Monday to Friday
    [InlineData("2026-11-25", 5, "2026-12-01")] // over a weekend
    [InlineData("2026-11-21", 1, "2026-11-23")] // begins on a Saturday
    [InlineData("2026-11-23", 10, "2026-12-04")]
    [InlineData("2026-11-23", 0, "2026-11-23")]
    public void LastOf_WorkingDays_SkipWeekends(string from, int days, string last) =>
        Assert.Equal(Day(last), WorkingDays.LastOf(Day(from), days));

    [Theory]
    [InlineData(5, "2026-11-27", false)]
    [InlineData(5, "2026-11-28", true)]
    [InlineData(0, "2026-11-23", true)]
    public void IsOver_Notice_FromTheDayAfter(int days, string today, bool over)
    {
        var from = Day("2026-11-23");
        var notice = new Notice { Id = Guid.CreateVersion7(), Title = "", WorkingDays = days, From = from, To = WorkingDays.LastOf(from, days), CreatedAt = default };

        Assert.Equal(over, notice.IsOver(Day(today)));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}

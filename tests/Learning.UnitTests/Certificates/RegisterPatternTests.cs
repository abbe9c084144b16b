using Learning.Certificates.Services;

namespace Learning.UnitTests.Certificates;

public sealed class RegisterPatternTests
{
    [Theory]
    [InlineData("攀教心C〔{year}〕{serial:0000}号", 2026, 1, "攀教心C〔2026〕0001号")]
    [InlineData("攀教心C〔{year}〕{serial:0000}号", 2026, 12345, "攀教心C〔2026〕12345号")]
    [InlineData("{serial}", 2026, 7, "7")]
    public void Format_YearAndSerial_StandInTheirPlaces(string pattern, int year, int serial, string expected) =>
        Assert.Equal(expected, RegisterPattern.Parse(pattern, out _)!.Format(year, serial));

    [Theory]
    [InlineData("攀教心C〔{year}〕号", "{serial}")]
    [InlineData("{serial}{serial:00}", "exactly once")]
    [InlineData("{year}{year}{serial}", "{year} at most once")]
    [InlineData("{serial}{month}", "no other fields")]
    [InlineData("{serial:x}", "exactly once")]
    [InlineData("{serial", "exactly once")]
    public void Parse_WrongPattern_SaysWhatIsExpected(string pattern, string expected)
    {
        Assert.Null(RegisterPattern.Parse(pattern, out var wrong));
        Assert.Contains(expected, wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NoYear_CountsForEver() => Assert.False(RegisterPattern.Parse("第{serial:000}号", out _)!.HasYear);
}

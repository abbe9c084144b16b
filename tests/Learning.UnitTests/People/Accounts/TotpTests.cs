using Learning.People.Services.Accounts.SecondFactors;

namespace Learning.UnitTests.People.Accounts;

public sealed class TotpTests
{
    /// <summary>"12345678901234567890" in Base32: the secret of RFC 6238's appendix.</summary>
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    // RFC 6238, appendix B, SHA-1, the last six of its eight digits.
    [Theory]
    [InlineData(59L, "287082")]
    [InlineData(1111111109L, "081804")]
    [InlineData(1111111111L, "050471")]
    [InlineData(1234567890L, "005924")]
    [InlineData(2000000000L, "279037")]
    [InlineData(20000000000L, "353130")]
    public void CodeAt_TimesOfTheStandard_AreItsCodes(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void StepOf_CodeOfANearStep_IsKnown(int away, bool known)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var step = Totp.StepAt(now) + away;

        Assert.Equal(known ? step : null, Totp.StepOf(Secret, Totp.CodeAt(Secret, step), now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    public void StepOf_NoCode_IsNone(string typed) => Assert.Null(Totp.StepOf(Secret, typed, DateTimeOffset.FromUnixTimeSeconds(59)));

    [Fact]
    public void NewSecret_Twice_DiffersAndIs160Bits()
    {
        var secret = Totp.NewSecret();

        Assert.Matches("^[A-Z2-7]{32}$", secret);
        Assert.NotEqual(secret, Totp.NewSecret());
    }

    [Fact]
    public void Link_ChineseSite_IsEscaped() =>
        Assert.Equal(
            "otpauth://totp/%E5%AD%A6%E4%B9%A0:teacher%201?secret=ABC&issuer=%E5%AD%A6%E4%B9%A0&digits=6&period=30",
            Totp.Link("ABC", "学习", "teacher 1"));
}

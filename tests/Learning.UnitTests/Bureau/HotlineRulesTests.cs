using Learning.Bureau.Services;
using Learning.Framework.Settings;

namespace Learning.UnitTests.Bureau;

public sealed class HotlineRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly DateOnly Earlier = new(2026, 9, 1);
    private static readonly Hotline Before = new() { Name = "心理援助热线", Number = "12356", Scope = "city", VerifiedBy = "市局", VerifiedOn = Earlier };

    [Fact]
    public void Problems_UnchangedLine_AreNone() =>
        Assert.Empty(HotlineRules.Problems(HotlineInput.Of(Before), Before, Today));

    [Fact]
    public void Problems_BlankOrRemovedLine_AreNone()
    {
        Assert.Empty(HotlineRules.Problems(new HotlineInput(), null, Today));
        Assert.Empty(HotlineRules.Problems(new HotlineInput { Number = "x", Remove = true }, null, Today));
    }

    [Fact]
    public void Problems_LineEmptiedThatStood_IsNotTakenForRemoved() =>
        Assert.Equal([("Name", HotlineProblem.NameMissing)], HotlineRules.Problems(new HotlineInput(), Before, Today));

    [Fact]
    public void Problems_NumberWithoutName_AsksForTheName() =>
        Assert.Equal([("Name", HotlineProblem.NameMissing)], HotlineRules.Problems(new HotlineInput { Number = "12355" }, null, Today));

    [Theory]
    [InlineData("0812-1234567", true)]
    [InlineData("0812 123 4567", true)]
    [InlineData("12", false)]
    [InlineData("打12356", false)]
    public void IsNumber_OfText_IsWhatPeopleCanDial(string number, bool expected) => Assert.Equal(expected, Hotlines.IsNumber(number));

    [Fact]
    public void Problems_NewNumberWithTheOldDay_AsksToConfirmAgain()
    {
        var changed = HotlineInput.Of(Before);
        changed.Number = "0812-1234567";

        Assert.Equal([("VerifiedOn", HotlineProblem.VerifyAgain)], HotlineRules.Problems(changed, Before, Today));
        changed.VerifiedOn = Today;
        Assert.Empty(HotlineRules.Problems(changed, Before, Today));
    }

    [Fact]
    public void Problems_DayWithoutName_NameWithoutDay_DayAhead_AreSaidAtTheirFields()
    {
        HotlineInput Line(string? by, DateOnly? on) => new() { Name = "a", Number = "12345", VerifiedBy = by, VerifiedOn = on };

        Assert.Equal([("VerifiedBy", HotlineProblem.VerifierMissing)], HotlineRules.Problems(Line(null, Earlier), null, Today));
        Assert.Equal([("VerifiedOn", HotlineProblem.DayMissing)], HotlineRules.Problems(Line("市局", null), null, Today));
        Assert.Equal([("VerifiedOn", HotlineProblem.DayInFuture)], HotlineRules.Problems(Line("市局", Today.AddDays(1)), null, Today));
    }

    [Theory]
    [InlineData(null, "national", null, true)]
    [InlineData("12355", "city", null, true)]
    [InlineData("12355", "city", "2026-09-01", false)]
    [InlineData("12356", "national", null, false)]
    public void NeedsBureau_OfLine_IsMissingNumberOrUnconfirmedOwn(string? number, string scope, string? on, bool expected) =>
        Assert.Equal(expected, Hotlines.NeedsBureau(new Hotline
        {
            Name = "a",
            Number = number,
            Scope = scope,
            VerifiedOn = on is null ? null : DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture),
        }));

    [Fact]
    public void Dial_OfTypedNumber_IsDigitsOnly() => Assert.Equal("08121234567", Hotlines.Dial("0812-123 4567"));
}

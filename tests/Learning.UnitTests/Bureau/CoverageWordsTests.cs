using Learning.Bureau.Services;
using Learning.Core.Targets;
using Learning.Framework.Texts;

namespace Learning.UnitTests.Bureau;

public sealed class CoverageWordsTests
{
    private readonly CoverageWords words = new(new Localizer([]));

    [Fact]
    public void Share_OfSome_SaysPercentAndNumbers() =>
        Assert.Equal("63.4%（1,268/2,000）", words.Share(CoverageRowsTests.Share(2000, 1268)));

    [Fact]
    public void Share_OfNobody_IsNotCountedRatherThanZero() =>
        Assert.Equal("未统计", words.Share(CoverageRowsTests.Share(0, 0)));

    [Fact]
    public void Figure_OfCount_SaysHowManyOfHowMany() =>
        Assert.Equal("已有5人，目标20人", words.Figure(CoverageRowsTests.Row(CoverageRowsTests.Count(5, 20))));

    [Theory]
    [InlineData("2025-12-31", "2025年12月31日到期")]
    [InlineData("2026-11-22", "今天到期")]
    [InlineData("2026-12-31", "2026年12月31日到期，还有39天")]
    [InlineData(null, null)]
    public void Due_OfDay_SaysWhereItLies(string? due, string? expected) =>
        Assert.Equal(expected, words.Due(CoverageRowsTests.Row(CoverageRowsTests.Share(10, 5), due)));

    [Theory]
    [InlineData(10, 10, null, "met", "已达标")]
    [InlineData(10, 5, null, "short", "还差50个百分点")]
    [InlineData(10, 5, "2026-12-31", "due", "快到期")]
    [InlineData(10, 5, "2025-12-31", "due", "期限已过")]
    [InlineData(0, 0, "2025-12-31", "none", "未统计")]
    public void Chip_OfState_HasShapeAndWord(int subjects, int met, string? due, string kind, string text) =>
        Assert.Equal((kind, text), words.Chip(CoverageRowsTests.Row(CoverageRowsTests.Share(subjects, met), due)));

    [Fact]
    public void AtDeadline_Past_SaysWhatStoodThatDay()
    {
        var coverage = CoverageRowsTests.Share(10, 9) with { AtDeadline = CoverageRowsTests.Share(8, 4) };

        Assert.Equal("到期当天50%（4/8）", words.AtDeadline(CoverageRowsTests.Row(coverage, "2025-12-31")));
        Assert.Null(words.AtDeadline(CoverageRowsTests.Row(coverage, "2026-12-31")));
    }

    [Theory]
    [InlineData(-36.6, "−36.6")]
    [InlineData(2.0, "+2")]
    [InlineData(0.0, "0")]
    [InlineData(null, "—")]
    public void Signed_OfDifference_HasItsSign(double? difference, string expected) =>
        Assert.Equal(expected, CoverageWords.Signed((decimal?)difference));

    [Theory]
    [InlineData("panzhihua-2022/PZ-1", null, false, null, "/bureau/coverage/panzhihua-2022/PZ-1")]
    [InlineData("ankang-2022/AK-1.a", "ak/hb", true, "Csv", "/bureau/coverage/ankang-2022/AK-1.a?in=ak%2Fhb&unmet=true&handler=Csv")]
    public void To_WhatIsShown_StandsInTheAddress(string key, string? area, bool unmet, string? handler, string expected) =>
        Assert.Equal(expected, CoverageLinks.To(key, area, unmet, handler));
}

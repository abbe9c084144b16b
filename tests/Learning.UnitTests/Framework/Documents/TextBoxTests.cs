using System.Globalization;
using System.Xml.Linq;
using Learning.Framework.Documents;

namespace Learning.UnitTests.Framework.Documents;

public sealed class TextBoxTests
{
    [Fact]
    public void Lay_TextThatFits_KeepsItsSize() => Assert.Equal((20, "张秀英"), Single(Fit(width: 100, min: 10).Lay("张秀英")));

    [Fact]
    public void Lay_TextTooWide_IsSetSmaller()
    {
        var (size, text) = Single(Fit(width: 100, min: 10).Lay("张秀英张秀英张秀"));

        Assert.Equal((12.5, "张秀英张秀英张秀"), (size, text));
    }

    [Fact]
    public void Lay_TextTooWideAtItsSmallest_IsBroken()
    {
        var (size, lines) = Fit(width: 100, min: 10).Lay("阿卜杜热合曼·买买提依明");

        Assert.Equal(10, size);
        Assert.Equal(["阿卜杜热合曼·", "买买提依明"], lines);
    }

    [Fact]
    public void Lay_EvenTooLongForItsLines_LosesNothing()
    {
        var name = string.Concat(Enumerable.Repeat("攀枝花市仁和区", 12));

        var (size, lines) = Fit(width: 100, min: 10).Lay(name);

        Assert.Equal(2, lines.Count);
        Assert.Equal(name, string.Concat(lines));
        Assert.True(size < 10);
    }

    [Fact]
    public void Break_Punctuation_NeverBeginsALine()
    {
        var lines = LineBreaker.Break("修满六十学时，考核合格。", width: 6, spacing: 0, balanced: false);

        Assert.DoesNotContain(lines, line => "，。".Contains(line[0], StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(TextWidth.Of(line), 0, 6));
    }

    [Theory]
    [InlineData("在2026年举行", 4, "2026年")]
    [InlineData("培训班《心理》讲座", 4, "《心")]
    [InlineData("参加C级培训", 3, "C级")]
    public void Break_WhatBelongsTogether_StaysTogether(string text, double width, string together) =>
        Assert.Contains(LineBreaker.Break(text, width, spacing: 0, balanced: false), line => line.Contains(together, StringComparison.Ordinal));

    [Fact]
    public void Break_Centred_LinesAreEvenAndEndAfterPunctuation()
    {
        var lines = LineBreaker.Break("参加攀枝花市2026年培训，修满60学时，考核合格，特发此证。", width: 20, spacing: 0, balanced: true);

        Assert.Equal(["参加攀枝花市2026年培训，", "修满60学时，考核合格，特发此证。"], lines);
    }

    [Fact]
    public void Break_LastLineWouldBeOneCharacter_IsSharedOut()
    {
        var lines = LineBreaker.Break("一二三四五六七八九十一", width: 10, spacing: 0, balanced: false);

        Assert.Equal(2, lines.Count);
        Assert.True(lines[1].Length >= 5);
    }

    [Fact]
    public void Break_WordLongerThanTheLine_IsBrokenInside() =>
        Assert.Equal("jspx.panzhihua.example", string.Concat(LineBreaker.Break("jspx.panzhihua.example", width: 4, spacing: 0, balanced: false)));

    [Theory]
    [InlineData("down", 0)]
    [InlineData("both", -15)]
    [InlineData("up", -30)]
    public void Set_SeveralLines_GrowAsAsked(string grow, double first)
    {
        var text = XElement.Parse($"<text x='5' font-size='20' data-wrap-width='60' data-grow='{grow}' data-line-height='1.5'>一二三四五六</text>");

        TextBox.Of(text)!.Set(text);

        var lines = text.Elements("tspan").ToList();
        Assert.Equal(["一二三", "四五六"], lines.Select(line => line.Value));
        Assert.Equal(first, double.Parse(lines[0].Attribute("dy")!.Value, CultureInfo.InvariantCulture));
        Assert.Equal("30", lines[1].Attribute("dy")!.Value);
        Assert.All(lines, line => Assert.Equal("5", line.Attribute("x")!.Value));
        Assert.DoesNotContain(text.Attributes(), attribute => attribute.Name.LocalName.StartsWith("data-", StringComparison.Ordinal));
    }

    private static TextBox Fit(double width, double min) =>
        TextBox.Of(XElement.Parse(FormattableString.Invariant($"<text font-size='20' data-fit-width='{width}' data-min-size='{min}' text-anchor='middle'/>")))!;

    private static (double Size, string Text) Single((double Size, IReadOnlyList<string> Lines) laid) => (laid.Size, Assert.Single(laid.Lines));
}

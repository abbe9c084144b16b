using System.Xml.Linq;
using Learning.Framework.Documents;

namespace Learning.UnitTests.Framework.Documents;

public sealed class SvgTemplateTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Fill_ValueWithMarkup_IsEscaped()
    {
        var page = Fill("<text>{{holder}}</text>", ("holder", "<script>&\"'\u0000\u0007"));

        var text = XDocument.Parse(page).Descendants(Svg + "text").Single();
        Assert.Equal("<script>&\"'", text.Value);
        Assert.False(text.HasElements);
    }

    [Fact]
    public void Fill_ValueLikeAPlaceholder_IsNotFilledAgain()
    {
        var page = Fill("<text>{{ holder }}·{{school}}</text>", ("holder", "{{school}}"), ("school", "市三中"));

        Assert.Equal("{{school}}·市三中", XDocument.Parse(page).Descendants(Svg + "text").Single().Value);
    }

    [Fact]
    public void Fill_ValueMissing_NamesIt()
    {
        var failure = Assert.Throws<ArgumentException>(() => Fill("<text>{{holder}} {{school}}</text>", ("holder", "张秀英")));

        Assert.Contains("school", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_ConditionEmpty_LeavesTheElementOut()
    {
        const string Body = """<g data-if="validUntil"><text>有效期至</text><text>{{validUntil}}</text></g><text>攀枝花</text>""";

        Assert.Equal("攀枝花", XDocument.Parse(Fill(Body, ("validUntil", null))).Root!.Value);
        Assert.Equal("有效期至2029年攀枝花", XDocument.Parse(Fill(Body, ("validUntil", "2029年"))).Root!.Value);
    }

    [Fact]
    public void Fill_TwiceFromOneTemplate_DoesNotMix()
    {
        var template = SvgTemplate.Parse(Page("<text>{{holder}}</text>"));

        var first = template.Fill(new Dictionary<string, string?> { ["holder"] = "张秀英" });
        var second = template.Fill(new Dictionary<string, string?> { ["holder"] = "李丽" });

        Assert.Contains("张秀英", first, StringComparison.Ordinal);
        Assert.Contains("李丽", second, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_Slot_ScalesTheDrawingToItsSize()
    {
        var template = SvgTemplate.Parse(Page("""<g data-slot="qr" data-size="300"/>"""));

        var page = template.Fill(new Dictionary<string, string?>(), new Dictionary<string, SlotDrawing> { ["qr"] = new("M0 0h25v25h-25z", 25) });

        var path = XDocument.Parse(page).Descendants(Svg + "path").Single();
        Assert.Equal("M0 0h25v25h-25z", path.Attribute("d")!.Value);
        Assert.Equal("scale(12)", path.Attribute("transform")!.Value);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "script")]
    [InlineData("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>", "foreignObject")]
    [InlineData("<g onload='alert(1)'/>", "onload")]
    [InlineData("<image href='https://example.org/a.png'/>", "reference")]
    [InlineData("<image href='file:///etc/passwd'/>", "reference")]
    [InlineData("<image href='picture.png'/>", "reference")]
    [InlineData("<image href='data:image/svg+xml;base64,AAAA'/>", "reference")]
    [InlineData("<use xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='other.svg#a'/>", "reference")]
    [InlineData("<a href='javascript:alert(1)'><text>x</text></a>", "reference")]
    [InlineData("<rect fill='url(https://example.org/a.svg#b)'/>", "fill")]
    [InlineData("<rect style=\"fill: URL( 'other.svg#b')\"/>", "style")]
    [InlineData("<rect style='fill:u\\72l(other.svg#b)'/>", "style")]
    [InlineData("<style>@import 'a.css';</style>", "style")]
    [InlineData("<style>rect { fill: url(other.svg#b) }</style>", "style")]
    [InlineData("<g xml:base='https://example.org/'/>", "base")]
    [InlineData("<set attributeName='href' to='https://example.org/'/>", "set")]
    [InlineData("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>", "include")]
    [InlineData("<?xml-stylesheet href='a.css'?>", "instruction")]
    public void Parse_ActiveOrExternalContent_IsRefusedWithItsLine(string content, string named)
    {
        var failure = Assert.Throws<DocumentException>(() => SvgTemplate.Parse(Page(content)));

        Assert.StartsWith("Line 2: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("<svg/>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'>")]
    [InlineData("%PDF-1.7")]
    public void Parse_NotAPlainSvg_IsRefused(string svg) => Assert.Throws<DocumentException>(() => SvgTemplate.Parse(svg));

    [Theory]
    [InlineData("<text x='{{x}}'>a</text>")]
    [InlineData("<style>{{css}}</style>")]
    [InlineData("<text>{{not closed</text>")]
    [InlineData("<text data-fit-width='100'>{{holder}}</text>")]
    [InlineData("<text data-fit-width='wide' font-size='10'>{{holder}}</text>")]
    [InlineData("<text data-wrap-width='100' font-size='10'><tspan>{{holder}}</tspan></text>")]
    [InlineData("<g data-slot='qr'/>")]
    public void Parse_DirectiveMisused_IsRefusedWithItsLine(string content)
    {
        var failure = Assert.Throws<DocumentException>(() => SvgTemplate.Parse(Page(content)));

        Assert.StartsWith("Line 2: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_WhatDrawingProgramsAdd_IsDropped()
    {
        var page = Fill("""<image href="data:image/png;base64,url(//AA=="/><rect fill="url(#g)"/><s:namedview xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"/><!-- note -->""");

        Assert.DoesNotContain("namedview", page, StringComparison.Ordinal);
        Assert.DoesNotContain("note", page, StringComparison.Ordinal);
        Assert.Contains("url(#g)", page, StringComparison.Ordinal);
    }

    private static string Fill(string content, params (string Name, string? Value)[] values) =>
        SvgTemplate.Parse(Page(content)).Fill(values.ToDictionary(value => value.Name, value => value.Value));

    private static string Page(string content) => $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"297mm\" height=\"210mm\">\n{content}</svg>";
}

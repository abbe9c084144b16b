using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Learning.Theme;

/// <summary><c>&lt;progress-ring value="5.5" max="8" unit="学时" label="…"&gt;</c>: where one person stands. One a page.</summary>
[HtmlTargetElement("progress-ring", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ProgressRingTagHelper(IStringLocalizer T, IFileVersionProvider versions) : ThemeTagHelper(versions)
{
    /// <summary>What is reached.</summary>
    public decimal Value { get; set; }

    /// <summary>What is required.</summary>
    public decimal Max { get; set; }

    /// <summary>The unit, in the reader's language.</summary>
    public string Unit { get; set; } = "";

    /// <summary>What is counted, read out before the numbers.</summary>
    public string Label { get; set; } = "";

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var met = Max > 0 && Value >= Max;
        var share = Max <= 0 ? 0 : Math.Clamp(Value / Max, 0, 1) * 100;
        Become(output, "svg", met ? "ring ring-met" : "ring");
        output.Attributes.SetAttribute("viewBox", "0 0 128 128");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", T["{0}：{1}，共{2}{3}", Label, Amount(Value), Amount(Max), Unit].Value);
        output.Content.AppendHtml(Circle("ring-track"));
        if (share > 0)
        {
            output.Content.AppendHtml(Circle("ring-value", share));
        }

        if (met)
        {
            output.Content.AppendHtml(Tick());
        }

        var number = Amount(Value);
        output.Content.AppendHtml(Line(number.Length > 4 ? "ring-number ring-number-long" : "ring-number", met ? "76" : "70", number));
        output.Content.AppendHtml(Line("ring-label", met ? "97" : "93", T["共{0}{1}", Amount(Max), Unit]));
    }

    private static TagBuilder Circle(string cssClass, decimal? share = null)
    {
        var circle = Element("circle", cssClass);
        circle.MergeAttribute("cx", "64");
        circle.MergeAttribute("cy", "64");
        circle.MergeAttribute("r", "58");
        circle.MergeAttribute("stroke-width", "12");
        if (share is { } part)
        {
            circle.MergeAttribute("pathLength", "100");
            circle.MergeAttribute("stroke-dasharray", string.Create(CultureInfo.InvariantCulture, $"{part:0.##} 100"));
            circle.MergeAttribute("transform", "rotate(-90 64 64)");
        }

        return circle;
    }

    private static IHtmlContent Tick()
    {
        var tick = Element("path", "ring-tick");
        tick.MergeAttribute("d", "M57 31l5 5l10 -10");
        return tick;
    }

    private static TagBuilder Line(string cssClass, string y, string text)
    {
        var line = Words("text", cssClass, text);
        line.MergeAttribute("x", "64");
        line.MergeAttribute("y", y);
        line.MergeAttribute("text-anchor", "middle");
        return line;
    }
}

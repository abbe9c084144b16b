using System.Globalization;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Learning.Theme;

/// <summary><c>&lt;progress-bar value="3" max="8" label="…" unit="学时"&gt;</c>: an 8 px bar under its words and numbers.</summary>
[HtmlTargetElement("progress-bar", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ProgressBarTagHelper(IStringLocalizer T, IFileVersionProvider versions) : ThemeTagHelper(versions)
{
    /// <summary>What is reached.</summary>
    public decimal Value { get; set; }

    /// <summary>What is required.</summary>
    public decimal Max { get; set; }

    /// <summary>What is counted.</summary>
    public string Label { get; set; } = "";

    /// <summary>The unit, in the reader's language.</summary>
    public string Unit { get; set; } = "";

    /// <summary>Shown at the end instead of value/max.</summary>
    public string? Text { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var bar = Element("progress", null);
        bar.MergeAttribute("value", Math.Clamp(Value, 0, Math.Max(Max, 0)).ToString(CultureInfo.InvariantCulture));
        bar.MergeAttribute("max", (Max > 0 ? Max : 1).ToString(CultureInfo.InvariantCulture));
        bar.MergeAttribute("aria-hidden", "true");
        Become(output, "div", Max > 0 && Value >= Max ? "bar bar-met" : "bar");
        output.Content.AppendHtml(Element("div", "bar-head", Words("span", null, Label), Words("span", "number", Text ?? T["{0}/{1}{2}", Amount(Value), Amount(Max), Unit])));
        output.Content.AppendHtml(bar);
    }
}

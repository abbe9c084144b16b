using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Learning.Theme;

/// <summary><c>&lt;goal-bar share="63.4" goal="100" text="63.4%（317/500）" /&gt;</c>: how far a share is, with a mark at its goal. Drawn as SVG so that it prints.</summary>
[HtmlTargetElement("goal-bar", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class GoalBarTagHelper(IFileVersionProvider versions) : ThemeTagHelper(versions)
{
    /// <summary>Percent reached; null where nobody is counted.</summary>
    public decimal? Share { get; set; }

    /// <summary>Percent asked for; null where no goal is set.</summary>
    public decimal? Goal { get; set; }

    /// <summary>Whether the goal is reached; without it the numbers say.</summary>
    public bool? Met { get; set; }

    /// <summary>The number in words, shown large.</summary>
    public string Text { get; set; } = "";

    /// <summary>The goal in words, at the end of the line.</summary>
    public string? GoalText { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Become(output, "div", Met ?? (Goal is { } goal && Share >= goal) ? "goal-bar goal-bar-met" : "goal-bar");
        output.Content.AppendHtml(Element(
            "div", "goal-bar-head", Words("span", "goal-bar-text", Text), string.IsNullOrEmpty(GoalText) ? null : Words("span", "goal-bar-goal", GoalText)));
        var svg = Element("svg", null, Bar("goal-bar-track", 100), Share is > 0 ? Bar("goal-bar-value", Math.Min(Share.Value, 100)) : null, Goal is { } at ? Mark(at) : null);
        svg.MergeAttribute("width", "100%");
        svg.MergeAttribute("height", "16");
        svg.MergeAttribute("aria-hidden", "true");
        output.Content.AppendHtml(svg);
    }

    private static TagBuilder Bar(string cssClass, decimal percent)
    {
        var bar = Element("rect", cssClass);
        bar.MergeAttribute("y", "4");
        bar.MergeAttribute("width", Percent(percent));
        bar.MergeAttribute("height", "8");
        bar.MergeAttribute("rx", "4");
        return bar;
    }

    private static TagBuilder Mark(decimal percent)
    {
        var mark = Element("line", "goal-bar-mark");
        mark.MergeAttribute("x1", Percent(Math.Clamp(percent, 0, 100)));
        mark.MergeAttribute("x2", Percent(Math.Clamp(percent, 0, 100)));
        mark.MergeAttribute("y1", "0");
        mark.MergeAttribute("y2", "16");
        return mark;
    }

    private static string Percent(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture) + "%";
}

using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Learning.Theme;

/// <summary><c>&lt;empty-state icon="book" text="…" action-href="…" action-text="…"&gt;</c>: what is not there yet, and how it comes.</summary>
[HtmlTargetElement("empty-state", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class EmptyStateTagHelper(IFileVersionProvider versions) : ThemeTagHelper(versions)
{
    /// <summary>The icon's name.</summary>
    public string Icon { get; set; } = "inbox";

    /// <summary>One sentence.</summary>
    public string Text { get; set; } = "";

    /// <summary>Where the button leads; none, no button.</summary>
    public string? ActionHref { get; set; }

    /// <summary>The button's words.</summary>
    public string? ActionText { get; set; }

    /// <summary>True when this is the page's one primary button.</summary>
    public bool Primary { get; set; } = true;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Become(output, "div", "empty");
        output.Content.AppendHtml(Draw(Icon, "icon-40"));
        output.Content.AppendHtml(Words("p", null, Text));
        if (!string.IsNullOrEmpty(ActionHref))
        {
            output.Content.AppendHtml(Link(ActionHref, Primary ? "btn btn-primary" : "btn", ActionText ?? ""));
        }
    }
}

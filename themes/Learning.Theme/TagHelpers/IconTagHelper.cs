using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Learning.Theme;

/// <summary><c>&lt;icon name="school"&gt;</c>: an outline icon from the sprite, always beside a word.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper(IFileVersionProvider versions) : ThemeTagHelper(versions)
{
    /// <summary>A name from icons/list.txt, or <c>status-…</c>.</summary>
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var icon = Draw(Name, output.Attributes["class"]?.Value?.ToString());
        output.TagName = null;
        output.Content.SetHtmlContent(icon);
    }
}

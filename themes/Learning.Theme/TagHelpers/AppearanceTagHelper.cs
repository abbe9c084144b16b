using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Learning.Theme;

/// <summary><c>&lt;html appearance&gt;</c>: language, light or dark, and size of type, as the reader chose them; without a choice the device decides.</summary>
[HtmlTargetElement("html", Attributes = "appearance")]
public sealed class AppearanceTagHelper : TagHelper
{
    /// <summary>The page.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        output.Attributes.RemoveAll("appearance");
        output.Attributes.SetAttribute("lang", Appearance.IsEnglish ? "en" : "zh-Hans");
        if (Appearance.Theme(request) is { } theme)
        {
            output.Attributes.SetAttribute("data-bs-theme", theme);
        }

        if (Appearance.IsLarge(request))
        {
            output.Attributes.SetAttribute("data-size", "large");
        }
    }
}

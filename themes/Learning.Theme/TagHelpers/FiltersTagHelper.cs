using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Learning.Theme.TagHelpers;

/// <summary>A list's <c>&lt;form class="filters"&gt;</c>: marked when a filter is set, so that there is something to clear.</summary>
[HtmlTargetElement("form", Attributes = "[class='filters']")]
public sealed class FiltersTagHelper : TagHelper
{
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.HttpContext.Request.Query.Any(q => q.Key != "p" && q.Value.Any(v => !string.IsNullOrWhiteSpace(v))))
        {
            output.Attributes.SetAttribute("class", "filters is-set");
        }
    }
}

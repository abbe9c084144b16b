using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;

namespace Learning.Theme;

/// <summary>A form that names no address posts to its page's own handler, also where the page was drawn by another one.</summary>
/// <remarks>A browser would send it to the address shown, <c>?handler=…</c> and all: after a preview the button that applies would preview again.</remarks>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class OwnFormTagHelper : TagHelper
{
    /// <summary>The page the form is on.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        if (output.Attributes.ContainsName("action") || !request.Query.ContainsKey("handler"))
        {
            return;
        }

        var query = QueryHelpers.ParseQuery(request.QueryString.Value).Where(p => !string.Equals(p.Key, "handler", StringComparison.OrdinalIgnoreCase))
            .SelectMany(p => p.Value, (p, value) => KeyValuePair.Create(p.Key, value));
        output.Attributes.SetAttribute("action", QueryHelpers.AddQueryString(request.PathBase + request.Path, query));
    }
}

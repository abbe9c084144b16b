using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Learning.Theme;

/// <summary><c>&lt;notice kind="ok"&gt;words&lt;/notice&gt;</c>: one fact at the head of a page.</summary>
[HtmlTargetElement("notice")]
public sealed class NoticeTagHelper(IFileVersionProvider versions) : ThemeTagHelper(versions)
{
    /// <summary>info, ok, warn or bad.</summary>
    public string Kind { get; set; } = "info";

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        Become(output, "div", $"notice notice-{Kind}");
        output.Attributes.SetAttribute("role", Kind == "bad" ? "alert" : "status");
        output.Content.AppendHtml(Draw(Kind switch { "ok" => "circle-check", "warn" => "alert-triangle", "bad" => "alert-octagon", _ => "info-circle" }));
        output.Content.AppendHtml(Element("div", "notice-body", words));
    }
}

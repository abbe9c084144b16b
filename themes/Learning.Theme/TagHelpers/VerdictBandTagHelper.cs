using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Learning.Theme;

/// <summary><c>&lt;verdict-band kind="ok" text="证书真实有效。"&gt;more words&lt;/verdict-band&gt;</c>: the answer to a verification, the page's heading.</summary>
[HtmlTargetElement("verdict-band")]
public sealed class VerdictBandTagHelper(IFileVersionProvider versions) : ThemeTagHelper(versions)
{
    /// <summary>ok, warn, bad or none.</summary>
    public string Kind { get; set; } = "none";

    /// <summary>The verdict.</summary>
    public string Text { get; set; } = "";

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        Become(output, "div", $"verdict verdict-{Kind}");
        var icon = Kind switch { "ok" => "circle-check", "warn" => "alert-triangle", "bad" => "status-revoked", _ => "help-circle" };
        output.Content.AppendHtml(Draw(icon, "icon-56"));
        output.Content.AppendHtml(Element("div", null, Words("h1", null, Text), words.IsEmptyOrWhiteSpace ? null : words));
    }
}

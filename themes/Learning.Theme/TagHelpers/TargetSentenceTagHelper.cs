using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Learning.Theme;

/// <summary><c>&lt;target-sentence sentence="…" source-id="攀枝花2022·PZ-5" href="…"&gt;</c>: the policy's own words, and how it is counted.</summary>
[HtmlTargetElement("target-sentence", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TargetSentenceTagHelper(IStringLocalizer T, IFileVersionProvider versions) : ThemeTagHelper(versions)
{
    /// <summary>The sentence, unchanged.</summary>
    public string Sentence { get; set; } = "";

    /// <summary>Where it stands.</summary>
    public string SourceId { get; set; } = "";

    /// <summary>The page that explains the counting; none, no link.</summary>
    public string? Href { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Become(output, "figure", "target-sentence");
        var quote = Words("blockquote", null, Sentence);
        quote.MergeAttribute("lang", "zh-Hans");
        output.Content.AppendHtml(quote);
        IHtmlContent? link = string.IsNullOrEmpty(Href) ? null : Link(Href, null, T["怎么算的"]);
        output.Content.AppendHtml(Element("figcaption", null, string.IsNullOrEmpty(SourceId) ? null : Words("span", null, SourceId), link));
    }
}

using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Learning.Theme;

/// <summary><c>&lt;status-chip kind="met"&gt;</c>: a state by shape, word and colour, so that it is clear in grey too.</summary>
[HtmlTargetElement("status-chip", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StatusChipTagHelper(IStringLocalizer T, IFileVersionProvider versions) : ThemeTagHelper(versions)
{
    /// <summary>met, short, due, revoked, review, none or paused.</summary>
    public string Kind { get; set; } = "none";

    /// <summary>The word to show; without it the usual word of the kind.</summary>
    public string? Text { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var usual = UsualText();
        Become(output, "span", $"chip chip-{Kind}");
        output.Content.AppendHtml(Draw($"status-{Kind}"));
        output.Content.AppendHtml(Words("span", null, string.IsNullOrEmpty(Text) ? usual : Text));
    }

    private string UsualText() => Kind switch
    {
        "met" => T["已达标"],
        "short" => T["还差一些"],
        "due" => T["快到期"],
        "revoked" => T["已撤销"],
        "review" => T["审核中"],
        "none" => T["未开始"],
        "paused" => T["暂停"],
        _ => throw new InvalidOperationException($"There is no status \"{Kind}\": met, short, due, revoked, review, none or paused."),
    };
}

using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Learning.Theme;

/// <summary><c>&lt;error-summary /&gt;</c>: how many places to mend, each a link to its field; nothing when all is well.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper(IStringLocalizer T, IFileVersionProvider versions) : ThemeTagHelper(versions)
{
    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ViewData.ModelState
            .SelectMany(field => field.Value!.Errors, (field, error) => (field.Key, error.ErrorMessage))
            .Distinct().ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        Become(output, "div", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("data-error-summary", "");
        output.Content.AppendHtml(Words("h2", null, T["有{0}处需要改", errors.Count]));
        output.Content.AppendHtml(Element("ul", null, [.. errors.Select(e => Element("li", null, Entry(e.Key, e.ErrorMessage)))]));
    }

    private IHtmlContent Entry(string key, string message)
    {
        var text = string.IsNullOrEmpty(message) ? T["这里填的内容看不懂，请再看看。"].Value : message;
        return key.Length == 0 ? Words("span", null, text) : Link("#" + TagBuilder.CreateSanitizedId(key, "_"), null, text);
    }
}

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
            .OrderBy(field => Place(field.Key))
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
        output.Content.AppendHtml(Element("ul", null, [.. errors.Select(e => Element("li", null, Entry(e.Key, e.ErrorMessage, errors.Count(o => o.ErrorMessage == e.ErrorMessage) > 1)))]));
    }

    /// <summary>Where the field stands among those the page declares: forms show them in that order, binding does not keep it.</summary>
    private int Place(string key)
    {
        var (model, place) = (ViewContext.ViewData.ModelMetadata, 0);
        foreach (var part in key.Split('.'))
        {
            var index = model.Properties.TakeWhile(p => p.PropertyName != part).Count();
            if (index == model.Properties.Count)
            {
                return int.MaxValue;
            }

            (model, place) = (model.Properties[index], (place * 100) + index);
        }

        return place;
    }

    /// <param name="shared">Another field has the same words: the label tells them apart. It is known once the fields below are drawn.</param>
    private IHtmlContent Entry(string key, string message, bool shared)
    {
        var text = string.IsNullOrEmpty(message) ? T["这里填的内容看不懂，请再看看。"].Value : message;
        var labels = FieldLabels.Of(ViewContext.HttpContext);
        return key.Length == 0 ? Words("span", null, text)
            : new LateContent(() => Link("#" + TagBuilder.CreateSanitizedId(key, "_"), null, shared && labels.TryGetValue(key, out var label) ? T["{0}：{1}", label, text] : text));
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Learning.Theme;

/// <summary><c>&lt;pager page="2" pages="26" total="1286" unit="人"&gt;</c>: keeps the rest of the address.</summary>
[HtmlTargetElement("pager", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PagerTagHelper(IStringLocalizer T, IFileVersionProvider versions) : ThemeTagHelper(versions)
{
    /// <summary>This page, from 1.</summary>
    public int Page { get; set; } = 1;

    /// <summary>How many pages.</summary>
    public int Pages { get; set; }

    /// <summary>How many rows in all.</summary>
    public int Total { get; set; }

    /// <summary>What a row is, in the reader's language.</summary>
    public string Unit { get; set; } = "";

    /// <summary>The query parameter; never <c>page</c>, which Razor Pages keeps for itself.</summary>
    public string Parameter { get; set; } = "p";

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Pages < 2)
        {
            output.SuppressOutput();
            return;
        }

        Become(output, "nav", "pager");
        output.Attributes.SetAttribute("aria-label", T["翻页"].Value);
        if (Page > 1)
        {
            output.Content.AppendHtml(Step(Page - 1, "prev", T["上一页"]));
        }

        output.Content.AppendHtml(Words("p", "note number", T["第{0}页，共{1}页，{2}{3}", Page, Pages, Amount(Total), Unit]));
        if (Page < Pages)
        {
            output.Content.AppendHtml(Step(Page + 1, "next", T["下一页"]));
        }
    }

    private Microsoft.AspNetCore.Mvc.Rendering.TagBuilder Step(int page, string rel, string text)
    {
        var request = ViewContext.HttpContext.Request;
        var query = new QueryBuilder(request.Query.Where(q => q.Key != Parameter)
            .SelectMany(q => q.Value, (q, value) => new KeyValuePair<string, string>(q.Key, value ?? "")))
        {
            { Parameter, page.ToString(CultureInfo.InvariantCulture) },
        };
        var link = Link(request.PathBase + request.Path + query.ToQueryString(), "btn btn-small", text);
        link.MergeAttribute("rel", rel);
        return link;
    }
}

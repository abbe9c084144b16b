using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Learning.Theme;

/// <summary><c>&lt;certificate-card level="C" title="…" number="…" status="met"&gt;</c>: one certificate in its holder's list.</summary>
[HtmlTargetElement("certificate-card", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CertificateCardTagHelper(IStringLocalizer T, IFileVersionProvider versions) : ThemeTagHelper(versions)
{
    /// <summary>The level's letter; without one an icon stands there.</summary>
    public string? Level { get; set; }

    /// <summary>The certificate's type.</summary>
    public string Title { get; set; } = "";

    /// <summary>Its number, groups parted by spaces or hyphens.</summary>
    public string Number { get; set; } = "";

    /// <summary>A kind of status-chip.</summary>
    public string Status { get; set; } = "met";

    /// <summary>The chip's word.</summary>
    public string StatusText { get; set; } = "";

    /// <summary>The day of issue.</summary>
    public DateOnly? IssuedOn { get; set; }

    /// <summary>The last day it holds; none, it does not end.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>The certificate's own page.</summary>
    public string? Href { get; set; }

    /// <summary>The PDF.</summary>
    public string? PdfHref { get; set; }

    /// <summary>The page with the code large enough to scan.</summary>
    public string? QrHref { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Become(output, "article", "certificate-card");
        var level = string.IsNullOrEmpty(Level) ? Element("div", "certificate-level", Draw("certificate", "icon-24")) : Words("div", "certificate-level", Level);
        level.MergeAttribute("aria-hidden", "true");
        output.Content.AppendHtml(level);
        output.Content.AppendHtml(Body());
        if (PdfHref is not null || QrHref is not null)
        {
            output.Content.AppendHtml(Element("div", "certificate-actions", Action(PdfHref, "btn btn-primary", "download", T["下载PDF"]), Action(QrHref, "btn", "qrcode", T["出示二维码"])));
        }
    }

    private TagBuilder Body()
    {
        var title = string.IsNullOrEmpty(Href) ? Words("h2", "certificate-title", Title) : Element("h2", "certificate-title", Link(Href, null, Title));
        var groups = Number.Split([' '], StringSplitOptions.RemoveEmptyEntries).Select(g => (IHtmlContent)Words("span", null, g));
        var chip = Element("span", $"chip chip-{Status}", Draw($"status-{Status}"), Words("span", null, StatusText));
        return Element("div", "certificate-body", title, Element("div", "certificate-number", [.. groups]), Dates(), chip);
    }

    private TagBuilder Dates()
    {
        var issued = IssuedOn is { } from ? T["{0}签发", Day(from)].Value : "";
        var until = ValidUntil is { } to ? T["{0}前有效", Day(to)].Value : T["长期有效"].Value;
        return Words("p", "note", issued.Length == 0 ? until : T["{0}，{1}", issued, until]);
    }

    private TagBuilder? Action(string? href, string cssClass, string icon, string text)
    {
        if (string.IsNullOrEmpty(href))
        {
            return null;
        }

        var link = Element("a", cssClass, Draw(icon), Words("span", null, text));
        link.MergeAttribute("href", href);
        return link;
    }

    private string Day(DateOnly day) => day.ToString(T["yyyy年M月d日"], CultureInfo.CurrentCulture);
}

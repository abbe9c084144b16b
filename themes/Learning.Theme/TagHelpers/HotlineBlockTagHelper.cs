using Learning.Framework.Settings;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Learning.Theme;

/// <summary><c>&lt;hotline-block audience="teacher"&gt;</c>: whom to call, in calm words; the numbers are the bureau's.</summary>
[HtmlTargetElement("hotline-block", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class HotlineBlockTagHelper(IStringLocalizer T, SettingsStore settings, IFileVersionProvider versions) : ThemeTagHelper(versions)
{
    /// <summary>teacher or parent.</summary>
    public string Audience { get; set; } = "teacher";

    /// <summary>True at the head of a lesson on crisis.</summary>
    public bool First { get; set; }

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var lines = (await settings.GetAsync(ViewContext.HttpContext.RequestAborted)).Hotlines.Where(h => !string.IsNullOrEmpty(h.Number)).ToList();
        lines.InsertRange(0, National().Where(n => lines.TrueForAll(h => h.Number != n.Number)));
        Become(output, "section", First ? "hotline hotline-first" : "hotline");
        output.Attributes.SetAttribute("aria-labelledby", "hotline-title");
        var title = Words("h2", null, T["想找人说说，现在就可以"]);
        title.MergeAttribute("id", "hotline-title");
        output.Content.AppendHtml(title);
        output.Content.AppendHtml(Words("p", null, T["有生命危险，马上打110或120，陪着他，别让他独处。"]));
        output.Content.AppendHtml(Element("ul", null, [.. lines.Select(Entry)]));
        if (Audience == "teacher")
        {
            output.Content.AppendHtml(Words("p", null, T["发现自伤、轻生迹象：陪着，不承诺保密，马上报告学校，由学校联系监护人和医院。"]));
        }

        output.Content.AppendHtml(Words("p", "note", T["本平台不接听、不记录来电。"]));
    }

    private IEnumerable<Hotline> National() =>
    [
        new() { Name = T["心理援助"], Number = "12356", Scope = "national" },
        new() { Name = T["青少年服务台"], Number = "12355", Scope = "national" },
    ];

    private TagBuilder Entry(Hotline line)
    {
        IHtmlContent? hours = string.IsNullOrEmpty(line.Hours) ? null : Words("span", "note", line.Hours);
        return Element("li", null, Words("span", null, line.Name), Link("tel:" + line.Number, "hotline-number", line.Number!), hours);
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Learning.Theme;

/// <summary>What the components share: the page they are on, icons and plain elements.</summary>
public abstract class ThemeTagHelper(IFileVersionProvider versions) : TagHelper
{
    private static readonly ConcurrentDictionary<(string Sprite, string Name, string? CssClass), HtmlString> Drawn = new();

    /// <summary>The page the component is on.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>Drawn once for all pages: a page has twenty, and names and classes are the source's own.</summary>
    internal IHtmlContent Draw(string name, string? cssClass = null) => Drawn.GetOrAdd((Sprite(), name, cssClass), Draw);

    private static HtmlString Draw((string Sprite, string Name, string? CssClass) icon)
    {
        if (!IconNames.All.Contains(icon.Name))
        {
            throw new InvalidOperationException($"There is no icon \"{icon.Name}\": add its Tabler name to themes/Learning.Theme/icons/list.txt.");
        }

        var use = new TagBuilder("use");
        use.Attributes["href"] = $"{icon.Sprite}#{icon.Name}";
        var svg = Element("svg", icon.CssClass is null ? "icon" : "icon " + icon.CssClass, use);
        svg.Attributes["aria-hidden"] = "true";
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        svg.WriteTo(text, HtmlEncoder.Default);
        return new HtmlString(text.ToString());
    }

    /// <summary>The fingerprinted address, which browsers keep for good; the versioned one where there is no list of assets.</summary>
    private string Sprite()
    {
        var context = ViewContext.HttpContext;
        var assets = context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        return assets?["dist/icons.svg"] is { } path && path != "dist/icons.svg"
            ? $"{context.Request.PathBase}/{path}"
            : versions.AddFileVersionToPath(context.Request.PathBase, "/dist/icons.svg");
    }

    private protected static TagBuilder Element(string name, string? cssClass, params IHtmlContent?[] content)
    {
        var element = new TagBuilder(name);
        if (cssClass is not null)
        {
            element.Attributes["class"] = cssClass;
        }

        foreach (var part in content)
        {
            if (part is not null)
            {
                element.InnerHtml.AppendHtml(part);
            }
        }

        return element;
    }

    private protected static TagBuilder Words(string name, string? cssClass, string text)
    {
        var element = Element(name, cssClass);
        element.InnerHtml.Append(text);
        return element;
    }

    private protected static TagBuilder Link(string href, string? cssClass, string text)
    {
        var link = Words("a", cssClass, text);
        link.Attributes["href"] = href;
        return link;
    }

    /// <summary>A count or amount as people write it: 1,286 or 2.5.</summary>
    private protected static string Amount(decimal value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>Turns the component's own element into <paramref name="name"/>, keeping a class the page gave it.</summary>
    private protected static void Become(TagHelperOutput output, string name, string cssClass)
    {
        output.TagName = name;
        output.TagMode = TagMode.StartTagAndEndTag;
        var own = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", string.IsNullOrEmpty(own) ? cssClass : $"{cssClass} {own}");
    }
}

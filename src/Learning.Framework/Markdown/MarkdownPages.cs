using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learning.Framework.Markdown;

/// <summary>A link of a Markdown text that leads nowhere.</summary>
public sealed record BrokenLink(string Target, int Line);

/// <summary>Markdown to safe HTML: raw HTML off, an explicit set of extensions, then an allow-list of elements and links.</summary>
public static class MarkdownPages
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml().UsePipeTables().UseAutoIdentifiers().UseEmphasisExtras().UseFootnotes().Build();

    private static readonly HashSet<string> Elements = new(StringComparer.OrdinalIgnoreCase)
    {
        "h2", "h3", "h4", "p", "ul", "ol", "li", "blockquote", "strong", "em", "del", "code", "pre", "br", "hr", "a",
        "table", "thead", "tbody", "tr", "th", "td", "sup", "div", "section",
    };

    private static readonly ConcurrentDictionary<string, string> Cache = new(StringComparer.Ordinal);

    /// <summary>HTML of a text; the same text is drawn once.</summary>
    public static string ToHtml(string markdown)
    {
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(markdown)));
        if (Cache.Count > 2000)
        {
            Cache.Clear();
        }

        return Cache.GetOrAdd(key, _ => Clean(Markdig.Markdown.ToHtml(markdown, Pipeline)));
    }

    /// <summary>The first link that leads nowhere: an empty target, a scheme that is not allowed, a relative path or a heading that is not there.</summary>
    public static BrokenLink? BrokenLink(string markdown)
    {
        var document = Markdig.Markdown.Parse(markdown, Pipeline);
        var html = new Lazy<string>(() => Markdig.Markdown.ToHtml(markdown, Pipeline));
        foreach (var link in document.Descendants<LinkInline>())
        {
            var target = link.Url ?? "";
            var heading = target.StartsWith('#');
            if (link.IsImage || (!heading && !Allowed(target)) || (heading && !html.Value.Contains($"id=\"{target[1..]}\"", StringComparison.Ordinal)))
            {
                return new BrokenLink(target, link.Line + 1);
            }
        }

        // A reference without its definition stays as text: [see][nowhere].
        var text = document.Descendants<LiteralInline>().FirstOrDefault(l => l.Content.ToString().Contains("](", StringComparison.Ordinal));
        return text is null ? null : new BrokenLink(text.Content.ToString(), text.Line + 1);
    }

    private static bool Allowed(string target) =>
        (target.StartsWith('/') && !target.StartsWith("//", StringComparison.Ordinal))
        || (target.StartsWith('#') && target.Length > 1)
        || target.StartsWith("https://", StringComparison.Ordinal)
        || target.StartsWith("tel:", StringComparison.Ordinal)
        || target.StartsWith("mailto:", StringComparison.Ordinal);

    private static string Clean(string html)
    {
        var body = new HtmlParser().ParseDocument(html).Body!;
        foreach (var element in body.QuerySelectorAll("*").ToList())
        {
            if (!Elements.Contains(element.LocalName))
            {
                element.Replace(element.ChildNodes.ToArray());
                continue;
            }

            foreach (var attribute in element.Attributes.ToList())
            {
                var kept = attribute.Name switch
                {
                    "href" => element.LocalName == "a" && Allowed(attribute.Value),
                    "id" => true,
                    "class" => attribute.Value is "footnotes" or "footnote-ref" or "footnote-back-ref",
                    _ => false,
                };
                if (!kept)
                {
                    element.RemoveAttribute(attribute.Name);
                }
            }

            if (element.LocalName == "a" && element.GetAttribute("href")?.StartsWith("https://", StringComparison.Ordinal) == true)
            {
                element.SetAttribute("rel", "noopener noreferrer");
            }
        }

        return body.InnerHtml;
    }
}

using System.Xml;
using System.Xml.Linq;

namespace Learning.Framework.Documents;

/// <summary>What an SVG template may contain: drawing, and nothing that runs or points outside the file.</summary>
internal static class SvgSafety
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private const string Include = "http://www.w3.org/2001/XInclude";

    private static readonly HashSet<string> Active = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler", "listener",
        "animate", "animateColor", "animateMotion", "animateTransform", "set", "feImage",
    };

    private static readonly string[] Pictures = ["data:image/png;base64,", "data:image/jpeg;base64,"];

    /// <exception cref="DocumentException">Names the line and what is not allowed there.</exception>
    public static void Check(XDocument document)
    {
        if (document.Root?.Name != Svg + "svg")
        {
            throw new DocumentException("The template is not an SVG: its first element must be <svg xmlns=\"http://www.w3.org/2000/svg\">.");
        }

        if (document.DescendantNodes().OfType<XProcessingInstruction>().FirstOrDefault() is { } instruction)
        {
            throw Refusal(instruction, "a processing instruction is not allowed");
        }

        foreach (var element in document.Root.DescendantsAndSelf())
        {
            CheckElement(element);
        }
    }

    /// <summary>Drops what drawing programs note down for themselves, once it is known to be harmless.</summary>
    public static void DropForeign(XDocument document)
    {
        document.Descendants().Where(element => element.Name.Namespace != Svg).ToList().ForEach(element =>
        {
            if (element.Parent is not null)
            {
                element.Remove();
            }
        });
        document.DescendantNodes().OfType<XComment>().ToList().ForEach(comment => comment.Remove());
    }

    public static DocumentException Refusal(XObject at, string what)
    {
        var line = at is IXmlLineInfo info && info.HasLineInfo() ? FormattableString.Invariant($"Line {info.LineNumber}: ") : "";
        return new DocumentException($"{line}{what}.");
    }

    private static void CheckElement(XElement element)
    {
        if (Active.Contains(element.Name.LocalName) || element.Name.NamespaceName == Include)
        {
            throw Refusal(element, $"<{element.Name.LocalName}> is not allowed");
        }

        if (element.Name.LocalName == "style" && !IsLocalStyle(element.Value))
        {
            throw Refusal(element, "a style may not point outside the file");
        }

        foreach (var attribute in element.Attributes())
        {
            CheckAttribute(attribute);
        }
    }

    private static void CheckAttribute(XAttribute attribute)
    {
        var name = attribute.Name.LocalName;
        var value = attribute.Value.Trim();
        if (attribute.IsNamespaceDeclaration)
        {
            return;
        }

        if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || name is "src" or "base")
        {
            throw Refusal(attribute, $"the attribute {name} is not allowed");
        }

        if (name.Equals("href", StringComparison.OrdinalIgnoreCase))
        {
            if (!value.StartsWith('#') && !Pictures.Any(start => value.StartsWith(start, StringComparison.Ordinal)))
            {
                throw Refusal(attribute, "a reference may only point inside the file, or hold a PNG or JPEG picture itself");
            }
        }
        else if (!IsLocalStyle(value) && (name == "style" || value.Contains("url", StringComparison.OrdinalIgnoreCase) || value.Contains('\\')))
        {
            throw Refusal(attribute, $"{name} may not point outside the file");
        }
    }

    // Escapes could spell url( otherwise, and @import needs no url(.
    private static bool IsLocalStyle(string style)
    {
        if (style.Contains('\\') || style.Contains('@') || style.Contains("//", StringComparison.Ordinal) || style.Contains("image(", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        for (var at = style.IndexOf("url", StringComparison.OrdinalIgnoreCase); at >= 0; at = style.IndexOf("url", at + 3, StringComparison.OrdinalIgnoreCase))
        {
            var target = style[(at + 3)..].TrimStart();
            if (target.StartsWith('(') && !target[1..].TrimStart(' ', '\t', '\r', '\n', '"', '\'').StartsWith('#'))
            {
                return false;
            }
        }

        return true;
    }
}

using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Learning.Framework.Documents;

/// <summary>A drawing for a <c>data-slot</c>: path data and how many of its units are as wide as the slot.</summary>
public sealed record SlotDrawing(string PathData, int Units);

/// <summary>An SVG page with <c>{{name}}</c> in its texts, checked once and filled as often as wanted, from any thread.</summary>
public sealed partial class SvgTemplate
{
    private const int LongestTemplate = 4 << 20;

    private static readonly HashSet<string> Texts = ["text", "tspan", "title", "desc"];

    private readonly XDocument document;

    private SvgTemplate(XDocument document)
    {
        this.document = document;
        Placeholders = document.DescendantNodes().OfType<XText>()
            .SelectMany(text => Placeholder().Matches(text.Value)).Select(match => match.Groups["name"].Value)
            .Concat(document.Descendants().Attributes("data-if").Select(attribute => attribute.Value))
            .ToHashSet(StringComparer.Ordinal);
        Slots = document.Descendants().Attributes("data-slot").Select(attribute => attribute.Value).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The names between <c>{{</c> and <c>}}</c> and in <c>data-if</c>.</summary>
    public IReadOnlySet<string> Placeholders { get; }

    /// <summary>The names in <c>data-slot</c>.</summary>
    public IReadOnlySet<string> Slots { get; }

    /// <exception cref="DocumentException">The text is not SVG, or not one that may be drawn; the message names the line.</exception>
    public static SvgTemplate Parse(string svg)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = LongestTemplate,
        };
        try
        {
            using var reader = XmlReader.Create(new StringReader(svg), settings);
            var loaded = XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
            SvgSafety.Check(loaded);
            CheckDirectives(loaded);
            SvgSafety.DropForeign(loaded);
            return new SvgTemplate(loaded);
        }
        catch (XmlException broken)
        {
            throw new DocumentException($"The template is not well-formed: {broken.Message}", broken);
        }
    }

    /// <summary>The page with values in place of the names, as SVG.</summary>
    /// <param name="values">A value for every one of <see cref="Placeholders"/>; what an element with <c>data-if</c> names may be empty, then the element is left out.</param>
    /// <param name="slots">A drawing for every one of <see cref="Slots"/>.</param>
    /// <exception cref="ArgumentException">A value or a drawing is missing.</exception>
    public string Fill(IReadOnlyDictionary<string, string?> values, IReadOnlyDictionary<string, SlotDrawing>? slots = null)
    {
        RequireAll(Placeholders, values.Keys, nameof(values));
        RequireAll(Slots, slots?.Keys ?? [], nameof(slots));
        var page = new XDocument(document);
        LeaveOutEmpty(page, values);
        foreach (var text in page.DescendantNodes().OfType<XText>().Where(text => text.Value.Contains("{{", StringComparison.Ordinal)).ToList())
        {
            text.Value = Placeholder().Replace(text.Value, match => Printable(values[match.Groups["name"].Value]));
        }

        foreach (var text in page.Descendants(SvgSafety.Svg + "text").ToList())
        {
            TextBox.Of(text)?.Set(text);
        }

        foreach (var slot in page.Descendants().Where(element => element.Attribute("data-slot") is not null))
        {
            SvgSlot.Set(slot, slots![slot.Attribute("data-slot")!.Value]);
        }

        return page.ToString(SaveOptions.DisableFormatting);
    }

    private static void CheckDirectives(XDocument loaded)
    {
        if (loaded.Descendants().Attributes().FirstOrDefault(attribute => attribute.Value.Contains("{{", StringComparison.Ordinal)) is { } attribute)
        {
            throw SvgSafety.Refusal(attribute, "a {{name}} stands in a text, not in an attribute");
        }

        foreach (var text in loaded.DescendantNodes().OfType<XText>().Where(text => Placeholder().Replace(text.Value, "").Contains("{{", StringComparison.Ordinal)
            || (Placeholder().IsMatch(text.Value) && !Texts.Contains(text.Parent!.Name.LocalName))))
        {
            throw SvgSafety.Refusal(text, "{{name}} stands in a <text>, its name of letters and digits");
        }

        foreach (var text in loaded.Descendants(SvgSafety.Svg + "text").Where(text => TextBox.Of(text) is not null && text.HasElements))
        {
            throw SvgSafety.Refusal(text, "a text with a width holds no further elements");
        }

        foreach (var slot in loaded.Descendants().Where(element => element.Attribute("data-slot") is not null))
        {
            SvgSlot.Check(slot);
        }
    }

    private static void LeaveOutEmpty(XDocument page, IReadOnlyDictionary<string, string?> values)
    {
        foreach (var condition in page.Descendants().Attributes("data-if").ToList())
        {
            if (string.IsNullOrWhiteSpace(values[condition.Value]))
            {
                condition.Parent!.Remove();
            }
        }
    }

    private static void RequireAll(IReadOnlySet<string> wanted, IEnumerable<string> given, string parameter)
    {
        var missing = wanted.Except(given).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            throw new ArgumentException($"The template also wants {string.Join(", ", missing)}.", parameter);
        }
    }

    // XML cannot hold these even escaped.
    private static string Printable(string? value) =>
        string.Concat((value ?? "").EnumerateRunes().Where(rune => rune.Value is '\n' or >= 0x20 and not (0x7F or 0xFFFE or 0xFFFF)).Select(rune => rune.ToString()));

    [GeneratedRegex(@"\{\{\s*(?<name>[A-Za-z][A-Za-z0-9]*)\s*\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}

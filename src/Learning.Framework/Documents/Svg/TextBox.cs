using System.Globalization;
using System.Xml.Linq;

namespace Learning.Framework.Documents;

/// <summary>The room a template gives a <c>&lt;text&gt;</c>, and how a text that is too long gets into it.</summary>
/// <remarks>
/// <c>data-fit-width</c>: one line, set smaller down to <c>data-min-size</c>, then broken into lines.
/// <c>data-wrap-width</c>: broken into lines at its size. Neither gets more than <c>data-max-lines</c>: past that it is
/// set smaller still, since a document must never lose a character. Lengths are in the template's units.
/// </remarks>
internal sealed record TextBox(double Width, bool ShrinksFirst, double Size, double MinSize, int MaxLines, double LineHeight, TextBox.Growth Grows)
{
    private const double Step = 0.97;

    internal enum Growth
    {
        Down,
        Both,
        Up,
    }

    public double Spacing { get; private init; }

    public bool Centred { get; private init; }

    /// <summary>The box of a text element, or null when it has none.</summary>
    /// <exception cref="DocumentException">A number is missing or is none.</exception>
    public static TextBox? Of(XElement text)
    {
        var fit = text.Attribute("data-fit-width");
        var wrap = text.Attribute("data-wrap-width");
        if ((fit ?? wrap) is not { } width)
        {
            return null;
        }

        var size = Number(text.Attribute("font-size") ?? throw SvgSafety.Refusal(text, "a text with a width needs its own font-size"));
        return new TextBox(
            Number(width),
            fit is not null,
            size,
            text.Attribute("data-min-size") is { } min ? Number(min) : size * 0.6,
            text.Attribute("data-max-lines") is { } lines ? (int)Number(lines) : fit is null ? int.MaxValue : 2,
            text.Attribute("data-line-height") is { } height ? Number(height) : 1.5,
            GrowthOf(text))
        {
            Spacing = text.Attribute("letter-spacing") is { } spacing ? Number(spacing) / size : 0,
            Centred = text.Attribute("text-anchor")?.Value == "middle",
        };
    }

    public (double Size, IReadOnlyList<string> Lines) Lay(string text)
    {
        var paragraphs = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var size = Size;
        if (ShrinksFirst && paragraphs is [var line])
        {
            var fitting = Width / LineBreaker.Measure(line, Spacing);
            if (fitting >= MinSize)
            {
                return (Math.Min(Size, fitting), paragraphs);
            }

            size = MinSize;
        }

        var most = Math.Max(MaxLines, paragraphs.Length);
        var lines = Break(paragraphs, size);
        while (lines.Count > most)
        {
            size *= Step;
            lines = Break(paragraphs, size);
        }

        return (size, lines);
    }

    /// <summary>Sets the lines as <c>tspan</c>s in place of the element's text.</summary>
    public void Set(XElement text)
    {
        var (size, lines) = Lay(text.Value);
        text.SetAttributeValue("font-size", size.ToString("0.##", CultureInfo.InvariantCulture));
        if (Spacing != 0)
        {
            text.SetAttributeValue("letter-spacing", (Spacing * size).ToString("0.##", CultureInfo.InvariantCulture));
        }

        foreach (var directive in text.Attributes().Where(a => a.Name.LocalName.StartsWith("data-", StringComparison.Ordinal)).ToList())
        {
            directive.Remove();
        }

        if (lines.Count == 1)
        {
            text.Value = lines[0];
            return;
        }

        var leading = size * LineHeight;
        var first = Grows switch { Growth.Up => -leading * (lines.Count - 1), Growth.Both => -leading * (lines.Count - 1) / 2, _ => 0 };
        text.ReplaceNodes(lines.Select((line, i) => new XElement(
            text.Name.Namespace + "tspan",
            text.Attribute("x") is { } x ? new XAttribute("x", x.Value) : null,
            new XAttribute("dy", (i == 0 ? first : leading).ToString("0.##", CultureInfo.InvariantCulture)),
            line)));
    }

    private List<string> Break(string[] paragraphs, double size) =>
        [.. paragraphs.SelectMany(paragraph => LineBreaker.Break(paragraph, Width / size, Spacing, Centred))];

    private static Growth GrowthOf(XElement text) => text.Attribute("data-grow")?.Value switch
    {
        null or "down" => Growth.Down,
        "both" => Growth.Both,
        "up" => Growth.Up,
        var other => throw SvgSafety.Refusal(text, $"data-grow is down, both or up, not “{other}”"),
    };

    private static double Number(XAttribute attribute) =>
        double.TryParse(attribute.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw SvgSafety.Refusal(attribute.Parent!, $"{attribute.Name.LocalName} is a number in the template's units, not “{attribute.Value}”");
}

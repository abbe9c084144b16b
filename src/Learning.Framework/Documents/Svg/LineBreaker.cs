using System.Text;

namespace Learning.Framework.Documents;

/// <summary>Breaks text into lines as Chinese print does: between any two characters, but not inside a Latin word, not before 。 and not after 《.</summary>
internal static class LineBreaker
{
    private const string NeverFirst = "，。、；：？！…—·”’）〕》〉】』」％℃,.;:?!)]}%";
    private const string NeverLast = "（〔《〈【『「“‘([{";

    private const string AfterWhich = "，。、；：？！·）,.;:?!) ";

    // Worth two lines that differ by three em from the even length.
    private const double BreakInSentence = 18;

    // A last line shorter than this, in em, looks lost.
    private const double ShortestLastLine = 3;

    /// <param name="text">One paragraph.</param>
    /// <param name="width">The measure, in em.</param>
    /// <param name="spacing">What each character gets on top of its own width, in em.</param>
    /// <param name="balanced">Whether the lines should be about equally long, as in a centred block.</param>
    public static IReadOnlyList<string> Break(string text, double width, double spacing, bool balanced)
    {
        var pieces = Split(text);
        var lines = Fill(pieces, width, spacing);
        if (lines.Count < 2 || !(balanced || Measure(lines[^1], spacing) < ShortestLastLine))
        {
            return lines;
        }

        return Even(pieces, lines.Count, width, spacing) ?? lines;
    }

    public static double Measure(string text, double spacing) => TextWidth.Of(text) + (spacing * text.EnumerateRunes().Count());

    private static List<string> Fill(List<string> pieces, double width, double spacing)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var piece in pieces.SelectMany(piece => Measure(piece.TrimEnd(), spacing) > width ? Characters(piece) : [piece]))
        {
            if (line.Length > 0 && Measure((line + piece).TrimEnd(), spacing) > width)
            {
                lines.Add(line.TrimEnd());
                line = "";
            }

            line += line.Length == 0 ? piece.TrimStart() : piece;
        }

        if (line.Length > 0 || lines.Count == 0)
        {
            lines.Add(line.TrimEnd());
        }

        return lines;
    }

    // The breaks that make this many lines the most equal; one that is not after a punctuation mark costs extra.
    private static List<string>? Even(List<string> pieces, int count, double width, double spacing)
    {
        var ends = pieces.Select(piece => Measure(piece, spacing)).Aggregate(new List<double> { 0 }, (sums, next) => [.. sums, sums[^1] + next]);
        var target = ends[^1] / count;
        var best = new (double Cost, int From)[count + 1, pieces.Count + 1];
        for (var line = 0; line <= count; line++)
        {
            for (var to = 0; to <= pieces.Count; to++)
            {
                best[line, to] = line == 0
                    ? (to == 0 ? 0 : double.PositiveInfinity, 0)
                    : Enumerable.Range(0, to).Where(from => ends[to] - ends[from] <= width)
                        .Select(from => (best[line - 1, from].Cost + Cost(ends[to] - ends[from] - target, pieces[to - 1], to == pieces.Count), from))
                        .DefaultIfEmpty((double.PositiveInfinity, 0)).Min();
            }
        }

        return double.IsFinite(best[count, pieces.Count].Cost) ? Collect(pieces, best, count) : null;
    }

    private static double Cost(double difference, string last, bool isEnd) =>
        (difference * difference) + (isEnd || AfterWhich.Contains(last.TrimEnd()[^1]) ? 0 : BreakInSentence);

    private static List<string> Collect(List<string> pieces, (double Cost, int From)[,] best, int count)
    {
        var lines = new string[count];
        for (var (line, to) = (count, pieces.Count); line > 0; line--)
        {
            var from = best[line, to].From;
            lines[line - 1] = string.Concat(pieces[from..to]).Trim();
            to = from;
        }

        return [.. lines];
    }

    private static List<string> Split(string text)
    {
        var pieces = new List<string>();
        foreach (var character in Characters(text))
        {
            if (pieces.Count > 0 && StayTogether(pieces[^1], character))
            {
                pieces[^1] += character;
            }
            else
            {
                pieces.Add(character);
            }
        }

        return pieces;
    }

    private static bool StayTogether(string before, string character)
    {
        if (character == " " || NeverFirst.Contains(character, StringComparison.Ordinal) || NeverLast.Contains(before[^1]))
        {
            return true;
        }

        // A number keeps its unit (2026年, C级): the Chinese character after a Latin run joins it.
        return IsLatin(before[^1]) && (IsLatin(character[0]) || char.IsAsciiLetterOrDigit(before[^1]));
    }

    private static bool IsLatin(char c) => c is > ' ' and < '\u0370' and not '·';

    private static IEnumerable<string> Characters(string text) => text.EnumerateRunes().Select(rune => rune.ToString());
}

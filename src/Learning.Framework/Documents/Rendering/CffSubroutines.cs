using System.Buffers.Binary;

namespace Learning.Framework.Documents;

/// <summary>Empties the subroutines that no glyph of an embedded CFF font calls.</summary>
/// <remarks>
/// cairo 1.16 keeps an entry for each of Noto CJK's 30,000 subroutines (50 KB a face, compressed), and for some glyphs
/// all of their code (400 KB). Entries stay, but empty, and the file keeps its length and every offset: what is freed
/// is zeros, which compress to nothing. CFF is Adobe Technical Note 5176, its charstrings are 5177.
/// </remarks>
internal sealed class CffSubroutines
{
    private const int DeepestCall = 10;

    private readonly byte[] font;
    private readonly HashSet<(int Table, int Number)> used = [];

    private CffSubroutines(byte[] font) => this.font = font;

    /// <summary>Changes the font in place.</summary>
    /// <exception cref="InvalidDataException">The font is not one that cairo embeds; it is unchanged then.</exception>
    public static void DropUnused(byte[] font)
    {
        try
        {
            new CffSubroutines(font).Run();
        }
        catch (Exception unexpected) when (unexpected is ArgumentOutOfRangeException or IndexOutOfRangeException or KeyNotFoundException)
        {
            throw new InvalidDataException("The embedded font is not built as expected.", unexpected);
        }
    }

    private void Run()
    {
        var names = new CffIndex(font, font[2]);
        var tops = new CffIndex(font, names.End);
        var strings = new CffIndex(font, tops.End);
        var globals = new CffIndex(font, strings.End);
        var top = CffDict.Read(font.AsSpan(tops[0]));
        var glyphs = new CffIndex(font, top[CffDict.CharStrings][0]);
        var locals = Locals(top);
        var fontOf = FontOfEachGlyph(top[CffDict.FontSelect][0], glyphs.Count);
        for (var glyph = 0; glyph < glyphs.Count; glyph++)
        {
            var stack = new Stack<int>();
            var hints = 0;
            Trace(glyphs[glyph], globals, locals[fontOf[glyph]], stack, ref hints, 0);
        }

        foreach (var table in locals.OfType<CffIndex>().Append(globals).DistinctBy(table => table.Start))
        {
            table.Keep(number => used.Contains((table.Start, number)));
        }
    }

    private List<CffIndex?> Locals(Dictionary<int, int[]> top)
    {
        var fonts = new CffIndex(font, top[CffDict.FontArray][0]);
        var locals = new List<CffIndex?>();
        for (var i = 0; i < fonts.Count; i++)
        {
            var (size, at) = CffDict.Read(font.AsSpan(fonts[i]))[CffDict.Private] is [var s, var a] ? (s, a) : throw new InvalidDataException("A font without private data.");
            var subroutines = CffDict.Read(font.AsSpan(at, size)).GetValueOrDefault(CffDict.Subroutines);
            locals.Add(subroutines is null ? null : new CffIndex(font, at + subroutines[0]));
        }

        return locals;
    }

    private byte[] FontOfEachGlyph(int at, int glyphs)
    {
        if (font[at] == 0)
        {
            return font[(at + 1)..(at + 1 + glyphs)];
        }

        var fonts = new byte[glyphs];
        var ranges = font[at] == 3 ? BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(at + 1)) : throw new InvalidDataException("An unknown way of choosing fonts.");
        for (var i = 0; i < ranges; i++)
        {
            var range = font.AsSpan(at + 3 + (3 * i));
            fonts.AsSpan(BinaryPrimitives.ReadUInt16BigEndian(range)..BinaryPrimitives.ReadUInt16BigEndian(range[3..])).Fill(range[2]);
        }

        return fonts;
    }

    /// <returns>True when the glyph has ended.</returns>
    private bool Trace(Range code, CffIndex globals, CffIndex? locals, Stack<int> stack, ref int hints, int depth)
    {
        if (depth > DeepestCall)
        {
            throw new InvalidDataException("Subroutines call each other too deep.");
        }

        var (at, length) = code.GetOffsetAndLength(font.Length);
        var end = at + length;
        while (at < end)
        {
            var b = font[at++];
            switch (b)
            {
                case 28 or >= 32:
                    stack.Push(Number(b, ref at));
                    break;
                case 1 or 3 or 18 or 23:
                    hints += stack.Count / 2;
                    stack.Clear();
                    break;
                case 19 or 20:
                    hints += stack.Count / 2;
                    stack.Clear();
                    at += (hints + 7) / 8;
                    break;
                case 10 or 29:
                    var table = (b == 29 ? globals : locals) ?? throw new InvalidDataException("A call of a subroutine where there are none.");
                    var number = stack.Pop() + table.Bias;
                    used.Add((table.Start, number));
                    if (Trace(table[number], globals, locals, stack, ref hints, depth + 1))
                    {
                        return true;
                    }

                    break;
                case 11:
                    return false;
                case 14:
                    return true;
                case 12 when font[at++] is < 34 or > 37:
                    throw new InvalidDataException("A glyph that calculates.");
                default:
                    stack.Clear();
                    break;
            }
        }

        return false;
    }

    private int Number(byte first, ref int at)
    {
        var start = at;
        at += first switch { 28 => 2, <= 246 => 0, 255 => 4, _ => 1 };
        return first switch
        {
            28 => BinaryPrimitives.ReadInt16BigEndian(font.AsSpan(start)),
            <= 246 => first - 139,
            <= 250 => ((first - 247) * 256) + font[start] + 108,
            <= 254 => -((first - 251) * 256) - font[start] - 108,
            255 => BinaryPrimitives.ReadInt32BigEndian(font.AsSpan(start)) >> 16,
        };
    }
}

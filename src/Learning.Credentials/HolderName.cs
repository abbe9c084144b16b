using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Learning.Credentials;

/// <summary>The holder's name as it is signed, compared and shown in part.</summary>
public static class HolderName
{
    /// <summary>Longest name a token carries, in bytes of UTF-8: twenty Chinese characters.</summary>
    public const int MaxBytes = 60;

    private const char MiddleDot = '·';
    private const int MaxStars = 3;

    /// <summary>Brings a name to the one form that is signed: NFC, one kind of middle dot, no spaces between Chinese characters, single spaces elsewhere.</summary>
    /// <returns>False when it is empty, longer than <see cref="MaxBytes"/>, or holds characters no name has (controls, direction marks).</returns>
    public static bool TryNormalise(string? text, [NotNullWhen(true)] out string? name)
    {
        name = null;
        if (text is null || text.Length > MaxBytes * 4 || !HasOnlyNameCharacters(text))
        {
            return false;
        }

        var plain = Respace(text.Normalize(NormalizationForm.FormC));
        if (!IsSignable(plain))
        {
            return false;
        }

        name = plain;
        return true;
    }

    /// <summary>Whether two spellings are the same name, once spaces, middle dots and letter case are set aside.</summary>
    /// <returns>False too when either is not a name at all.</returns>
    public static bool Same(string? one, string? other) =>
        TryNormalise(one, out var first) && TryNormalise(other, out var second)
        && string.Equals(Bare(first), Bare(second), StringComparison.OrdinalIgnoreCase);

    /// <summary>Shows enough to recognise one's own name and too little to collect others': 王*, 王*明, 欧**明, 阿*·买*, J* S*.</summary>
    /// <param name="name">The whole name.</param>
    /// <returns>At most three stars between two characters; of a name in parts the first character of each; an empty text for an empty name.</returns>
    public static string Mask(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var parts = name.Split([MiddleDot, ' '], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length switch
        {
            0 => "",
            1 => MaskWhole(parts[0]),
            _ => string.Join(name.Contains(MiddleDot) ? "·" : " ", parts.Select((part, i) => MaskPart(part, i))),
        };
    }

    /// <summary>Whether a token may carry this text: not empty, at most <see cref="MaxBytes"/>, nothing that hides or reorders.</summary>
    internal static bool IsSignable(string name) =>
        !string.IsNullOrWhiteSpace(name) && HasOnlyNameCharacters(name) && Encoding.UTF8.GetByteCount(name) <= MaxBytes;

    private static string MaskWhole(string name)
    {
        var characters = Characters(name);
        return characters.Length switch
        {
            1 => "*",
            2 => characters[0] + "*",
            var n => characters[0] + new string('*', Math.Min(n - 2, MaxStars)) + characters[^1],
        };
    }

    private static string MaskPart(string part, int index)
    {
        var characters = Characters(part);
        return characters.Length > 1 ? characters[0] + "*" : index == 0 ? characters[0] : "*";
    }

    private static string[] Characters(string text)
    {
        var starts = StringInfo.ParseCombiningCharacters(text);
        return [.. starts.Select((start, i) => text[start..(i + 1 < starts.Length ? starts[i + 1] : text.Length)])];
    }

    private static string Respace(string text)
    {
        var spelled = new StringBuilder(text.Length);
        var pendingSpace = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                pendingSpace = spelled.Length > 0;
                continue;
            }

            var c = IsDot(rune.Value) ? new Rune(MiddleDot) : rune;
            if (pendingSpace && IsLatin(spelled[^1]) && IsLatin((char)Math.Min(c.Value, char.MaxValue)))
            {
                spelled.Append(' ');
            }

            pendingSpace = false;
            spelled.Append(c.ToString());
        }

        return spelled.ToString();
    }

    private static bool IsLatin(char c) => c < '\u2E80' && c != MiddleDot && !char.IsSurrogate(c);

    private static bool IsDot(int c) => c is '·' or '•' or '・' or '･' or '‧' or '∙' or '⋅' or '.' + 0xFEE0;

    private static string Bare(string name) => name.Replace("·", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    private static bool HasOnlyNameCharacters(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune) || !IsNameCharacter(rune))
            {
                return false;
            }

            i += rune.Utf16SequenceLength - 1;
        }

        return true;
    }

    private static bool IsNameCharacter(Rune rune) =>
        (rune.Value & 0xFFFE) != 0xFFFE && rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Learning.Credentials;

/// <summary>The number people call 核验码, such as <c>XA267K2M9QP4B</c>: kind, year, eight random characters, check character.</summary>
/// <remarks>
/// The eight are Crockford base 32 from the system's random generator, so a number cannot be guessed; the check
/// character is ISO 7064 MOD 37,36 over the twelve before it. That scheme finds every wrong character, but misses one
/// in about 600 swaps of neighbours; <see cref="New"/> therefore draws again until every swap within the eight is found too.
/// </remarks>
public sealed record CertificateNumber
{
    /// <summary>Characters in a number, without separators.</summary>
    public const int Length = 13;

    /// <summary>Longest text <see cref="TryParse"/> looks at; anything longer is refused unread.</summary>
    public const int MaxTextLength = 64;

    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int RandomStart = 4;
    private const int RandomLength = 8;

    private CertificateNumber(string value, CertificateKind kind)
    {
        Value = value;
        Kind = kind;
    }

    /// <summary>The thirteen characters, upper case, without separators: how a number is stored, printed and signed.</summary>
    public string Value { get; }

    /// <summary>The kind its first two letters name.</summary>
    public CertificateKind Kind { get; }

    /// <summary>The last two digits of the year of issue.</summary>
    public int TwoDigitYear => ((Value[2] - '0') * 10) + Value[3] - '0';

    /// <summary>For reading aloud and comparing: <c>XA26 7K2M 9QP4 B</c>.</summary>
    public string Grouped => $"{Value[..4]} {Value[4..8]} {Value[8..12]} {Value[12..]}";

    /// <summary>Draws a new number. Whether it was drawn before (about once in 10¹² pairs) is for the register's unique index to say.</summary>
    /// <param name="kind">What the certificate states.</param>
    /// <param name="year">Year of issue, four digits, 2000–2099.</param>
    /// <exception cref="ArgumentOutOfRangeException">An unknown kind, or a year out of range.</exception>
    public static CertificateNumber New(CertificateKind kind, int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 2000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 2099);
        Span<char> number = stackalloc char[Length];
        kind.Prefix().CopyTo(number);
        number[2] = (char)('0' + (year / 10 % 10));
        number[3] = (char)('0' + (year % 10));
        do
        {
            RandomNumberGenerator.GetItems(Crockford, number.Slice(RandomStart, RandomLength));
            number[^1] = Iso7064.Check(number[..^1]);
        }
        while (!Crockford.Contains(number[^1]) || !EverySwapIsFound(number));

        return new CertificateNumber(new string(number), kind);
    }

    /// <summary>Reads a number a person typed: any case, spaces, dashes and full-width forms; O for 0 and I or L for 1 within the eight.</summary>
    /// <returns>False when it is not a number with a right check character.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out CertificateNumber? number)
    {
        number = null;
        if (text is null || text.Length > MaxTextLength)
        {
            return false;
        }

        Span<char> plain = stackalloc char[Length];
        return TryNormalise(text, plain) && TryRead(plain, out number);
    }

    /// <summary>Reads the exact stored form, as a token must carry it.</summary>
    internal static bool TryParseExact(string text, [NotNullWhen(true)] out CertificateNumber? number)
    {
        number = null;
        return text.Length == Length && TryRead(text, out number);
    }

    /// <inheritdoc cref="Value"/>
    public override string ToString() => Value;

    private static bool TryRead(ReadOnlySpan<char> plain, [NotNullWhen(true)] out CertificateNumber? number)
    {
        number = null;
        if (!CertificateKinds.TryFromPrefix(plain[..2], out var kind)
            || !char.IsAsciiDigit(plain[2]) || !char.IsAsciiDigit(plain[3])
            || plain[RandomStart..].ContainsAnyExcept(Crockford)
            || Iso7064.Check(plain[..^1]) != plain[^1])
        {
            return false;
        }

        number = new CertificateNumber(new string(plain), kind);
        return true;
    }

    private static bool TryNormalise(string text, Span<char> plain)
    {
        var length = 0;
        foreach (var typed in text)
        {
            if (IsSeparator(typed))
            {
                continue;
            }

            if (length == Length)
            {
                return false;
            }

            var narrow = typed is >= '！' and <= '～' ? (char)(typed - '！' + '!') : typed;
            var upper = char.IsAsciiLetterLower(narrow) ? (char)(narrow - 'a' + 'A') : narrow;
            plain[length] = length is >= RandomStart and < RandomStart + RandomLength ? LikeADigit(upper) : upper;
            length++;
        }

        return length == Length;
    }

    private static bool IsSeparator(char c) => char.IsWhiteSpace(c) || c is '-' or '－' or '−' or (>= '‐' and <= '―');

    private static char LikeADigit(char c) => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c };

    private static bool EverySwapIsFound(ReadOnlySpan<char> number)
    {
        Span<char> swapped = stackalloc char[Length];
        for (var i = RandomStart; i < RandomStart + RandomLength - 1; i++)
        {
            number.CopyTo(swapped);
            (swapped[i], swapped[i + 1]) = (swapped[i + 1], swapped[i]);
            if (swapped[i] != swapped[i + 1] && Iso7064.Check(swapped[..^1]) == number[^1])
            {
                return false;
            }
        }

        return true;
    }
}

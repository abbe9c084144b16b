using System.Text;

namespace Learning.People.Services.Rosters.Reading;

/// <summary>Tells the encoding of a text file and decodes it strictly: a file that could be anything is refused, not guessed at.</summary>
internal static class TextEncodings
{
    static TextEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <returns>The text without its mark, and the encoding's usual name.</returns>
    public static (string Text, string Name) Read(byte[] file)
    {
        var (text, name) = Decode(file);
        return text.AsSpan().ContainsAny('\0', '\uFFFE', '\uFFFF') || !Plausible(text) ? throw new RosterFileException(FileRefusal.Encoding) : (text, name);
    }

    private static (string Text, string Name) Decode(byte[] file)
    {
        var bytes = file.AsSpan();
        if (bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
        {
            return (Strictly(new UTF8Encoding(false, true), bytes[3..]) ?? throw new RosterFileException(FileRefusal.Encoding), "UTF-8");
        }

        if (bytes.StartsWith<byte>([0xFF, 0xFE]) || bytes.StartsWith<byte>([0xFE, 0xFF]))
        {
            return (Strictly(new UnicodeEncoding(bytes[0] == 0xFE, false, true), bytes[2..]) ?? throw new RosterFileException(FileRefusal.Encoding), "UTF-16");
        }

        if (bytes.Contains((byte)0))
        {
            return (Utf16(bytes) ?? throw new RosterFileException(FileRefusal.Encoding), "UTF-16");
        }

        return Strictly(new UTF8Encoding(false, true), bytes) is { } utf8 ? (utf8, "UTF-8")
            : Strictly(Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback), bytes) is { } chinese ? (chinese, "GB18030")
            : throw new RosterFileException(FileRefusal.Encoding);
    }

    /// <summary>Commas, digits and line ends have a zero byte: before the other one, or behind it.</summary>
    private static string? Utf16(ReadOnlySpan<byte> bytes)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == 0)
            {
                _ = i % 2 == 0 ? even++ : odd++;
            }
        }

        return bytes.Length % 2 != 0 || Math.Min(even, odd) * 20 > Math.Max(even, odd) ? null : Strictly(new UnicodeEncoding(even > odd, false, true), bytes);
    }

    private static string? Strictly(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Decoded wrongly, Chinese comes out as characters nobody uses.</summary>
    private static bool Plausible(string text)
    {
        var (odd, all) = (0, 0);
        foreach (var c in text)
        {
            if (c >= 0x80)
            {
                all++;
                odd += c is (>= '\uE000' and <= '\uF8FF') or (>= '\u0080' and <= '\u009F') or '\uFFFD' ? 1 : 0;
            }
            else if (c < ' ' && c is not ('\t' or '\r' or '\n'))
            {
                all++;
                odd++;
            }
        }

        return odd * 50 <= all;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Learning.Credentials;

/// <summary>Bytes as decimal digits, which a QR code holds at 3⅓ bits each: seven bytes make seventeen digits.</summary>
/// <remarks>Each group is big-endian and zero-padded; a tail of 1–6 bytes makes 3, 5, 8, 10, 13 or 15 digits. There is one text for any bytes.</remarks>
public static class TokenDigits
{
    private const int GroupBytes = 7;
    private const int GroupDigits = 17;

    private static readonly int[] DigitsOfTail = [0, 3, 5, 8, 10, 13, 15, GroupDigits];

    /// <summary>Writes bytes as digits.</summary>
    /// <returns>Digits 0–9 only.</returns>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var digits = new char[DigitsFor(bytes.Length)];
        for (int from = 0, to = 0; from < bytes.Length; from += GroupBytes, to += GroupDigits)
        {
            var group = bytes[from..Math.Min(from + GroupBytes, bytes.Length)];
            var value = 0UL;
            foreach (var b in group)
            {
                value = (value << 8) | b;
            }

            for (var i = to + DigitsOfTail[group.Length] - 1; i >= to; i--)
            {
                digits[i] = (char)('0' + (value % 10));
                value /= 10;
            }
        }

        return new string(digits);
    }

    /// <summary>Reads digits back. Never throws.</summary>
    /// <returns>False for anything <see cref="Encode"/> would not have written.</returns>
    public static bool TryDecode(ReadOnlySpan<char> digits, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var tailBytes = Array.IndexOf(DigitsOfTail, digits.Length % GroupDigits);
        if (tailBytes < 0)
        {
            return false;
        }

        var decoded = new byte[(digits.Length / GroupDigits * GroupBytes) + tailBytes];
        for (int from = 0, to = 0; from < digits.Length; from += GroupDigits, to += GroupBytes)
        {
            var group = digits[from..Math.Min(from + GroupDigits, digits.Length)];
            if (!TryGroup(group, decoded.AsSpan(to, Math.Min(GroupBytes, decoded.Length - to))))
            {
                return false;
            }
        }

        bytes = decoded;
        return true;
    }

    /// <summary>How many digits this many bytes make.</summary>
    internal static int DigitsFor(int bytes) => (bytes / GroupBytes * GroupDigits) + DigitsOfTail[bytes % GroupBytes];

    private static bool TryGroup(ReadOnlySpan<char> digits, Span<byte> target)
    {
        if (!ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value >> (target.Length * 8) != 0)
        {
            return false;
        }

        for (var i = target.Length - 1; i >= 0; i--)
        {
            target[i] = (byte)value;
            value >>= 8;
        }

        return true;
    }
}

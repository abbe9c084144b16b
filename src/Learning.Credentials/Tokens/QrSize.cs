namespace Learning.Credentials;

/// <summary>How large a QR code a token needs: a byte segment for the address, a numeric segment for the digits, error correction M.</summary>
/// <remarks>Capacities from ISO/IEC 18004:2015, table 7. Version 10 (57 modules) at 30 mm leaves 0.46 mm a module, which phones still read from print.</remarks>
public static class QrSize
{
    /// <summary>The largest version a certificate may be printed with.</summary>
    public const int MaxVersion = 10;

    private const int ModeBits = 4;
    private const int FirstVersionWithLongCounts = 10;

    private static readonly int[] DataBytesAtM = [16, 28, 44, 64, 86, 108, 124, 154, 182, 216];

    /// <summary>The smallest version that holds both.</summary>
    /// <param name="addressBytes">Length of what stands before the digits, <c>https://host/v#</c>, in bytes.</param>
    /// <param name="digits">Number of digits after it.</param>
    /// <returns>1–10, or null when it would have to be larger than <see cref="MaxVersion"/>.</returns>
    public static int? VersionFor(int addressBytes, int digits)
    {
        for (var version = 1; version <= MaxVersion; version++)
        {
            if (Bits(version, addressBytes, digits) <= DataBytesAtM[version - 1] * 8)
            {
                return version;
            }
        }

        return null;
    }

    private static int Bits(int version, int addressBytes, int digits)
    {
        var longCounts = version >= FirstVersionWithLongCounts;
        var address = ModeBits + (longCounts ? 16 : 8) + (addressBytes * 8);
        var numeric = ModeBits + (longCounts ? 12 : 10) + (digits / 3 * 10) + (digits % 3) switch { 1 => 4, 2 => 7, _ => 0 };
        return address + numeric;
    }
}

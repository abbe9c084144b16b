namespace Learning.Credentials;

/// <summary>ISO/IEC 7064 hybrid system MOD 37,36: one check character over digits and upper-case letters.</summary>
internal static class Iso7064
{
    private const int Modulus = 36;

    /// <summary>The check character for a text of 0–9 and A–Z.</summary>
    public static char Check(ReadOnlySpan<char> text)
    {
        var product = Modulus;
        foreach (var c in text)
        {
            var sum = (product + ValueOf(c)) % Modulus;
            product = (sum == 0 ? Modulus : sum) * 2 % (Modulus + 1);
        }

        var check = (Modulus + 1 - product) % Modulus;
        return (char)(check < 10 ? '0' + check : 'A' + check - 10);
    }

    private static int ValueOf(char c) => char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10;
}

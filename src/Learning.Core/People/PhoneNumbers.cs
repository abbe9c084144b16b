using System.Text;

namespace Learning.Core.People;

/// <summary>Mainland mobile numbers (手机号) as people and spreadsheets write them.</summary>
public static class PhoneNumbers
{
    /// <summary>Brings a number to its eleven digits: full-width digits, +86, 0086 or 86 before it, spaces, hyphens and brackets are taken away.</summary>
    /// <returns>False for anything else: a landline, a number of another country, <c>1.38E+10</c>, ten digits.</returns>
    public static bool TryNormalise(string? text, out string number)
    {
        number = "";
        if (text is null || text.Length > 60 || !text.IsNormalizable())
        {
            return false;
        }

        var plain = new string([.. text.Normalize(NormalizationForm.FormKC).Where(c => !IsSeparator(c))]);
        plain = plain.StartsWith("+86", StringComparison.Ordinal) ? plain[3..]
            : plain.StartsWith("0086", StringComparison.Ordinal) ? plain[4..]
            : plain.Length == 13 && plain.StartsWith("86", StringComparison.Ordinal) ? plain[2..]
            : plain;
        if (plain.Length != 11 || plain[0] != '1' || plain[1] < '3' || !plain.All(char.IsAsciiDigit))
        {
            return false;
        }

        number = plain;
        return true;
    }

    /// <summary>Of a normalised number, what everybody may see: <c>138****5678</c>.</summary>
    public static string Mask(string number) => number.Length == 11 ? $"{number[..3]}****{number[7..]}" : "****";

    private static bool IsSeparator(char c) =>
        char.IsWhiteSpace(c) || c is '(' or ')' || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.DashPunctuation or System.Globalization.UnicodeCategory.Format;

    internal static bool IsNormalizable(this string text)
    {
        // Half of a surrogate pair cannot be normalised: it would throw.
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}

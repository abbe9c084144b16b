using System.Globalization;
using System.Text;

namespace Learning.Core.People;

/// <summary>Citizen identity numbers (公民身份号码, GB 11643): eighteen characters, the last a check character. Residence permits of Hong Kong, Macao, Taiwan and foreigners have the same form.</summary>
public static class IdentityNumbers
{
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Brings a number to its eighteen characters: full-width characters, spaces, hyphens and a small x are put right.</summary>
    /// <returns>False where the length, the date of birth or the check character is wrong. Fifteen digits, the form before 2000, are refused: which century and check character they would have is for the holder's card to say.</returns>
    public static bool TryNormalise(string? text, out string number)
    {
        number = "";
        if (text is null || text.Length > 60 || !text.IsNormalizable())
        {
            return false;
        }

        var plain = new string([.. text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.DashPunctuation or UnicodeCategory.Format))])
            .ToUpperInvariant();
        if (plain.Length != 18 || plain[0] == '0' || !plain[..17].All(char.IsAsciiDigit) || plain[17] != CheckCharacter(plain)
            || !DateOnly.TryParseExact(plain[6..14], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) || born.Year < 1900)
        {
            return false;
        }

        number = plain;
        return true;
    }

    /// <summary>Of a normalised number, what everybody may see: the last four characters.</summary>
    public static string Mask(string number) => number.Length == 18 ? $"**************{number[14..]}" : "****";

    /// <summary>ISO 7064 MOD 11-2 of the first seventeen digits.</summary>
    private static char CheckCharacter(string plain)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += (plain[i] - '0') * Weights[i];
        }

        return "10X98765432"[sum % 11];
    }
}

using Learning.Framework.Settings;

namespace Learning.Bureau.Services;

/// <summary>What a bureau must still do about a hotline.</summary>
internal static class Hotlines
{
    /// <summary>The two numbers to call when a life is in danger; the same everywhere.</summary>
    public static readonly IReadOnlyList<string> Emergency = ["110", "120"];

    /// <summary>A number is missing, or it is the city's own and nobody confirmed it.</summary>
    public static bool NeedsBureau(Hotline line) =>
        string.IsNullOrEmpty(line.Number) || (line.Scope == "city" && line.VerifiedOn is null);

    /// <summary>The form a phone dials: digits and a leading plus.</summary>
    public static string Dial(string number) => string.Concat(number.Where((c, i) => char.IsAsciiDigit(c) || (c == '+' && i == 0)));

    /// <summary>Whether people can dial what was typed: 3 to 20 digits, parted by hyphens or spaces.</summary>
    public static bool IsNumber(string number) =>
        number.All(c => char.IsAsciiDigit(c) || c is '-' or ' ' or '+') && number.Count(char.IsAsciiDigit) is >= 3 and <= 20;
}

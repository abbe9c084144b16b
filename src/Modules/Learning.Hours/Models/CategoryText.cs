namespace Learning.Hours.Models;

/// <summary>Categories as one column: <c>|counsellor|mental-health|</c>. The bars make a search for one exact.</summary>
internal static class CategoryText
{
    private const char Bar = '|';

    /// <exception cref="ArgumentException">A code that is not of small letters, digits and hyphens.</exception>
    public static string Join(IEnumerable<string> codes)
    {
        var ordered = codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (ordered.FirstOrDefault(c => c.Length == 0 || !c.All(l => l is '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9'))) is { } wrong)
        {
            throw new ArgumentException($"'{wrong}' is not a category code.", nameof(codes));
        }

        return ordered.Count == 0 ? "" : $"{Bar}{string.Join(Bar, ordered)}{Bar}";
    }

    public static IReadOnlyList<string> Split(string text) => text.Split(Bar, StringSplitOptions.RemoveEmptyEntries);

    public static string Searched(string code) => $"{Bar}{code}{Bar}";

    public static bool HoldsAny(string text, IReadOnlyList<string> codes)
    {
        foreach (var code in codes)
        {
            if (text.Contains(Searched(code), StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}

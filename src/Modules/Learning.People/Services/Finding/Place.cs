using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Learning.People.Services.Finding;

/// <summary>Where in a list a page begins or ends: the key of a row, which stays right while others come and go.</summary>
/// <param name="Stretch">Which of the question's stretches.</param>
internal sealed record Place(int Stretch, string Term, string SortKey, int Row)
{
    private const char Between = '\n';

    /// <returns>Null for the beginning, and for anything that is no place.</returns>
    public static Place? Read(string? text, int stretches)
    {
        if (text is not { Length: > 0 and < 800 })
        {
            return null;
        }

        try
        {
            var parts = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(WebEncoders.Base64UrlDecode(text)).Split(Between);
            return parts.Length == 4 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var stretch) && stretch < stretches
                && int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var row) && !parts[1].Contains('\0', StringComparison.Ordinal) && !parts[2].Contains('\0', StringComparison.Ordinal)
                ? new Place(stretch, parts[1], parts[2], row)
                : null;
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            // Someone shortened the address: the list begins at its beginning.
            return null;
        }
    }

    public override string ToString() =>
        WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Stretch}{Between}{Term}{Between}{SortKey}{Between}{Row}")));
}

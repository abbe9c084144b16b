using System.Globalization;
using System.Text.RegularExpressions;

namespace Learning.Certificates.Services;

/// <summary>The pattern of a type's register numbers (编号): <c>攀教心C〔{year}〕{serial:0000}号</c>.</summary>
internal sealed partial class RegisterPattern
{
    private readonly string text;

    private RegisterPattern(string text, bool hasYear)
    {
        this.text = text;
        HasYear = hasYear;
    }

    /// <summary>Without a year in the number, serials are counted on for ever.</summary>
    public bool HasYear { get; }

    /// <returns>Null, and why in words for a recipe's author.</returns>
    public static RegisterPattern? Parse(string text, out string? wrong)
    {
        var fields = Field().Matches(text);
        wrong = fields.Count(f => f.Groups["name"].Value == "serial") != 1
                ? "expected {serial} or {serial:0000} exactly once, for the number that counts up"
            : fields.Count(f => f.Groups["name"].Value == "year") > 1 ? "expected {year} at most once"
            : Field().Replace(text, "").AsSpan().ContainsAny("{}") ? "expected no other fields than {year} and {serial:0000}"
            : text.Length > 40 ? "expected at most 40 characters"
            : null;
        return wrong is null ? new RegisterPattern(text, fields.Any(f => f.Groups["name"].Value == "year")) : null;
    }

    public string Format(int year, int serial) => Field().Replace(text, field => field.Groups["name"].Value == "year"
        ? year.ToString("0000", CultureInfo.InvariantCulture)
        : serial.ToString(field.Groups["zeros"].Success ? field.Groups["zeros"].Value : "0", CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\{(?:(?<name>year)|(?<name>serial)(?::(?<zeros>0{1,9}))?)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Field();
}

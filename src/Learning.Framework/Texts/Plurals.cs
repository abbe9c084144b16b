using System.Globalization;

namespace Learning.Framework.Texts;

/// <summary>Chooses between one and many in an English text: <c>{0} {0:person|people}</c>. Chinese has no plural, so only English texts say it.</summary>
internal sealed class Plurals : IFormatProvider, ICustomFormatter
{
    public static readonly Plurals Instance = new();

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : CultureInfo.CurrentCulture.GetFormat(formatType);

    public string Format(string? format, object? arg, IFormatProvider? formatProvider)
    {
        if (format?.IndexOf('|', StringComparison.Ordinal) is > 0 and var bar)
        {
            return Convert.ToString(arg, CultureInfo.InvariantCulture) == "1" ? format[..bar] : format[(bar + 1)..];
        }

        return arg is IFormattable formattable ? formattable.ToString(format, CultureInfo.CurrentCulture) : arg?.ToString() ?? "";
    }
}

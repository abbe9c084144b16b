using System.Globalization;
using System.Text.Json;

namespace Learning.UnitTests.Theme;

/// <summary>Colours keep the contrast the design promises, in light and dark.</summary>
public sealed class TokenTests
{
    private static readonly Dictionary<string, string[]> Tokens =
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(ThemeFiles.Path("styles", "tokens.json")))!;

    [Theory]
    [InlineData("text", 10.4)]
    [InlineData("text-2", 6.5)]
    [InlineData("text-3", 4.5)]
    [InlineData("primary", 6.1)]
    [InlineData("control", 3.2)]
    [InlineData("focus", 5.6)]
    public void Token_OnEveryGround_IsReadable(string token, double least)
    {
        foreach (var scheme in new[] { 0, 1 })
        {
            Assert.All(["bg", "surface", "sunken"], (string ground) => Assert.True(Contrast(token, ground, scheme) >= least - 0.05, $"{token} on {ground}, scheme {scheme}: {Contrast(token, ground, scheme):0.00}"));
        }
    }

    [Theory]
    [InlineData("ok", "ok-soft", 5.1)]
    [InlineData("warn", "warn-soft", 5.1)]
    [InlineData("bad", "bad-soft", 5.1)]
    [InlineData("info", "info-soft", 5.1)]
    [InlineData("none", "none-soft", 5.1)]
    [InlineData("on-primary", "primary", 7.2)]
    [InlineData("on-primary", "primary-strong", 7.2)]
    [InlineData("primary", "primary-soft", 6.1)]
    [InlineData("text", "primary-soft", 10.3)]
    [InlineData("text-2", "primary-soft", 4.5)]
    public void Token_OnItsGround_IsReadable(string token, string ground, double least) =>
        Assert.All([0, 1], (int scheme) => Assert.True(Contrast(token, ground, scheme) >= least - 0.05, $"{token} on {ground}, scheme {scheme}: {Contrast(token, ground, scheme):0.00}"));

    private static double Contrast(string one, string other, int scheme)
    {
        var (a, b) = (Luminance(Tokens[one][scheme]), Luminance(Tokens[other][scheme]));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }
}

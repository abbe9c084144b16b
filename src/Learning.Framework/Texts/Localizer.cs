using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Localization;

namespace Learning.Framework.Texts;

/// <summary>Chinese in the source, English in each module's <c>Texts.en.json</c>. A context after <c>|</c> is never shown; <c>{0:row|rows}</c> in an English text follows the number.</summary>
public sealed class Localizer : IStringLocalizer, IStringLocalizerFactory
{
    private readonly Dictionary<string, string> english = new(StringComparer.Ordinal);

    private readonly AreaNames? areas;

    /// <param name="areas">Null to call the areas counties.</param>
    public Localizer(IEnumerable<Assembly> assemblies, AreaNames? areas = null)
    {
        this.areas = areas;
        foreach (var assembly in assemblies.Distinct())
        {
            using var stream = assembly.GetManifestResourceStream("Texts.en.json");
            if (stream is null)
            {
                continue;
            }

            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
            {
                // The same Chinese in two modules may well be the same English; the tests refuse two that differ.
                english[key] = text;
            }
        }
    }

    public LocalizedString this[string name]
    {
        get
        {
            var text = Find(name, out var found);
            return new LocalizedString(name, text, !found);
        }
    }

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var text = Find(name, out var found);
            return new LocalizedString(name, string.Format(IsEnglish ? Plurals.Instance : CultureInfo.CurrentCulture, text, arguments), !found);
        }
    }

    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public IStringLocalizer Create(Type resourceSource) => this;

    public IStringLocalizer Create(string baseName, string location) => this;

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => english.Select(t => new LocalizedString(t.Key, t.Value));

    private string Find(string name, out bool found)
    {
        found = true;
        name = areas?.Of(name) ?? name;
        if (IsEnglish && english.TryGetValue(name, out var text))
        {
            return text;
        }

        found = !IsEnglish;
        var context = name.IndexOf('|', StringComparison.Ordinal);
        return context < 0 ? name : name[..context];
    }
}

using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services;

/// <summary>Counts as people type them: full-width digits, a comma between thousands.</summary>
internal static class FormNumbers
{
    /// <summary>Null where nothing was typed, or with an error at the field.</summary>
    public static int? Count(ModelStateDictionary state, string field, string label, string? typed, IStringLocalizer T)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (int.TryParse(typed.Normalize(NormalizationForm.FormKC).Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 100_000)
        {
            return count;
        }

        state.AddModelError(field, T["{0}填整数，例如860。", label]);
        return null;
    }
}

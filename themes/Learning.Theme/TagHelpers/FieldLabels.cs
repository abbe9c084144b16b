using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;

namespace Learning.Theme;

/// <summary>What the fields of this page are called, noted as they are drawn.</summary>
internal static class FieldLabels
{
    private static readonly object Key = new();

    public static Dictionary<string, string> Of(HttpContext context)
    {
        if (context.Items[Key] is not Dictionary<string, string> labels)
        {
            context.Items[Key] = labels = new Dictionary<string, string>(StringComparer.Ordinal);
        }

        return labels;
    }
}

/// <summary>Made when the page goes out, when everything on it has been drawn.</summary>
internal sealed class LateContent(Func<IHtmlContent> make) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => make().WriteTo(writer, encoder);
}

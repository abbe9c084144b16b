using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Learning.Theme;

/// <summary><c>&lt;field for="Input.Hours" label="…" hint="…" /&gt;</c>: label above, then hint, the control, and what is wrong with it below.</summary>
/// <remarks>Without content it draws the control itself; with content, the page's own (input, select, textarea with asp-for) are tied to hint and error.</remarks>
[HtmlTargetElement("field", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper(IStringLocalizer T, IHtmlGenerator generator, IFileVersionProvider versions) : ThemeTagHelper(versions)
{
    internal const string Described = "learning-field";

    /// <summary>The model's member.</summary>
    public ModelExpression For { get; set; } = null!;

    /// <summary>The label.</summary>
    public string Label { get; set; } = "";

    /// <summary>What helps to fill it in.</summary>
    public string? Hint { get; set; }

    /// <summary>Marked 选填.</summary>
    public bool Optional { get; set; }

    /// <summary>text, password, number, date, time, email, tel, search, textarea, select or checkbox; without it the type of the member decides.</summary>
    public string? Type { get; set; }

    /// <summary>The choices of a select.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>The empty choice of a select.</summary>
    public string? Choose { get; set; }

    /// <summary>input-short or input-medium.</summary>
    public string? Width { get; set; }

    /// <summary>What the browser may fill in.</summary>
    public string? Autocomplete { get; set; }

    /// <summary>The keyboard a phone shows.</summary>
    public string? Inputmode { get; set; }

    private string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    private string Id => TagBuilder.CreateSanitizedId(Name, "_");

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        FieldLabels.Of(ViewContext.HttpContext)[Name] = Label;
        var error = ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;
        var described = string.Join(' ', new[] { Hint is null ? null : Id + "-hint", error is null ? null : Id + "-error" }.OfType<string>());
        context.Items[Described] = (described, error is not null);
        var own = await output.GetChildContentAsync();
        Become(output, "div", error is null ? "field" : "field has-error");
        IHtmlContent hint = Hint is null ? HtmlString.Empty : Marked("div", "form-hint", Id + "-hint", Hint);
        var control = own.IsEmptyOrWhiteSpace ? Control(described, error is not null) : own;
        if (Kind() == "checkbox" && own.IsEmptyOrWhiteSpace)
        {
            output.Content.AppendHtml(Element("div", "form-check", control, LabelOf("form-check-label")));
            output.Content.AppendHtml(hint);
        }
        else
        {
            output.Content.AppendHtml(LabelOf("form-label"));
            output.Content.AppendHtml(hint);
            output.Content.AppendHtml(control);
        }

        if (error is not null)
        {
            var line = Element("div", "field-error", Draw("alert-octagon"), Words("span", null, error));
            line.MergeAttribute("id", Id + "-error");
            output.Content.AppendHtml(line);
        }
    }

    private TagBuilder LabelOf(string cssClass)
    {
        var label = Words("label", cssClass, Label);
        label.MergeAttribute("for", Id);
        if (Optional)
        {
            label.InnerHtml.AppendHtml(Words("span", "form-optional", T["选填"]));
        }

        return label;
    }

    private static TagBuilder Marked(string name, string cssClass, string id, string text)
    {
        var element = Words(name, cssClass, text);
        element.MergeAttribute("id", id);
        return element;
    }

    private string Kind()
    {
        if (Type is not null || Items is not null)
        {
            return Type ?? "select";
        }

        var type = Nullable.GetUnderlyingType(For.ModelExplorer.ModelType) ?? For.ModelExplorer.ModelType;
        return type == typeof(bool) ? "checkbox"
            : type == typeof(DateOnly) ? "date"
            : type == typeof(TimeOnly) ? "time"
            : type == typeof(int) ? "number"
            : "text";
    }

    private IHtmlContent Control(string described, bool wrong)
    {
        var kind = Kind();
        var attributes = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["class"] = string.Join(' ', new[] { kind switch { "select" => "form-select", "checkbox" => "form-check-input", _ => "form-control" }, Width }.OfType<string>()),
        };
        Add(attributes, "aria-describedby", described.Length == 0 ? null : described);
        Add(attributes, "aria-invalid", wrong ? "true" : null);
        Add(attributes, "autocomplete", Autocomplete);
        Add(attributes, "inputmode", Inputmode);
        switch (kind)
        {
            case "select":
                return generator.GenerateSelect(ViewContext, For.ModelExplorer, Choose, For.Name, Items ?? [], allowMultiple: false, attributes);
            case "textarea":
                return generator.GenerateTextArea(ViewContext, For.ModelExplorer, For.Name, rows: 4, columns: 0, attributes);
            case "password":
                return generator.GeneratePassword(ViewContext, For.ModelExplorer, For.Name, value: null, attributes);
            case "checkbox":
                return Element("span", null, generator.GenerateCheckBox(ViewContext, For.ModelExplorer, For.Name, isChecked: null, attributes), generator.GenerateHiddenForCheckbox(ViewContext, For.ModelExplorer, For.Name));
            default:
                attributes["type"] = kind;
                var format = kind switch { "date" => "{0:yyyy-MM-dd}", "time" => "{0:HH:mm}", _ => null };
                return generator.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, For.Model, format, attributes);
        }
    }

    private static void Add(Dictionary<string, object?> attributes, string name, string? value)
    {
        if (value is not null)
        {
            attributes[name] = value;
        }
    }
}

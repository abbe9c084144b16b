using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Learning.Theme;

/// <summary>Gives controls with asp-for our look, and inside a field ties them to its hint and error.</summary>
[HtmlTargetElement("input", Attributes = "asp-for", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("select", Attributes = "asp-for")]
[HtmlTargetElement("textarea", Attributes = "asp-for")]
public sealed class FieldControlTagHelper : TagHelper
{
    /// <summary>After the framework's own, which adds the type.</summary>
    public override int Order => 1000;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var type = output.Attributes["type"]?.Value?.ToString();
        if (type == "hidden")
        {
            return;
        }

        if (!context.AllAttributes.ContainsName("class"))
        {
            var look = output.TagName == "select" ? "form-select" : type is "checkbox" or "radio" ? "form-check-input" : "form-control";
            var added = output.Attributes["class"]?.Value?.ToString();
            output.Attributes.SetAttribute("class", string.IsNullOrEmpty(added) ? look : $"{look} {added}");
        }

        if (context.Items.TryGetValue(FieldTagHelper.Described, out var item) && item is ValueTuple<string, bool> field)
        {
            if (field.Item1.Length > 0)
            {
                output.Attributes.SetAttribute("aria-describedby", field.Item1);
            }

            if (field.Item2)
            {
                output.Attributes.SetAttribute("aria-invalid", "true");
            }
        }
    }
}

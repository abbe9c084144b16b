using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Unicode;
using Learning.Framework.Recipes.Content;

namespace Learning.Framework.Recipes;

/// <summary>The JSON schema of recipes, made from the very models that read them, so editors and the site agree.</summary>
public sealed class RecipeSchema(IEnumerable<IRecipeStep> steps, IEnumerable<IContentType> types)
{
    private static readonly JsonSchemaExporterOptions Exporter = new() { TreatNullObliviousAsNonNullable = true };
    private static readonly JsonSerializerOptions Printed = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public string Build()
    {
        var head = Export(typeof(RecipeHead));
        head["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        head["title"] = "Learning recipe";
        var variants = new JsonArray([.. steps.OrderBy(s => s.Name, StringComparer.Ordinal).Select(Step), Step("recipes", Export(typeof(RecipesModel)))]);
        head["properties"]!["steps"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["oneOf"] = variants } };
        return head.ToJsonString(Printed) + "\n";
    }

    private JsonNode Step(IRecipeStep step) => Step(step.Name, step.Name == "content" ? Content() : Export(step.Model));

    private static JsonNode Step(string name, JsonObject model)
    {
        var properties = (JsonObject)model["properties"]!;
        properties.Insert(0, "name", new JsonObject { ["const"] = name });
        var required = model["required"] as JsonArray ?? [];
        required.Insert(0, "name");
        model["required"] = required.DeepClone();
        return model;
    }

    private JsonObject Content()
    {
        var items = new JsonArray([.. types.OrderBy(t => t.Name, StringComparer.Ordinal).Select(type =>
        {
            var item = Export(typeof(ContentItem));
            item["properties"]!["ContentType"] = new JsonObject { ["const"] = type.Name };
            item["properties"]![type.Name + "Part"] = Export(type.Part);
            return (JsonNode)item;
        })]);
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["data"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["oneOf"] = items } } },
            ["required"] = new JsonArray("data"),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Export(Type type) => (JsonObject)RecipeFile.Json.GetJsonSchemaAsNode(type, Exporter);
}

using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Learning.Framework.Recipes.Content;

/// <summary>A content item, shaped as Orchard Core exports it.</summary>
public sealed record ContentItem
{
    [JsonPropertyName("ContentItemId")]
    public required string ContentItemId { get; init; }

    [JsonPropertyName("ContentItemVersionId")]
    public string? ContentItemVersionId { get; init; }

    [JsonPropertyName("ContentType")]
    public required string ContentType { get; init; }

    [JsonPropertyName("DisplayText")]
    public required string DisplayText { get; init; }

    [JsonPropertyName("Latest")]
    public bool Latest { get; init; } = true;

    [JsonPropertyName("Published")]
    public bool Published { get; init; }

    [JsonPropertyName("ModifiedUtc")]
    public DateTimeOffset? ModifiedUtc { get; init; }

    [JsonPropertyName("PublishedUtc")]
    public DateTimeOffset? PublishedUtc { get; init; }

    [JsonPropertyName("CreatedUtc")]
    public DateTimeOffset? CreatedUtc { get; init; }

    [JsonPropertyName("Owner")]
    public string? Owner { get; init; }

    [JsonPropertyName("Author")]
    public string? Author { get; init; }

    [JsonPropertyName("TitlePart")]
    public TitlePart? TitlePart { get; init; }

    [JsonPropertyName("MarkdownBodyPart")]
    public MarkdownBodyPart? MarkdownBodyPart { get; init; }
}

public sealed record TitlePart
{
    [JsonPropertyName("Title")]
    public required string Title { get; init; }
}

public sealed record MarkdownBodyPart
{
    /// <summary>Markdown, or <c>[file:text('…')]</c>.</summary>
    [JsonPropertyName("Markdown")]
    public required string Markdown { get; init; }
}

/// <summary>A type of content a module takes from recipes. Its part's JSON names are the C# names (<c>PassShare</c>), as Orchard's are.</summary>
public interface IContentType
{
    /// <summary>Such as <c>Lesson</c>; its part is <c>LessonPart</c>.</summary>
    string Name { get; }

    Type Part { get; }

    /// <param name="at">Place of the item in the step, to point at when something is wrong: <c>data[3]</c>.</param>
    /// <param name="markdown">The body with files read, "" where there is none; its links are checked already.</param>
    Task ImportAsync(ContentItem item, object part, string markdown, RecipeRun run, string at, CancellationToken cancellation);
}

public sealed record ContentModel
{
    public required IReadOnlyList<JsonObject> Data { get; init; }
}

/// <summary>Orchard's <c>content</c> step: hands each item to the module that knows its type.</summary>
internal sealed class ContentStep(IEnumerable<IContentType> types) : RecipeStep<ContentModel>("content")
{
    private readonly Dictionary<string, IContentType> known = types.ToDictionary(t => t.Name, StringComparer.Ordinal);

    protected override async Task ExecuteAsync(ContentModel model, RecipeRun run, CancellationToken cancellation)
    {
        for (var i = 0; i < model.Data.Count; i++)
        {
            var at = $"data[{i}]";
            var node = (JsonObject)model.Data[i].DeepClone();
            var named = node["ContentType"]?.ToString() ?? "";
            if (!known.TryGetValue(named, out var type))
            {
                throw run.Problem($"{at}.ContentType", $"no content type is called '{named}'; there are: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}");
            }

            var partName = named + "Part";
            var part = node[partName] ?? throw run.Problem(at, $"a {named} has a \"{partName}\"");
            node.Remove(partName);
            var item = (ContentItem)run.Read(node, typeof(ContentItem), at);
            var markdown = item.MarkdownBodyPart is { } body ? run.Text(body.Markdown, $"{at}.MarkdownBodyPart.Markdown") : "";
            if (Markdown.MarkdownPages.BrokenLink(markdown) is { } broken)
            {
                throw run.Problem($"{at}.MarkdownBodyPart.Markdown", $"the link '{broken.Target}' in line {broken.Line} of the text leads nowhere; expected /path, #heading, https:, tel: or mailto:");
            }

            await type.ImportAsync(item, run.Read(part.DeepClone(), type.Part, $"{at}.{partName}"), markdown, run, at, cancellation);
        }
    }
}

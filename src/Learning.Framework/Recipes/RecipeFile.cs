using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Learning.Framework.Recipes;

/// <summary>A recipe's head, in Orchard Core's shape.</summary>
public sealed record RecipeHead
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    public string Description { get; init; } = "";

    public string Author { get; init; } = "";

    public string Website { get; init; } = "";

    public required string Version { get; init; }

    /// <summary>Whether a site may be set up with it.</summary>
    [JsonPropertyName("issetuprecipe")]
    public bool IsSetupRecipe { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyDictionary<string, JsonElement> Variables { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    public required IReadOnlyList<JsonObject> Steps { get; init; }
}

/// <summary>A recipe read from its folder, with the line of every value.</summary>
internal sealed class RecipeFile
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        AllowTrailingCommas = false,
    };

    private readonly Dictionary<string, long> lines;

    private RecipeFile(string path, RecipeHead head, Dictionary<string, long> lines)
    {
        Path = path;
        Head = head;
        this.lines = lines;
    }

    public string Path { get; }

    public RecipeHead Head { get; }

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    private string ShownPath => $"{System.IO.Path.GetFileName(Folder)}/{System.IO.Path.GetFileName(Path)}";

    public static RecipeFile Read(string root, string name)
    {
        var path = Locate(root, name);
        var bytes = File.ReadAllBytes(path);
        bytes = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes;
        var shown = $"{System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(path)!)}/{System.IO.Path.GetFileName(path)}";
        Dictionary<string, long> lines;
        try
        {
            lines = JsonLines.Index(bytes);
        }
        catch (JsonException broken)
        {
            throw new RecipeException(shown, (broken.LineNumber ?? 0) + 1, $"not valid JSON: {broken.Message}");
        }

        try
        {
            var head = JsonSerializer.Deserialize<RecipeHead>(bytes, Json)!;
            return new RecipeFile(path, head, lines);
        }
        catch (JsonException wrong)
        {
            throw new RecipeException(shown, LineOf(lines, Trim(wrong.Path)), Explain(wrong));
        }
    }

    /// <summary>A problem at a place of this file, such as <c>steps[1].targets[0].id</c>.</summary>
    public RecipeException Problem(string place, string message) => new(ShownPath, LineOf(lines, place), $"{place}: {message}");

    /// <summary>A step without its name, with variables put in, read strictly as its model.</summary>
    public object Model(int step, Type type)
    {
        var node = (JsonObject)Head.Steps[step].DeepClone();
        node.Remove("name");
        PutVariables(node, $"steps[{step}]");
        return Read(node, type, $"steps[{step}]");
    }

    public object Read(JsonNode node, Type type, string place)
    {
        try
        {
            return node.Deserialize(type, Json)!;
        }
        catch (JsonException wrong)
        {
            var inner = Trim(wrong.Path);
            throw Problem(inner.Length == 0 ? place : $"{place}.{inner}", Explain(wrong));
        }
    }

    /// <summary>Text of a file beside the recipe, named as Orchard does: <c>[file:text('lessons/01.md')]</c>; any other value is itself.</summary>
    public string Text(string value, string place)
    {
        const string begin = "[file:text('", end = "')]";
        if (!value.StartsWith(begin, StringComparison.Ordinal) || !value.EndsWith(end, StringComparison.Ordinal))
        {
            return value;
        }

        var named = value[begin.Length..^end.Length];
        var full = System.IO.Path.GetFullPath(System.IO.Path.Combine(Folder, named));
        if (!full.StartsWith(Folder + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(full))
        {
            throw Problem(place, $"the file '{named}' was expected beside the recipe");
        }

        return File.ReadAllText(full).ReplaceLineEndings("\n");
    }

    /// <summary>Changes when anything in the recipe's folder does.</summary>
    public byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(System.IO.Path.GetRelativePath(Folder, file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return hash.GetHashAndReset();
    }

    private static string Locate(string root, string name)
    {
        if (name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) || Directory.Exists(root) is false)
        {
            throw new RecipeException(name, 0, "a recipe's name is letters, digits and dashes");
        }

        // A folder may hold several recipes: <folder>/<name>.recipe.json.
        return Directory.EnumerateFiles(root, name + ".recipe.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault()
            ?? throw new RecipeException(name, 0, "no such recipe; there are: " + string.Join(", ",
                Directory.EnumerateFiles(root, "*.recipe.json", SearchOption.AllDirectories).Select(f => System.IO.Path.GetFileName(f)[..^".recipe.json".Length]).Order(StringComparer.Ordinal)));
    }

    private void PutVariables(JsonNode? node, string place)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (key, value) in members.ToList())
                {
                    if (Variable(value, $"{place}.{key}") is { } put)
                    {
                        members[key] = put;
                    }
                    else
                    {
                        PutVariables(value, $"{place}.{key}");
                    }
                }

                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    if (Variable(items[i], $"{place}[{i}]") is { } put)
                    {
                        items[i] = put;
                    }
                    else
                    {
                        PutVariables(items[i], $"{place}[{i}]");
                    }
                }

                break;
        }
    }

    private JsonNode? Variable(JsonNode? node, string place)
    {
        const string begin = "[js: variables('", end = "')]";
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text)
            || !text.StartsWith(begin, StringComparison.Ordinal) || !text.EndsWith(end, StringComparison.Ordinal))
        {
            return null;
        }

        var name = text[begin.Length..^end.Length];
        return Head.Variables.TryGetValue(name, out var found)
            ? JsonNode.Parse(found.GetRawText())
            : throw Problem(place, $"the variable '{name}' was expected under \"variables\"");
    }

    private static long LineOf(Dictionary<string, long> lines, string place)
    {
        for (var near = place; ; near = near[..Math.Max(near.LastIndexOf('.'), near.LastIndexOf('['))])
        {
            if (lines.TryGetValue(near, out var line))
            {
                return line;
            }

            if (near.LastIndexOf('.') < 0 && near.LastIndexOf('[') < 0)
            {
                return 1;
            }
        }
    }

    private static string Trim(string? jsonPath) => (jsonPath ?? "$").TrimStart('$').TrimStart('.');

    private static string Explain(JsonException wrong)
    {
        var message = wrong.Message;
        var cut = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return cut < 0 ? message : message[..cut];
    }
}

/// <summary>The line of every value of a JSON text, by place.</summary>
internal static class JsonLines
{
    public static Dictionary<string, long> Index(ReadOnlySpan<byte> json)
    {
        var lines = new Dictionary<string, long>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json);
        var line = 1L;
        var counted = 0L;
        var open = new Stack<(string Place, bool Array, int Next)>();
        var property = "";
        while (reader.Read())
        {
            for (; counted < reader.TokenStartIndex; counted++)
            {
                line += json[(int)counted] == (byte)'\n' ? 1 : 0;
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    property = reader.GetString()!;
                    var holder = open.Peek().Place;
                    lines[holder.Length == 0 ? property : $"{holder}.{property}"] = line;
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    continue;
            }

            var place = "";
            if (open.TryPop(out var parent))
            {
                place = parent.Array ? $"{parent.Place}[{parent.Next}]" : parent.Place.Length == 0 ? property : $"{parent.Place}.{property}";
                open.Push(parent with { Next = parent.Next + 1 });
            }

            lines.TryAdd(place, line);
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                open.Push((place, reader.TokenType == JsonTokenType.StartArray, 0));
            }
        }

        return lines;
    }
}

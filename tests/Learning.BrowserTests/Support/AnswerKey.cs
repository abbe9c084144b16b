using System.Text.Json;

namespace Learning.BrowserTests.Support;

/// <summary>What a well-prepared teacher knows: the right options of every question, read from the recipe.</summary>
internal sealed class AnswerKey
{
    private readonly Dictionary<string, HashSet<string>> right = new(StringComparer.Ordinal);

    public AnswerKey()
    {
        var file = Path.Combine(Visits.Root(), "content-recipes", "counsellor-c", "counsellor-c-questions.recipe.json");
        using var recipe = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var question in recipe.RootElement.GetProperty("steps").EnumerateArray()
                     .Where(s => s.TryGetProperty("questions", out _)).SelectMany(s => s.GetProperty("questions").EnumerateArray()))
        {
            right[question.GetProperty("stem").GetString()!] =
            [
                .. question.GetProperty("options").EnumerateArray().Where(o => o.GetProperty("right").GetBoolean()).Select(o => o.GetProperty("text").GetString()!),
            ];
        }
    }

    public bool IsRight(string stem, string option) => right[stem].Contains(option);
}

using System.Text.Json.Serialization;

namespace Learning.Curricula.Recipes;

internal sealed record ProgrammePart
{
    [JsonPropertyName("Code")]
    public required string Code { get; init; }

    [JsonPropertyName("Audience")]
    public required string Audience { get; init; }

    /// <summary>Codes of the roles it is meant for; left out for everyone.</summary>
    [JsonPropertyName("Roles")]
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>In 学时, at most two decimals: the sum of its courses.</summary>
    [JsonPropertyName("Hours")]
    public required decimal Hours { get; init; }

    [JsonPropertyName("Category")]
    public required string Category { get; init; }

    [JsonPropertyName("TrainingKind")]
    public required string TrainingKind { get; init; }

    [JsonPropertyName("OrganiserLevel")]
    public required string OrganiserLevel { get; init; }

    [JsonPropertyName("Mode")]
    public required string Mode { get; init; }

    [JsonPropertyName("Assessment")]
    public required string Assessment { get; init; }

    [JsonPropertyName("PassShare")]
    public required int PassShare { get; init; }

    [JsonPropertyName("Attempts")]
    public required int Attempts { get; init; }

    [JsonPropertyName("FinalItems")]
    public required int FinalItems { get; init; }

    [JsonPropertyName("CaseShare")]
    public required int CaseShare { get; init; }

    [JsonPropertyName("RedLines")]
    public required bool RedLines { get; init; }

    [JsonPropertyName("Order")]
    public required int Order { get; init; }

    [JsonPropertyName("Courses")]
    public required IReadOnlyList<CoursePart> Courses { get; init; }
}

internal sealed record CoursePart
{
    [JsonPropertyName("Code")]
    public required string Code { get; init; }

    [JsonPropertyName("Title")]
    public required string Title { get; init; }

    [JsonPropertyName("Hours")]
    public required decimal Hours { get; init; }

    [JsonPropertyName("Practicum")]
    public bool Practicum { get; init; }
}

internal sealed record LessonPart
{
    /// <summary>Code of its programme.</summary>
    [JsonPropertyName("Programme")]
    public required string Programme { get; init; }

    /// <summary>Code of the course of the plan.</summary>
    [JsonPropertyName("Course")]
    public required string Course { get; init; }

    [JsonPropertyName("Number")]
    public required int Number { get; init; }

    [JsonPropertyName("Hours")]
    public required decimal Hours { get; init; }

    [JsonPropertyName("Objective")]
    public required string Objective { get; init; }

    [JsonPropertyName("Summary")]
    public required string Summary { get; init; }

    [JsonPropertyName("Exercise")]
    public required string Exercise { get; init; }

    [JsonPropertyName("Minutes")]
    public required MinutesPart Minutes { get; init; }

    [JsonPropertyName("Risk")]
    public required bool Risk { get; init; }

    [JsonPropertyName("RedLine")]
    public required bool RedLine { get; init; }

    /// <summary>Name of a film in <c>media/</c> without extension, or null.</summary>
    [JsonPropertyName("Film")]
    public string? Film { get; init; }

    [JsonPropertyName("QuizItems")]
    public required int QuizItems { get; init; }

    [JsonPropertyName("Sources")]
    public required IReadOnlyList<string> Sources { get; init; }
}

internal sealed record MinutesPart
{
    [JsonPropertyName("Read")]
    public required decimal Read { get; init; }

    [JsonPropertyName("Film")]
    public required decimal Film { get; init; }

    [JsonPropertyName("Exercise")]
    public required decimal Exercise { get; init; }

    [JsonPropertyName("Reflection")]
    public required decimal Reflection { get; init; }

    [JsonPropertyName("Check")]
    public required decimal Check { get; init; }
}

internal sealed record PagePart
{
    /// <summary>Where it stands below <c>/curricula/pages/</c>: letters, digits and dashes, parted by slashes.</summary>
    [JsonPropertyName("Path")]
    public required string Path { get; init; }
}

using System.Text.Json;

namespace Learning.People.Services.Rosters.Reading;

/// <summary>What is wrong with a row.</summary>
internal enum ProblemKind
{
    // The file itself.
    NameMissing,
    NameWrong,
    StaffNumberWrong,
    StaffNumberLost,
    PhoneLost,
    PhoneWrong,
    IdentityLost,
    IdentityWrong,
    DateWrong,
    DatesReversed,
    DateFar,
    SchoolMissing,
    SchoolUnknown,
    SchoolClosed,
    SchoolAmbiguous,
    SchoolElsewhere,
    RoleMissing,
    RoleUnknown,
    RoleNotYours,
    RoleDoesNotFit,
    EmploymentMissing,
    StandingUnknown,
    CellTooLong,
    CellError,

    // Rows against one another.
    Twice,
    NumberOfAnother,
    IdentityOfAnother,
    ContactOfAnother,

    // Rows against the site.
    NumberHasOtherName,
    NumberHasOtherIdentity,
    IdentityHasOtherNumber,
    IdentityHasOtherName,
    RegisteredElsewhere,
    SameNameTwice,
    LikelySame,

    // OneRoster.
    UserMarkedDeleted,
    UserUnknown,

    // Between the check and the import, and between the import and its undoing.
    ChangedSince,
    UsedSince,
}

/// <summary>A reason, and where it is.</summary>
/// <param name="Cell">As Excel names it, such as <c>B18</c>; null where the whole row is meant.</param>
/// <param name="Argument">What the words name: a line, a value without digits of a phone, a name in the acting person's area.</param>
/// <param name="Likely">What was probably meant, in the acting person's area.</param>
internal sealed record RowProblem(ProblemKind Kind, string? Cell = null, string? Argument = null, string? Likely = null)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string? Write(IReadOnlyCollection<RowProblem> problems) => problems.Count == 0 ? null : JsonSerializer.Serialize(problems, Json);

    /// <summary>In the order of the columns, as the clerk goes along the row.</summary>
    public static IReadOnlyList<RowProblem> Read(string? json) =>
        json is null ? [] : [.. JsonSerializer.Deserialize<List<RowProblem>>(json, Json)!.OrderBy(p => p.Cell is null).ThenBy(p => p.Cell?.Length).ThenBy(p => p.Cell, StringComparer.Ordinal)];
}

using System.Text.Json.Serialization;

namespace Learning.People.Services.Rosters.Reading;

/// <summary>One role of one person as the file says it, cleaned. A row with two roles is two entries.</summary>
internal sealed record RosterEntry
{
    /// <summary>Line as Excel shows it.</summary>
    public required int Line { get; init; }

    public string Name { get; init; } = "";

    public string? StaffNumber { get; init; }

    /// <summary>Code and name of the place as the file says them.</summary>
    public string? SchoolCode { get; init; }

    public string? School { get; init; }

    public string? Role { get; init; }

    public string? Employment { get; init; }

    /// <summary>Null where the file says nothing: someone known stays as they stand.</summary>
    public string? Standing { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>Whether the file has a column of last days at all: an empty cell in it means that there is none.</summary>
    public bool SaysTo { get; init; }

    public string? Phone { get; init; }

    public string? IdentityNumber { get; init; }

    public IReadOnlyList<RowProblem> Problems { get; init; } = [];

    /// <summary>What the page calls a cell of this row.</summary>
    [JsonIgnore]
    public ICellNames? Cells { get; init; }

    /// <summary>The times of all lines that together give one post, oldest first; null where one line does.</summary>
    public IReadOnlyList<PostTime>? Parts { get; init; }

    /// <summary>The row as it came, for the report the clerk corrects it in.</summary>
    public IReadOnlyList<string> Original { get; init; } = [];

    public string? PlaceOf(params ReadOnlySpan<RosterField> fields)
    {
        foreach (var field in fields)
        {
            if (Cells?.Of(field, Line) is { } place)
            {
                return place;
            }
        }

        return null;
    }
}

/// <summary>From the first day of a post to its last.</summary>
internal sealed record PostTime(DateOnly From, DateOnly? To);

/// <summary>Everything a file says.</summary>
/// <param name="Headers">Of the original rows.</param>
/// <param name="IsPart">A OneRoster delta: who is not in it has not left.</param>
internal sealed record RosterContent(IReadOnlyList<string> Headers, IReadOnlyList<RosterEntry> Entries, bool IsPart = false);

/// <summary>Names cells the way the clerk's program does.</summary>
internal interface ICellNames
{
    /// <returns>Null where the file has no such column.</returns>
    string? Of(RosterField field, int line);
}

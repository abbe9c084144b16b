using System.Security.Cryptography;
using System.Text.Json;
using Learning.Core.People;
using Learning.People.Models;
using Learning.People.Services.Rosters.Reading;

namespace Learning.People.Services.Rosters.Judging;

/// <summary>An entry with what judging it needs beside: hashes in place of what is secret, and what the clerk said.</summary>
internal sealed record Question(RosterEntry Entry, string? PhoneHash, string? IdentityHash, RowDecision Decision = RowDecision.None, Guid? Candidate = null, DateOnly? EndOn = null)
{
    /// <summary>Set for someone who is not in the file.</summary>
    public (Guid PersonId, Guid PlaceId)? Missing { get; init; }

    /// <summary>Whether two numbers are both known, and not the same.</summary>
    public static bool Differ(string? one, string? other) => one is not null && other is not null && !string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A field that changes. Never holds a phone or an identity number: of those only that they change.</summary>
internal sealed record RowChange(string Field, string? Before, string? After)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string? Write(IReadOnlyCollection<RowChange> changes) => changes.Count == 0 ? null : JsonSerializer.Serialize(changes, Json);

    public static IReadOnlyList<RowChange> Read(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<RowChange>>(json, Json)!;
}

/// <summary>A step in somebody's posts: one taken out of the present, one put in, or both.</summary>
/// <param name="Copies">The post whose further values the new one takes over.</param>
internal sealed record PostStep(Appointment? Replaces, PostValues? Put, Appointment? Copies = null);

internal sealed record PostValues(Organisation Place, string Role, string? Employment, string Standing, DateOnly From, DateOnly? To);

/// <summary>What an import would do with a row, and why.</summary>
internal sealed record Verdict
{
    public required RowKind Kind { get; init; }

    /// <summary>Who it is: the same for every row about one person, known or not yet.</summary>
    public string? Key { get; init; }

    public KnownPerson? Person { get; init; }

    public Organisation? Place { get; init; }

    public string? Role { get; init; }

    public string? Employment { get; init; }

    public bool AddsPerson { get; init; }

    public bool Renames { get; init; }

    public bool Renumbers { get; init; }

    public bool SetsPhone { get; init; }

    public bool SetsIdentity { get; init; }

    public IReadOnlyList<PostStep> Steps { get; init; } = [];

    public IReadOnlyList<RowChange> Changes { get; init; } = [];

    public IReadOnlyList<RowProblem> Problems { get; init; } = [];

    /// <summary>The same again only where nothing it rests on has changed.</summary>
    public long Hash()
    {
        var text = string.Join('|',
            Kind, Person?.Id, AddsPerson, Renames, Renumbers, SetsPhone, SetsIdentity, RowChange.Write([.. Changes]),
            string.Join(';', Steps.Select(s => $"{s.Replaces?.Id}>{s.Put?.Place.Id},{s.Put?.Role},{s.Put?.Employment},{s.Put?.Standing},{s.Put?.From:O},{s.Put?.To:O}")));
        return BitConverter.ToInt64(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
    }
}

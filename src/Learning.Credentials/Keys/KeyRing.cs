using System.Text.Json;
using System.Text.Json.Serialization;

namespace Learning.Credentials;

/// <summary>The published keys a verifier is pinned to. Immutable: a new list is a new ring.</summary>
public sealed class KeyRing
{
    /// <summary>Longest JSON text read, in characters: room for all 256 keys.</summary>
    public const int MaxJsonLength = 128 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private readonly KeyEntry?[] byQr = new KeyEntry?[256];

    /// <summary>Gathers entries.</summary>
    /// <exception cref="ArgumentException">Two entries share a byte or a key, a window is reversed, or a cutoff is missing or misplaced.</exception>
    public KeyRing(IEnumerable<KeyEntry> entries)
    {
        Entries = [.. entries.OrderBy(e => e.Qr)];
        var kids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in Entries)
        {
            var fault = entry.Fault()
                ?? (byQr[entry.Qr] is not null ? $"key {entry.Qr}: listed twice" : null)
                ?? (kids.Add(entry.Kid) ? null : $"key {entry.Qr}: the same key under another number");
            if (fault is not null)
            {
                throw new ArgumentException($"Key list: {fault}.", nameof(entries));
            }

            byQr[entry.Qr] = entry;
        }
    }

    /// <summary>All entries, by their byte.</summary>
    public IReadOnlyList<KeyEntry> Entries { get; }

    /// <summary>The entry a token's key byte names.</summary>
    /// <returns>Null when the ring has none.</returns>
    public KeyEntry? Find(byte qr) => byQr[qr];

    /// <summary>The key to sign with: active, its window covers the date; of several the one that began last.</summary>
    /// <param name="use">What is to be signed.</param>
    /// <param name="date">Date of issue, Asia/Shanghai.</param>
    /// <returns>Null when there is none.</returns>
    public KeyEntry? Current(KeyUse use, DateOnly date) => Entries
        .Where(e => e.Use == use && e.State == KeyState.Active && e.Covers(date))
        .MaxBy(e => e.NotBefore);

    /// <summary>A new ring with this entry added, or put in the place of the one with its byte.</summary>
    /// <exception cref="ArgumentException">The entry does not fit the others, or would replace another key: a published key stays.</exception>
    public KeyRing With(KeyEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (Find(entry.Qr) is { } former && former.Kid != entry.Kid)
        {
            throw new ArgumentException($"Key list: {entry.Qr} is already another key.", nameof(entry));
        }

        return new KeyRing([.. Entries.Where(e => e.Qr != entry.Qr), entry]);
    }

    /// <summary>Writes the ring: <c>{"keys":[{"qr", "kid", "use", "notBefore", "notAfter", "state", "cutoff", "kty", "crv", "x", "y"}]}</c>.</summary>
    /// <remarks>Dates as <c>2026-09-01</c>, the cutoff as an RFC 3339 instant.</remarks>
    public string ToJson() => JsonSerializer.Serialize(new KeyList([.. Entries.Select(ListedKey.From)]), Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">Anything else: unknown or missing members, a <c>kid</c> that is not the key's thumbprint, a bad key.</exception>
    public static KeyRing Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxJsonLength)
        {
            throw new FormatException("Key list: too long.");
        }

        try
        {
            var list = JsonSerializer.Deserialize<KeyList>(json, Json);
            return new KeyRing((list?.Keys ?? throw new FormatException("Key list: no keys."))
                .Select(k => k?.ToEntry() ?? throw new FormatException("Key list: an empty entry.")));
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new FormatException(fault.Message, fault);
        }
    }

    private sealed record KeyList([property: JsonRequired] IReadOnlyList<ListedKey?> Keys);

    private sealed record ListedKey(
        [property: JsonRequired] byte Qr,
        [property: JsonRequired] string Kid,
        [property: JsonRequired] KeyUse Use,
        [property: JsonRequired] DateOnly NotBefore,
        [property: JsonRequired] DateOnly NotAfter,
        [property: JsonRequired] KeyState State,
        DateTimeOffset? Cutoff,
        [property: JsonRequired] string Kty,
        [property: JsonRequired] string Crv,
        [property: JsonRequired] string X,
        [property: JsonRequired] string Y)
    {
        public static ListedKey From(KeyEntry e) => new(
            e.Qr, e.Kid, e.Use, e.NotBefore, e.NotAfter, e.State, e.Cutoff, "EC", "P-256", e.PublicKey.X, e.PublicKey.Y);

        public KeyEntry ToEntry()
        {
            if (Kty != "EC" || Crv != "P-256" || !PublicKey.TryFromJwk(X, Y, out var key) || key.Kid != Kid)
            {
                throw new FormatException($"Key list: key {Qr} is not a P-256 key, or its kid is not its thumbprint.");
            }

            return new KeyEntry
            {
                Qr = Qr,
                PublicKey = key,
                Use = Use,
                NotBefore = NotBefore,
                NotAfter = NotAfter,
                State = State,
                Cutoff = Cutoff,
            };
        }
    }
}

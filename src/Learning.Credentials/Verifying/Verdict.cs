using Learning.Credentials.Cbor;

namespace Learning.Credentials;

/// <summary>What verification found. One verdict, one plain sentence for a person.</summary>
public enum Verdict
{
    /// <summary>Signed by us, in force, and not revoked as of at most 24 hours ago.</summary>
    Valid,

    /// <summary>Signed by us, in force, and not revoked when last heard, 24 hours to 7 days ago.</summary>
    ValidStale,

    /// <summary>Signed by us and in force; whether it was revoked is not known. Check again online.</summary>
    StatusUnknown,

    /// <summary>Signed by us, but revoked for good.</summary>
    Revoked,

    /// <summary>Signed by us, but suspended for now.</summary>
    Suspended,

    /// <summary>Signed by us, but its last day is over.</summary>
    Expired,

    /// <summary>Signed by us, but a newer certificate has taken its place. Known online only.</summary>
    Superseded,

    /// <summary>Signed by us, but dated later than today: either it or this clock is wrong.</summary>
    NotYet,

    /// <summary>Names a key this verifier does not know: a forgery, or the list of keys is old.</summary>
    UnknownKey,

    /// <summary>Names a key of ours that does not sign certificates.</summary>
    WrongKeyUse,

    /// <summary>Signed with a key no longer trusted for it: revoked, used outside its window, or stolen and not logged before the cutoff.</summary>
    KeyRevoked,

    /// <summary>The signature does not belong to what it says: a forgery, or changed.</summary>
    BadSignature,

    /// <summary>Readable, but not in the one form we write; only someone tampering makes such a token.</summary>
    NonCanonical,

    /// <summary>Of a version, kind or algorithm this verifier does not know. Update the verifier.</summary>
    Unsupported,

    /// <summary>Not a token of ours, or damaged. Scan again.</summary>
    Malformed,
}

/// <summary>The words machines use for verdicts.</summary>
public static class Verdicts
{
    private static readonly string[] Codes =
    [
        "VALID", "VALID_STALE", "STATUS_UNKNOWN", "REVOKED", "SUSPENDED", "EXPIRED", "SUPERSEDED", "NOT_YET",
        "UNKNOWN_KEY", "WRONG_KEY_USE", "KEY_REVOKED", "BAD_SIGNATURE", "NON_CANONICAL", "UNSUPPORTED", "MALFORMED",
    ];

    /// <summary>The verdict in JSON and CSV, such as <c>VALID_STALE</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a verdict.</exception>
    public static string Code(this Verdict verdict) =>
        Enum.IsDefined(verdict) ? Codes[(int)verdict] : throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Not a verdict.");

    internal static Verdict ToVerdict(this CborFault fault) => fault == CborFault.NonCanonical ? Verdict.NonCanonical : Verdict.Malformed;
}

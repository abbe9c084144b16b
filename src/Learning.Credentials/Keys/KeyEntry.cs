namespace Learning.Credentials;

/// <summary>What a key is for. A key never serves two purposes.</summary>
public enum KeyUse
{
    /// <summary>Signs the list of keys; kept offline.</summary>
    Root,

    /// <summary>Signs certificates.</summary>
    Cert,

    /// <summary>Signs status lists.</summary>
    Status,

    /// <summary>Signs the log's checkpoints.</summary>
    Log,
}

/// <summary>How far a key is trusted.</summary>
public enum KeyState
{
    /// <summary>May sign.</summary>
    Active,

    /// <summary>Signs no more; what it signed within its window stays good.</summary>
    Retired,

    /// <summary>Perhaps stolen: a certificate counts only if the log holds it before the cutoff.</summary>
    Logged,

    /// <summary>Nothing it signed counts.</summary>
    Revoked,
}

/// <summary>A published key: what it is for, when, and how far it is trusted. Entries stay published for ever.</summary>
public sealed record KeyEntry
{
    /// <summary>The byte that names the key in a token (header 4); unique in a ring.</summary>
    public required byte Qr { get; init; }

    /// <summary>The public key.</summary>
    public required PublicKey PublicKey { get; init; }

    /// <summary>What it is for.</summary>
    public required KeyUse Use { get; init; }

    /// <summary>First date of issue it may sign for, Asia/Shanghai. Published at least seven days before.</summary>
    public required DateOnly NotBefore { get; init; }

    /// <summary>Last date of issue it may sign for, Asia/Shanghai.</summary>
    public required DateOnly NotAfter { get; init; }

    /// <summary>How far it is trusted.</summary>
    public KeyState State { get; init; } = KeyState.Active;

    /// <summary>For <see cref="KeyState.Logged"/>, the instant before which the log must hold a certificate; else null.</summary>
    public DateTimeOffset? Cutoff { get; init; }

    /// <summary>The key's RFC 7638 thumbprint.</summary>
    public string Kid => PublicKey.Kid;

    /// <summary>Whether the key may have signed a certificate issued on this date.</summary>
    public bool Covers(DateOnly issuedOn) => issuedOn >= NotBefore && issuedOn <= NotAfter;

    internal string? Fault() => this switch
    {
        _ when NotAfter < NotBefore => $"key {Qr}: notAfter is before notBefore",
        _ when !Enum.IsDefined(Use) || !Enum.IsDefined(State) => $"key {Qr}: unknown use or state",
        { State: KeyState.Logged, Cutoff: null } => $"key {Qr}: state logged needs a cutoff",
        { State: not KeyState.Logged, Cutoff: not null } => $"key {Qr}: only state logged has a cutoff",
        _ => null,
    };
}

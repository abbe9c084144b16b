namespace Learning.Credentials;

/// <summary>The outcome of verifying one token.</summary>
public sealed record Verification
{
    internal Verification(Verdict verdict) => Verdict = verdict;

    /// <summary>What was found.</summary>
    public Verdict Verdict { get; }

    /// <summary>What the certificate says; null unless a trusted key signed it, so that no unsigned name is ever shown.</summary>
    public CertificatePayload? Certificate { get; init; }

    /// <summary>When the status was known to be so; null when it is not known. Always to be shown beside the verdict.</summary>
    public DateTimeOffset? StatusAsOf { get; init; }

    /// <summary>The age of the status at the moment of verifying; null when it is not known.</summary>
    public TimeSpan? StatusAge { get; init; }
}

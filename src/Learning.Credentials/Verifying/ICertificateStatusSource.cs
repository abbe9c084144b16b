namespace Learning.Credentials;

/// <summary>What is known about a certificate after it was issued.</summary>
public enum CertificateStatus
{
    /// <summary>Nothing is known: no list, or none that covers it.</summary>
    Unknown,

    /// <summary>Neither revoked nor suspended.</summary>
    Good,

    /// <summary>Revoked for good.</summary>
    Revoked,

    /// <summary>Suspended for now.</summary>
    Suspended,

    /// <summary>Replaced by a newer certificate. Only the register knows this, not the lists.</summary>
    Superseded,
}

/// <summary>An answer about a certificate's status, and how old it is.</summary>
/// <param name="Status">What is known.</param>
/// <param name="AsOf">When that was so: the register's now, or the list's date.</param>
/// <param name="ValidUntil">The instant after which the answer may not be relied on; null when it has none.</param>
public sealed record StatusAnswer(CertificateStatus Status, DateTimeOffset AsOf, DateTimeOffset? ValidUntil = null);

/// <summary>Where a verifier asks whether a certificate was revoked: the register, or status lists carried along.</summary>
public interface ICertificateStatusSource
{
    /// <summary>Answers for one certificate whose signature has been found good. Called from several threads.</summary>
    /// <returns><see cref="CertificateStatus.Unknown"/> when there is no answer; exceptions pass through the verifier.</returns>
    StatusAnswer Find(CertificatePayload certificate);
}

/// <summary>Where a verifier asks since when the log holds a certificate. Needed only for keys in state <see cref="KeyState.Logged"/>.</summary>
public interface ICertificateLog
{
    /// <summary>Looks a certificate up by the SHA-256 of its whole token, 32 bytes. Called from several threads.</summary>
    /// <returns>The time of the first checkpoint that covers it, or null when the log does not hold it.</returns>
    DateTimeOffset? FirstCovered(ReadOnlySpan<byte> hash);
}

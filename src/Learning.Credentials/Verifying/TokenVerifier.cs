namespace Learning.Credentials;

/// <summary>Verifies tokens, without a network unless its sources use one. Safe to use from several threads.</summary>
/// <remarks>
/// The order, cheapest refusal first: length, digits, strict CBOR, algorithm, key and its use, low-S and signature,
/// key's state and window, dates, status. No input makes it throw.
/// </remarks>
public sealed class TokenVerifier
{
    /// <summary>Up to this age a good status makes <see cref="Verdict.Valid"/>.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromHours(24);

    /// <summary>Up to this age a good status makes <see cref="Verdict.ValidStale"/>; older is <see cref="Verdict.StatusUnknown"/>.</summary>
    public static readonly TimeSpan StaleFor = TimeSpan.FromDays(7);

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private readonly KeyRing keys;
    private readonly TimeProvider clock;
    private readonly ICertificateStatusSource? status;
    private readonly ICertificateLog? log;

    /// <summary>Pins a verifier to a set of keys.</summary>
    /// <param name="keys">The published keys. Nothing inside a token can add to them.</param>
    /// <param name="clock">What today is judged by.</param>
    /// <param name="status">Where to ask for revocations; without it no verdict is better than <see cref="Verdict.StatusUnknown"/>.</param>
    /// <param name="log">Where to ask since when a certificate is logged; without it a key in state <see cref="KeyState.Logged"/> counts as revoked.</param>
    public TokenVerifier(KeyRing keys, TimeProvider clock, ICertificateStatusSource? status = null, ICertificateLog? log = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(clock);
        this.keys = keys;
        this.clock = clock;
        this.status = status;
        this.log = log;
    }

    /// <summary>Verifies the digits that stand after <c>#</c>. Anything longer than <see cref="CertificateToken.MaxDigits"/> is refused unread.</summary>
    public Verification Verify(ReadOnlySpan<char> digits) =>
        CertificateToken.TryDecode(digits, out var token, out var refusal) ? Verify(token) : new Verification(refusal);

    /// <summary>Verifies a token as bytes. Anything longer than <see cref="CertificateToken.MaxBytes"/> is refused unread.</summary>
    public Verification Verify(ReadOnlySpan<byte> cose) =>
        CertificateToken.TryDecode(cose, out var token, out var refusal) ? Verify(token) : new Verification(refusal);

    /// <summary>Verifies a decoded token.</summary>
    public Verification Verify(CertificateToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (Distrust(token) is { } refusal)
        {
            return new Verification(refusal);
        }

        var now = clock.GetUtcNow();
        var certificate = token.Payload;
        var today = ShanghaiDay.Of(now);
        if (certificate.IssuedOn > today)
        {
            return new Verification(Verdict.NotYet) { Certificate = certificate };
        }

        return certificate.ExpiresOn < today
            ? new Verification(Verdict.Expired) { Certificate = certificate }
            : JudgeStatus(certificate, status?.Find(certificate), now);
    }

    /// <summary>Adds an answer about status that was fetched apart, for callers whose register is asked asynchronously.</summary>
    /// <param name="verification">An outcome of this verifier.</param>
    /// <param name="answer">What the register says about <see cref="Verification.Certificate"/>.</param>
    /// <returns>The verdict with that status; the outcome unchanged unless it was <see cref="Verdict.StatusUnknown"/>.</returns>
    public Verification Complete(Verification verification, StatusAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(verification);
        ArgumentNullException.ThrowIfNull(answer);
        return verification is { Verdict: Verdict.StatusUnknown, Certificate: { } certificate }
            ? JudgeStatus(certificate, answer, clock.GetUtcNow())
            : verification;
    }

    private Verdict? Distrust(CertificateToken token)
    {
        if (keys.Find(token.KeyByte) is not { } entry)
        {
            return Verdict.UnknownKey;
        }

        if (entry.Use != KeyUse.Cert)
        {
            return Verdict.WrongKeyUse;
        }

        if (!P256.IsInRange(token.Signature))
        {
            return Verdict.BadSignature;
        }

        if (!P256.IsLowS(token.Signature))
        {
            return Verdict.NonCanonical;
        }

        if (!entry.PublicKey.Verify(token.SignedBytes, token.Signature))
        {
            return Verdict.BadSignature;
        }

        return IsTrustedFor(entry, token) ? null : Verdict.KeyRevoked;
    }

    private bool IsTrustedFor(KeyEntry entry, CertificateToken token) => entry.Covers(token.Payload.IssuedOn) && entry.State switch
    {
        KeyState.Active or KeyState.Retired => true,
        KeyState.Logged => log?.FirstCovered(token.Hash) < entry.Cutoff,
        _ => false,
    };

    private static Verification JudgeStatus(CertificatePayload certificate, StatusAnswer? answer, DateTimeOffset now)
    {
        if (answer is null || answer.Status == CertificateStatus.Unknown)
        {
            return new Verification(Verdict.StatusUnknown) { Certificate = certificate };
        }

        var age = now - answer.AsOf;
        var verdict = answer.Status switch
        {
            CertificateStatus.Revoked => Verdict.Revoked,
            CertificateStatus.Suspended => Verdict.Suspended,
            CertificateStatus.Superseded => Verdict.Superseded,
            _ => JudgeAge(age, answer.ValidUntil is { } end && now > end),
        };
        return new Verification(verdict)
        {
            Certificate = certificate,
            StatusAsOf = answer.AsOf,
            StatusAge = age > TimeSpan.Zero ? age : TimeSpan.Zero,
        };
    }

    // An answer dated in the future would stay fresh for as long as its maker liked.
    private static Verdict JudgeAge(TimeSpan age, bool outdated) => outdated || age < -ClockSkew || age > StaleFor
        ? Verdict.StatusUnknown
        : age <= FreshFor ? Verdict.Valid : Verdict.ValidStale;
}

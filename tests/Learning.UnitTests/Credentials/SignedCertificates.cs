using Learning.Credentials;
using Learning.Credentials.Cbor;

namespace Learning.UnitTests.Credentials;

/// <summary>A key, a ring, a clock and a site, and tokens both good and crafted.</summary>
internal sealed class SignedCertificates
{
    public const byte CertKey = 7;
    public const byte StatusKey = 8;

    public static readonly DateTimeOffset Noon = new(2026, 9, 20, 4, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 9, 20);
    public static readonly CertificateSite Site = new(new Uri("https://peixun.example.gov.cn"));

    public SigningKey Key { get; } = SigningKey.Create();

    public KeyEntry Entry => new()
    {
        Qr = CertKey,
        PublicKey = Key.PublicKey,
        Use = KeyUse.Cert,
        NotBefore = new DateOnly(2026, 1, 1),
        NotAfter = new DateOnly(2026, 12, 31),
    };

    public static CertificatePayload Payload(string name = "王小明", DateOnly? issued = null, DateOnly? expires = null) => new(
        CertificateNumber.New(CertificateKind.CounsellorC, 2026), name, issued ?? new DateOnly(2026, 9, 1), expires, new StatusIndex(3, 90_210));

    public CertificateToken Token(CertificatePayload? payload = null) =>
        new CertificateSigner(Entry, Key, Site).TrySign(payload ?? Payload(), out var token) ? token : throw new InvalidOperationException("Too large.");

    public TokenVerifier Verifier(KeyEntry? entry = null, StatusAnswer? answer = null, ICertificateLog? log = null)
    {
        var status = SigningKey.Create().PublicKey;
        var other = Entry with { Qr = StatusKey, PublicKey = status, Use = KeyUse.Status };
        return new TokenVerifier(
            new KeyRing([entry ?? Entry, other]), new FixedTime(Noon), answer is null ? null : new FixedStatus(answer), log);
    }

    public Verdict VerdictOf(ReadOnlySpan<byte> cose) => Verifier(answer: Good()).Verify(cose).Verdict;

    public static StatusAnswer Good(TimeSpan age = default) => new(CertificateStatus.Good, Noon - age);

    public static byte[] Header(byte key = CertKey) => new CborWriter().Map(2).Integer(1).Integer(-7).Integer(4).Bytes([key]).ToArray();

    /// <summary>A token around any header and payload, with a good signature over them unless another is given.</summary>
    public byte[] Craft(byte[] header, byte[] payload, byte[]? signature = null)
    {
        var signed = new CborWriter().Array(4).Text("Signature1").Bytes(header).Bytes([]).Bytes(payload).ToArray();
        return new CborWriter().Array(4).Bytes(header).Map(0).Bytes(payload).Bytes(signature ?? Key.Sign(signed)).ToArray();
    }

    internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    internal sealed class FixedStatus(StatusAnswer answer) : ICertificateStatusSource
    {
        public StatusAnswer Find(CertificatePayload certificate) => answer;
    }

    internal sealed class FixedLog(DateTimeOffset? covered) : ICertificateLog
    {
        public DateTimeOffset? FirstCovered(ReadOnlySpan<byte> hash) => covered;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text;
using Learning.Credentials.Cbor;

namespace Learning.Credentials;

/// <summary>What a certificate says and its token signs: only what is printed on the paper.</summary>
public sealed record CertificatePayload
{
    /// <summary>The version of the record this library writes and reads.</summary>
    public const int Version = 1;

    private const int Fields = 8;

    /// <summary>States a certificate.</summary>
    /// <param name="number">The certificate's number; it also says the kind.</param>
    /// <param name="holderName">The name, as <see cref="HolderName.TryNormalise"/> gives it.</param>
    /// <param name="issuedOn">Date of issue, Asia/Shanghai, not before 1970.</param>
    /// <param name="expiresOn">Last day of validity, Asia/Shanghai; null when it does not expire.</param>
    /// <param name="status">Its entry in the status lists.</param>
    /// <param name="hundredthsOfHours">Hours the certificate states, in hundredths of a 学时; 0 when it states none.</param>
    /// <exception cref="ArgumentException">The name is not normalised, a date is before 1970, or the expiry is before the issue.</exception>
    public CertificatePayload(
        CertificateNumber number, string holderName, DateOnly issuedOn, DateOnly? expiresOn, StatusIndex status, uint hundredthsOfHours = 0)
        : this(number, status)
    {
        if (!HolderName.TryNormalise(holderName, out var name) || name != holderName)
        {
            throw new ArgumentException("The name must be normalised first.", nameof(holderName));
        }

        if (issuedOn.Year < 1970 || expiresOn < issuedOn)
        {
            throw new ArgumentException("A certificate is issued in 1970 or later and expires on or after that day.", nameof(issuedOn));
        }

        Name = holderName;
        IssuedOn = issuedOn;
        ExpiresOn = expiresOn;
        HundredthsOfHours = hundredthsOfHours;
    }

    private CertificatePayload(CertificateNumber number, StatusIndex status)
    {
        ArgumentNullException.ThrowIfNull(number);
        Number = number;
        Status = status;
    }

    /// <summary>The certificate's number (核验码).</summary>
    public CertificateNumber Number { get; }

    /// <summary>What the certificate states, as its number says.</summary>
    public CertificateKind Kind => Number.Kind;

    /// <summary>The holder's whole name, NFC, at most 60 bytes of UTF-8.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Date of issue, Asia/Shanghai.</summary>
    public DateOnly IssuedOn { get; private init; }

    /// <summary>Last day of validity, Asia/Shanghai; null when it does not expire.</summary>
    public DateOnly? ExpiresOn { get; private init; }

    /// <summary>Its entry in the status lists.</summary>
    public StatusIndex Status { get; }

    /// <summary>Hours the certificate states, in hundredths of a 学时; 0 when it states none.</summary>
    public uint HundredthsOfHours { get; private init; }

    internal byte[] Encode() => new CborWriter()
        .Array(Fields)
        .Integer(Version)
        .Integer((int)Kind)
        .Text(Number.Value)
        .Text(Name)
        .Integer(ShanghaiDay.From(IssuedOn))
        .Integer(ExpiresOn is { } last ? ShanghaiDay.From(last) : 0)
        .Integer(Status.Packed)
        .Integer(HundredthsOfHours)
        .ToArray();

    /// <summary>Reads a payload strictly. Never throws.</summary>
    internal static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out CertificatePayload? payload, out Verdict refusal)
    {
        payload = null;
        refusal = Verdict.Malformed;
        var reader = new CborReader(bytes);
        if (!reader.TryArray(out var count) || !reader.TryUInt32(out var version))
        {
            refusal = reader.Fault.ToVerdict();
            return false;
        }

        if (version != Version)
        {
            refusal = Verdict.Unsupported;
            return false;
        }

        if (count != Fields || !reader.TryUInt32(out var kind) || !reader.TryText(out var number) || !reader.TryText(out var name)
            || !reader.TryUInt32(out var issued) || !reader.TryUInt32(out var expires)
            || !reader.TryUInt32(out var status) || !reader.TryUInt32(out var hundredths) || !reader.TryEnd())
        {
            refusal = reader.Fault.ToVerdict();
            return false;
        }

        refusal = Judge(kind, number, name, issued, expires, out var parsed);
        if (refusal != Verdict.Valid)
        {
            return false;
        }

        payload = new CertificatePayload(parsed!, StatusIndex.FromPacked(status))
        {
            Name = name,
            IssuedOn = ShanghaiDay.ToDate(issued),
            ExpiresOn = expires == 0 ? null : ShanghaiDay.ToDate(expires),
            HundredthsOfHours = hundredths,
        };
        return true;
    }

    private static Verdict Judge(uint kind, string number, string name, uint issued, uint expires, out CertificateNumber? parsed)
    {
        parsed = null;
        if (kind > int.MaxValue || !CertificateKinds.IsKnown((CertificateKind)kind))
        {
            return Verdict.Unsupported;
        }

        if (!CertificateNumber.TryParseExact(number, out parsed) || parsed.Kind != (CertificateKind)kind
            || !HolderName.IsSignable(name)
            || issued > ShanghaiDay.Max || expires > ShanghaiDay.Max || (expires != 0 && expires < issued))
        {
            return Verdict.Malformed;
        }

        return name.IsNormalized(NormalizationForm.FormC) ? Verdict.Valid : Verdict.NonCanonical;
    }
}

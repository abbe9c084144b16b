using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Learning.Credentials.Cbor;

namespace Learning.Credentials;

/// <summary>A signed certificate: an untagged COSE_Sign1 (RFC 9052) with ES256, in deterministic CBOR (RFC 8949 §4.2.1).</summary>
/// <remarks>Having been decoded says nothing about the signature: that is for <see cref="TokenVerifier"/>.</remarks>
public sealed class CertificateToken
{
    /// <summary>Longest token looked at, in bytes. The longest this library can issue is 176.</summary>
    public const int MaxBytes = 210;

    /// <summary>Longest token looked at, in digits.</summary>
    public const int MaxDigits = 510;

    private const int Es256 = -7;
    private const int AlgorithmHeader = 1;
    private const int KeyHeader = 4;

    private readonly byte[] whole;
    private readonly byte[] covered;
    private readonly byte[] seal;

    private CertificateToken(byte[] bytes, byte keyByte, CertificatePayload payload, byte[] signedBytes, byte[] signature)
    {
        whole = bytes;
        covered = signedBytes;
        seal = signature;
        KeyByte = keyByte;
        Payload = payload;
    }

    /// <summary>The whole COSE_Sign1.</summary>
    public ReadOnlyMemory<byte> Bytes => whole;

    /// <summary>The bytes as the decimal digits that stand in the QR code after <c>#</c>.</summary>
    public string Digits => TokenDigits.Encode(whole);

    /// <summary>SHA-256 of the whole COSE_Sign1, 32 bytes: how the log names a certificate.</summary>
    public byte[] Hash => SHA256.HashData(whole);

    /// <summary>Which key of the ring claims to have signed it.</summary>
    public byte KeyByte { get; }

    /// <summary>What it says. To be believed only after verification.</summary>
    public CertificatePayload Payload { get; }

    /// <summary>What the signature covers: the Sig_structure of RFC 9052 §4.4, with no external data.</summary>
    internal ReadOnlySpan<byte> SignedBytes => covered;

    internal ReadOnlySpan<byte> Signature => seal;

    /// <summary>Reads digits strictly. Never throws, whatever the text.</summary>
    /// <param name="digits">What stands after <c>#</c>; at most <see cref="MaxDigits"/>.</param>
    /// <param name="token">The token, when well formed.</param>
    /// <param name="refusal">Else why not: <see cref="Verdict.Malformed"/>, <see cref="Verdict.NonCanonical"/> or <see cref="Verdict.Unsupported"/>.</param>
    /// <returns>Whether it is well formed.</returns>
    public static bool TryDecode(ReadOnlySpan<char> digits, [NotNullWhen(true)] out CertificateToken? token, out Verdict refusal)
    {
        token = null;
        refusal = Verdict.Malformed;
        return digits.Length <= MaxDigits
            && TokenDigits.TryDecode(digits, out var bytes)
            && TryDecode(bytes, out token, out refusal);
    }

    /// <summary>Reads the bytes of a token strictly. Never throws, whatever the bytes.</summary>
    /// <param name="bytes">The COSE_Sign1; at most <see cref="MaxBytes"/>.</param>
    /// <param name="token">The token, when well formed.</param>
    /// <param name="refusal">Else why not: <see cref="Verdict.Malformed"/>, <see cref="Verdict.NonCanonical"/> or <see cref="Verdict.Unsupported"/>.</param>
    /// <returns>Whether it is well formed.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out CertificateToken? token, out Verdict refusal)
    {
        token = null;
        refusal = Verdict.Malformed;
        if (bytes.Length > MaxBytes)
        {
            return false;
        }

        var reader = new CborReader(bytes);
        if (!reader.TryArray(4) || !reader.TryBytes(out var header) || !reader.TryMap(0)
            || !reader.TryBytes(out var payloadBytes) || !reader.TryBytes(out var signature) || !reader.TryEnd())
        {
            refusal = reader.Fault.ToVerdict();
            return false;
        }

        if (!TryHeader(header, out var keyByte, out refusal) || !CertificatePayload.TryDecode(payloadBytes, out var payload, out refusal))
        {
            return false;
        }

        if (signature.Length != P256.SignatureLength)
        {
            refusal = Verdict.Malformed;
            return false;
        }

        refusal = Verdict.Valid;
        token = new CertificateToken([.. bytes], keyByte, payload, SigStructure(header, payloadBytes), [.. signature]);
        return true;
    }

    internal static CertificateToken Sign(CertificatePayload payload, byte keyByte, SigningKey key)
    {
        var header = new CborWriter().Map(2).Integer(AlgorithmHeader).Integer(Es256).Integer(KeyHeader).Bytes([keyByte]).ToArray();
        var payloadBytes = payload.Encode();
        var signedBytes = SigStructure(header, payloadBytes);
        var signature = key.Sign(signedBytes);
        var bytes = new CborWriter().Array(4).Bytes(header).Map(0).Bytes(payloadBytes).Bytes(signature).ToArray();
        return new CertificateToken(bytes, keyByte, payload, signedBytes, signature);
    }

    private static byte[] SigStructure(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload) =>
        new CborWriter().Array(4).Text("Signature1").Bytes(header).Bytes([]).Bytes(payload).ToArray();

    private static bool TryHeader(ReadOnlySpan<byte> header, out byte keyByte, out Verdict refusal)
    {
        keyByte = 0;
        var reader = new CborReader(header);
        if (!reader.TryMap(2) || !reader.TryInteger(out var first))
        {
            refusal = reader.Fault.ToVerdict();
            return false;
        }

        if (first != AlgorithmHeader)
        {
            refusal = first == KeyHeader ? Verdict.NonCanonical : Verdict.Unsupported;
            return false;
        }

        if (reader.NextIs(CborMajor.Text) || (reader.TryInteger(out var algorithm) && algorithm != Es256))
        {
            refusal = Verdict.Unsupported;
            return false;
        }

        if (!reader.TryInteger(out var second) || second != KeyHeader
            || !reader.TryBytes(out var key) || key.Length != 1 || !reader.TryEnd())
        {
            refusal = reader.Fault.ToVerdict();
            return false;
        }

        keyByte = key[0];
        refusal = Verdict.Valid;
        return true;
    }
}

using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Learning.Credentials;

/// <summary>A public key on the curve P-256. Safe to use from several threads.</summary>
public sealed class PublicKey
{
    private readonly ECParameters parameters;
    private readonly ConcurrentBag<ECDsa> idle = [];

    /// <summary>Reads the key from its coordinates, as in a JWK (RFC 7518 §6.2.1).</summary>
    /// <param name="x">32 bytes, big-endian.</param>
    /// <param name="y">32 bytes, big-endian.</param>
    /// <exception cref="ArgumentException">Not a point of the curve, or not 32 bytes each.</exception>
    public PublicKey(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        if (x.Length != P256.CoordinateLength || y.Length != P256.CoordinateLength)
        {
            throw new ArgumentException("A P-256 coordinate is 32 bytes.", nameof(x));
        }

        parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = [.. x], Y = [.. y] } };
        X = Base64Url.EncodeToString(x);
        Y = Base64Url.EncodeToString(y);
        Kid = Thumbprint(X, Y);
        try
        {
            idle.Add(ECDsa.Create(parameters));
        }
        catch (CryptographicException notAPoint)
        {
            throw new ArgumentException("Not a point of P-256.", nameof(x), notAPoint);
        }
    }

    /// <summary>The x coordinate, base64url without padding.</summary>
    public string X { get; }

    /// <summary>The y coordinate, base64url without padding.</summary>
    public string Y { get; }

    /// <summary>The key's name: its SHA-256 JWK thumbprint (RFC 7638), base64url, 43 characters.</summary>
    public string Kid { get; }

    /// <summary>Reads the key from its JWK members <c>x</c> and <c>y</c>.</summary>
    /// <returns>False when they are not base64url of 32 bytes each, or not a point of the curve.</returns>
    public static bool TryFromJwk(string? x, string? y, [NotNullWhen(true)] out PublicKey? key)
    {
        key = null;
        Span<byte> xBytes = stackalloc byte[P256.CoordinateLength];
        Span<byte> yBytes = stackalloc byte[P256.CoordinateLength];
        if (!TryCoordinate(x, xBytes) || !TryCoordinate(y, yBytes))
        {
            return false;
        }

        try
        {
            key = new PublicKey(xBytes, yBytes);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Checks an ES256 signature: SHA-256, r‖s in 64 bytes, low-S only. Never throws.</summary>
    /// <returns>False for any signature that is not this key's over these bytes, or not in the low-S form.</returns>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != P256.SignatureLength || !P256.IsInRange(signature) || !P256.IsLowS(signature))
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(data, hash);

        // One ECDsa object may not be shared by threads at the same time, and making one costs as much as verifying.
        var verifier = idle.TryTake(out var rested) ? rested : ECDsa.Create(parameters);
        try
        {
            return verifier.VerifyHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        finally
        {
            idle.Add(verifier);
        }
    }

    internal static PublicKey From(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new PublicKey(point.X, point.Y);
    }

    private static bool TryCoordinate(string? text, Span<byte> bytes)
    {
        const int EncodedLength = 43;
        return text is { Length: EncodedLength } && Base64Url.IsValid(text, out var length) && length == bytes.Length
            && Base64Url.DecodeFromChars(text, bytes) == bytes.Length && Base64Url.EncodeToString(bytes) == text;
    }

    private static string Thumbprint(string x, string y) => Base64Url.EncodeToString(
        SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
}

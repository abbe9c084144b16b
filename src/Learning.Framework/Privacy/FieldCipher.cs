using System.Security.Cryptography;
using System.Text;

namespace Learning.Framework.Privacy;

/// <summary>Seals single fields (phone, identity number, secrets) before they reach the database, and hashes them so that they can be found.</summary>
/// <remarks>AES-256-GCM: <c>1 · key number · fingerprint (4) · nonce (12) · tag (16) · text</c>; header and purpose are authenticated. A value moved to another purpose does not open.</remarks>
public sealed class FieldCipher
{
    private const byte Format = 1;
    private const int NonceSize = 12, TagSize = 16, HeaderSize = 2 + FieldKey.FingerprintSize, Overhead = HeaderSize + NonceSize + TagSize;

    private readonly FieldKeys keys;

    internal FieldCipher(FieldKeys keys) => this.keys = keys;

    /// <param name="purpose">What the value is and whose, such as <c>phone of {id}</c>; to be said again when it is opened.</param>
    public byte[] Seal(string text, string purpose = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedText = SealBytes(plain, purpose);
        CryptographicOperations.ZeroMemory(plain);
        return sealedText;
    }

    /// <summary>A whole file, such as the picture of a paper.</summary>
    public byte[] SealBytes(ReadOnlySpan<byte> plain, string purpose)
    {
        var key = keys.Newest();
        var sealedText = new byte[Overhead + plain.Length];
        sealedText[0] = Format;
        sealedText[1] = (byte)key.Number;
        key.Fingerprint.CopyTo(sealedText, 2);
        var nonce = sealedText.AsSpan(HeaderSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.Sealing, TagSize);
        aes.Encrypt(nonce, plain, sealedText.AsSpan(Overhead), sealedText.AsSpan(HeaderSize + NonceSize, TagSize), Bound(sealedText, purpose));
        return sealedText;
    }

    /// <exception cref="FieldKeyException">The key is missing or another one, the value was changed, or it was sealed for another purpose.</exception>
    public string Open(byte[] sealedText, string purpose = "") => Encoding.UTF8.GetString(OpenBytes(sealedText, purpose));

    /// <inheritdoc cref="Open" />
    public byte[] OpenBytes(byte[] sealedText, string purpose)
    {
        ArgumentNullException.ThrowIfNull(sealedText);
        if (sealedText.Length < Overhead || sealedText[0] != Format)
        {
            throw new FieldKeyException("The value is not one this site sealed.");
        }

        var key = keys.Find(sealedText[1], sealedText.AsSpan(2, FieldKey.FingerprintSize));
        var plain = new byte[sealedText.Length - Overhead];
        using var aes = new AesGcm(key.Sealing, TagSize);
        try
        {
            aes.Decrypt(sealedText.AsSpan(HeaderSize, NonceSize), sealedText.AsSpan(Overhead), sealedText.AsSpan(HeaderSize + NonceSize, TagSize), plain, Bound(sealedText, purpose));
        }
        catch (AuthenticationTagMismatchException changed)
        {
            throw new FieldKeyException($"The value sealed with field key {key.Id} does not open: it was changed, or belongs elsewhere.", changed);
        }

        return plain;
    }

    /// <summary>Keyed hash (32 bytes) of a normalised value: the same for the same text on every node and after every rotation; without the key nobody can try numbers.</summary>
    public byte[] Hash(string normalisedText)
    {
        ArgumentNullException.ThrowIfNull(normalisedText);
        return HMACSHA256.HashData(keys.Searching().Searching, Encoding.UTF8.GetBytes(normalisedText));
    }

    /// <summary>Whether a value is sealed with an older key than new ones are.</summary>
    public bool IsStale(byte[] sealedText) => sealedText.Length > 1 && sealedText[1] != keys.Newest().Number;

    /// <summary>How many keys there are: with one, nothing is stale.</summary>
    public int KeyCount => keys.Count;

    /// <summary>Makes the next key, which seals from now on; values sealed before still open.</summary>
    /// <returns>Its id.</returns>
    public string Rotate() => keys.Rotate().Id;

    private static byte[] Bound(byte[] sealedText, string purpose) => [.. sealedText.AsSpan(0, HeaderSize), .. Encoding.UTF8.GetBytes(purpose)];
}

using System.Buffers.Text;
using System.Security.Cryptography;

namespace Learning.Framework.Privacy;

/// <summary>One key of the fields: its number, what tells it from another of the same number, and the keys derived from it.</summary>
internal sealed class FieldKey
{
    public const int Size = 32, FingerprintSize = 4;

    public FieldKey(int number, byte[] secret)
    {
        Number = number;
        Sealing = Derive(secret, "learning field sealing v1", Size);
        Searching = Derive(secret, "learning field searching v1", Size);
        Fingerprint = Derive(secret, "learning field fingerprint v1", FingerprintSize);
    }

    public int Number { get; }

    public byte[] Sealing { get; }

    public byte[] Searching { get; }

    public byte[] Fingerprint { get; }

    /// <summary>What messages and sealed values call it, such as <c>1-0f3a9c42</c>.</summary>
    public string Id => IdOf(Number, Fingerprint);

    public static string IdOf(int number, ReadOnlySpan<byte> fingerprint) =>
        FormattableString.Invariant($"{number}-{Convert.ToHexStringLower(fingerprint)}");

    public static string NewText() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size));

    /// <exception cref="FieldKeyException">Not 32 bytes in base64.</exception>
    public static FieldKey Read(int number, string text, string file)
    {
        var trimmed = text.Trim();
        if (!Base64.IsValid(trimmed, out var length) || length != Size)
        {
            throw new FieldKeyException($"Field key {number} ({file}) is damaged: put the file back from the backup.");
        }

        return new FieldKey(number, Convert.FromBase64String(trimmed));
    }

    private static byte[] Derive(byte[] secret, string use, int size) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, size, info: System.Text.Encoding.ASCII.GetBytes(use));
}

/// <summary>A key that opens a sealed value is missing, damaged or another one. The message names the key, never what was sealed.</summary>
public sealed class FieldKeyException : Exception
{
    public FieldKeyException()
    {
    }

    public FieldKeyException(string message)
        : base(message)
    {
    }

    public FieldKeyException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

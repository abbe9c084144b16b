using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Learning.Framework.Auditing;

/// <summary>What is digested of an audit row, byte for byte the same on both databases: every part with its length before it.</summary>
internal static class AuditDigest
{
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>What the first link follows.</summary>
    public static readonly byte[] Beginning = new byte[Size];

    public static byte[] Payload(AuditRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, row.Salt);
        Append(hash, row.Before);
        Append(hash, row.After);
        return hash.GetHashAndReset();
    }

    /// <summary>The next link: over the one before, everything of the row that stays for ever, and the digest of its payload.</summary>
    public static byte[] Chain(byte[] before, long sequence, AuditRow row, byte[] payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, before);
        Append(hash, sequence);
        Append(hash, row.Id);
        Append(hash, row.At.ToUnixTimeMilliseconds());
        Append(hash, row.PersonId);
        Append(hash, row.OrganisationId);
        Append(hash, row.Action);
        Append(hash, row.SubjectKind);
        Append(hash, row.SubjectId);
        Append(hash, row.CountyId);
        Append(hash, row.SchoolId);
        Append(hash, payload);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, Guid? id) => Append(hash, id?.ToByteArray(bigEndian: true));

    private static void Append(IncrementalHash hash, string? text) => Append(hash, text is null ? null : Encoding.UTF8.GetBytes(text));

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, byte[]? part)
    {
        Append(hash, part is null ? -1L : part.Length);
        hash.AppendData(part ?? []);
    }
}

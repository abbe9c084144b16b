using System.Buffers.Binary;

namespace Learning.Credentials;

/// <summary>What ES256 (RFC 9053 §2.1) needs beyond the class library: the range of r and s, and low-S.</summary>
internal static class P256
{
    public const int SignatureLength = 64;
    public const int CoordinateLength = 32;

    /// <summary>The order n of the curve (FIPS 186-5, SP 800-186 §3.2.1.3).</summary>
    private static readonly byte[] Order = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");

    private static readonly byte[] HalfOrder = Convert.FromHexString("7FFFFFFF800000007FFFFFFFFFFFFFFFDE737D56D38BCF4279DCE5617E3192A8");

    /// <summary>Whether s is at most n/2. Of the two signatures (r, s) and (r, n−s) only this one is accepted.</summary>
    public static bool IsLowS(ReadOnlySpan<byte> signature) => signature[CoordinateLength..].SequenceCompareTo(HalfOrder) <= 0;

    /// <summary>Whether r and s are in 1…n−1.</summary>
    public static bool IsInRange(ReadOnlySpan<byte> signature) =>
        IsScalar(signature[..CoordinateLength]) && IsScalar(signature[CoordinateLength..]);

    /// <summary>Turns (r, s) into its low-S form in place.</summary>
    public static void MakeLowS(Span<byte> signature)
    {
        if (!IsLowS(signature))
        {
            SubtractFromOrder(signature[CoordinateLength..]);
        }
    }

    private static bool IsScalar(ReadOnlySpan<byte> value) => value.ContainsAnyExcept((byte)0) && value.SequenceCompareTo(Order) < 0;

    private static void SubtractFromOrder(Span<byte> s)
    {
        var borrow = 0L;
        for (var i = CoordinateLength - sizeof(uint); i >= 0; i -= sizeof(uint))
        {
            var limb = s.Slice(i, sizeof(uint));
            var difference = (long)BinaryPrimitives.ReadUInt32BigEndian(Order.AsSpan(i)) - BinaryPrimitives.ReadUInt32BigEndian(limb) - borrow;
            BinaryPrimitives.WriteUInt32BigEndian(limb, unchecked((uint)difference));
            borrow = difference < 0 ? 1 : 0;
        }
    }
}

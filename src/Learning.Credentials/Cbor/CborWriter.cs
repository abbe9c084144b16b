using System.Text;

namespace Learning.Credentials.Cbor;

/// <summary>Writes the few CBOR items a token needs, always in the deterministic form of RFC 8949 §4.2.1.</summary>
internal sealed class CborWriter
{
    private readonly List<byte> bytes = [];

    public byte[] ToArray() => [.. bytes];

    public CborWriter Array(int count) => Head(CborMajor.Array, (uint)count);

    public CborWriter Map(int pairs) => Head(CborMajor.Map, (uint)pairs);

    public CborWriter Integer(long value) =>
        value >= 0 ? Head(CborMajor.Unsigned, (ulong)value) : Head(CborMajor.Negative, (ulong)(-1 - value));

    public CborWriter Bytes(ReadOnlySpan<byte> value)
    {
        Head(CborMajor.Bytes, (uint)value.Length);
        bytes.AddRange(value);
        return this;
    }

    public CborWriter Text(string value)
    {
        var utf8 = Encoding.UTF8.GetBytes(value);
        Head(CborMajor.Text, (uint)utf8.Length);
        bytes.AddRange(utf8);
        return this;
    }

    private CborWriter Head(CborMajor major, ulong argument)
    {
        var type = (int)major << 5;
        var (info, size) = argument switch
        {
            < 24 => ((int)argument, 0),
            <= byte.MaxValue => (24, 1),
            <= ushort.MaxValue => (25, 2),
            <= uint.MaxValue => (26, 4),
            _ => (27, 8),
        };
        bytes.Add((byte)(type | info));
        for (var shift = (size - 1) * 8; shift >= 0; shift -= 8)
        {
            bytes.Add((byte)(argument >> shift));
        }

        return this;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Learning.Credentials.Cbor;

/// <summary>The major types of RFC 8949 §3.1.</summary>
internal enum CborMajor
{
    Unsigned = 0,
    Negative = 1,
    Bytes = 2,
    Text = 3,
    Array = 4,
    Map = 5,
}

/// <summary>Why a reader stopped.</summary>
internal enum CborFault
{
    None,

    /// <summary>Not CBOR, not the item expected, or cut short.</summary>
    Malformed,

    /// <summary>CBOR, but not in its one deterministic form.</summary>
    NonCanonical,
}

/// <summary>Reads deterministic CBOR (RFC 8949 §4.2.1) item by item. Never throws; the first fault stays.</summary>
internal ref struct CborReader(ReadOnlySpan<byte> source)
{
    private const int IndefiniteLength = 31;

    private ReadOnlySpan<byte> rest = source;

    public CborFault Fault { get; private set; }

    public readonly bool AtEnd => rest.IsEmpty;

    /// <summary>Whether the next item is of this type, so that a caller may name what it does not support.</summary>
    public readonly bool NextIs(CborMajor major) => !rest.IsEmpty && rest[0] >> 5 == (int)major;

    public bool TryArray(int count) => TryHead(CborMajor.Array, out var n) && (n == (ulong)count || Fail(CborFault.Malformed));

    public bool TryArray(out ulong count) => TryHead(CborMajor.Array, out count);

    public bool TryMap(int pairs) => TryHead(CborMajor.Map, out var n) && (n == (ulong)pairs || Fail(CborFault.Malformed));

    public bool TryInteger(out long value)
    {
        value = 0;
        var negative = NextIs(CborMajor.Negative);
        if (!TryHead(negative ? CborMajor.Negative : CborMajor.Unsigned, out var argument))
        {
            return false;
        }

        if (argument > long.MaxValue)
        {
            return Fail(CborFault.Malformed);
        }

        value = negative ? -1 - (long)argument : (long)argument;
        return true;
    }

    public bool TryUInt32(out uint value)
    {
        value = 0;
        if (!TryHead(CborMajor.Unsigned, out var argument))
        {
            return false;
        }

        if (argument > uint.MaxValue)
        {
            return Fail(CborFault.Malformed);
        }

        value = (uint)argument;
        return true;
    }

    public bool TryBytes(out ReadOnlySpan<byte> value) => TryString(CborMajor.Bytes, out value);

    public bool TryText([NotNullWhen(true)] out string? value)
    {
        value = null;
        if (!TryString(CborMajor.Text, out var utf8))
        {
            return false;
        }

        if (!Utf8.IsValid(utf8))
        {
            return Fail(CborFault.Malformed);
        }

        value = Encoding.UTF8.GetString(utf8);
        return true;
    }

    public bool TryEnd() => Fault == CborFault.None && (AtEnd || Fail(CborFault.Malformed));

    private bool TryString(CborMajor major, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!TryHead(major, out var length))
        {
            return false;
        }

        if (length > (ulong)rest.Length)
        {
            return Fail(CborFault.Malformed);
        }

        value = rest[..(int)length];
        rest = rest[(int)length..];
        return true;
    }

    private bool TryHead(CborMajor major, out ulong argument)
    {
        argument = 0;
        if (Fault != CborFault.None || !NextIs(major))
        {
            return Fail(CborFault.Malformed);
        }

        var info = rest[0] & 0x1F;
        rest = rest[1..];
        if (info < 24)
        {
            argument = (uint)info;
            return true;
        }

        if (info > 27)
        {
            return Fail(info == IndefiniteLength && major >= CborMajor.Bytes ? CborFault.NonCanonical : CborFault.Malformed);
        }

        return TryArgument(1 << (info - 24), out argument);
    }

    private bool TryArgument(int size, out ulong argument)
    {
        argument = 0;
        if (rest.Length < size)
        {
            return Fail(CborFault.Malformed);
        }

        foreach (var b in rest[..size])
        {
            argument = (argument << 8) | b;
        }

        rest = rest[size..];
        var shortest = size == 1 ? 24UL : 1UL << (size * 4);
        return argument >= shortest || Fail(CborFault.NonCanonical);
    }

    private bool Fail(CborFault fault)
    {
        if (Fault == CborFault.None)
        {
            Fault = fault;
        }

        return false;
    }
}

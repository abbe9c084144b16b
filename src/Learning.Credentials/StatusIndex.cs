namespace Learning.Credentials;

/// <summary>Where a certificate's bit stands in the status lists. Drawn at random, so that neighbours say nothing about a holder.</summary>
/// <remarks>Packed into the token as <c>list &lt;&lt; 17 | position</c>: lists hold 131,072 entries (W3C Bitstring Status List).</remarks>
public readonly record struct StatusIndex
{
    /// <summary>Entries in one list.</summary>
    public const int ListSize = 1 << PositionBits;

    /// <summary>The highest list number.</summary>
    public const int MaxList = (1 << (32 - PositionBits)) - 1;

    private const int PositionBits = 17;

    /// <summary>Names an entry.</summary>
    /// <param name="list">List number, 0–32,767.</param>
    /// <param name="position">Position in the list, 0–131,071.</param>
    /// <exception cref="ArgumentOutOfRangeException">Either is out of range.</exception>
    public StatusIndex(int list, int position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(list);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(list, MaxList);
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, ListSize);
        Packed = ((uint)list << PositionBits) | (uint)position;
    }

    private StatusIndex(uint packed) => Packed = packed;

    /// <summary>List and position in one number, as the token carries it.</summary>
    public uint Packed { get; }

    /// <summary>List number, 0–32,767.</summary>
    public int List => (int)(Packed >> PositionBits);

    /// <summary>Position in the list, 0–131,071.</summary>
    public int Position => (int)(Packed & (ListSize - 1));

    /// <summary>Reads the packed form; every 32-bit number is one.</summary>
    public static StatusIndex FromPacked(uint packed) => new(packed);
}

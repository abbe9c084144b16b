using System.Buffers.Binary;

namespace Learning.Framework.Documents;

/// <summary>An INDEX of a CFF font: a count, the size of an offset, the offsets, the data.</summary>
internal sealed class CffIndex
{
    private readonly byte[] font;
    private readonly int offsetSize;
    private readonly int data;

    public CffIndex(byte[] font, int start)
    {
        this.font = font;
        Start = start;
        Count = BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(start));
        offsetSize = Count == 0 ? 0 : font[start + 2];
        data = start + 2 + (Count == 0 ? 0 : (offsetSize * (Count + 1)));
        End = Count == 0 ? data : data + Offset(Count);
    }

    public int Start { get; }

    public int Count { get; }

    public int End { get; }

    /// <summary>What is added to the number in a call: the numbers of a table lie around zero.</summary>
    public int Bias => Count switch { < 1240 => 107, < 33900 => 1131, _ => 32768 };

    public Range this[int number] =>
        number >= 0 && number < Count ? (data + Offset(number))..(data + Offset(number + 1)) : throw new ArgumentOutOfRangeException(nameof(number));

    /// <summary>Moves the wanted entries to the front, empties the others and clears what is freed.</summary>
    public void Keep(Predicate<int> wanted)
    {
        if (Count == 0)
        {
            return;
        }

        var entries = Enumerable.Range(0, Count).Select(number => wanted(number) ? font[this[number]] : []).ToList();
        font.AsSpan((data + 1)..End).Clear();
        var offset = 1;
        for (var number = 0; number < Count; number++)
        {
            entries[number].CopyTo(font.AsSpan(data + offset));
            offset += entries[number].Length;
            SetOffset(number + 1, offset);
        }
    }

    private int Offset(int number)
    {
        var value = 0;
        foreach (var b in font.AsSpan(Start + 3 + (number * offsetSize), offsetSize))
        {
            value = (value << 8) | b;
        }

        return value;
    }

    private void SetOffset(int number, int value)
    {
        var bytes = font.AsSpan(Start + 3 + (number * offsetSize), offsetSize);
        for (var i = offsetSize - 1; i >= 0; i--)
        {
            bytes[i] = (byte)value;
            value >>= 8;
        }
    }
}

/// <summary>A DICT of a CFF font: operands before their operator.</summary>
internal static class CffDict
{
    public const int CharStrings = 17;
    public const int Private = 18;
    public const int Subroutines = 19;
    public const int FontArray = Escape + 36;
    public const int FontSelect = Escape + 37;

    private const int Escape = 12 << 8;
    private const int Real = 30;

    public static Dictionary<int, int[]> Read(ReadOnlySpan<byte> dict)
    {
        var entries = new Dictionary<int, int[]>();
        var operands = new List<int>();
        for (var at = 0; at < dict.Length;)
        {
            var b = dict[at++];
            switch (b)
            {
                case 12:
                    entries[Escape + dict[at++]] = [.. operands];
                    operands.Clear();
                    break;
                case <= 21:
                    entries[b] = [.. operands];
                    operands.Clear();
                    break;
                case Real:
                    while ((dict[at++] & 0xF) != 0xF)
                    {
                    }

                    operands.Add(0);
                    break;
                default:
                    operands.Add(Integer(b, dict[at..], out var length));
                    at += length;
                    break;
            }
        }

        return entries;
    }

    private static int Integer(byte first, ReadOnlySpan<byte> rest, out int length)
    {
        length = first switch { 28 => 2, 29 => 4, <= 246 => 0, _ => 1 };
        return first switch
        {
            28 => BinaryPrimitives.ReadInt16BigEndian(rest),
            29 => BinaryPrimitives.ReadInt32BigEndian(rest),
            <= 246 => first - 139,
            <= 250 => ((first - 247) * 256) + rest[0] + 108,
            _ => -((first - 251) * 256) - rest[0] - 108,
        };
    }
}

using System.Text;

namespace Learning.Framework.Text;

/// <summary>Pinyin of names, without tones: what lists are ordered by and what people type to find one another. ü is v, as on a keyboard.</summary>
public static class Pinyin
{
    private const int First = 0x3400, Last = 0x9FFF;
    private static readonly Lazy<Table> Read = new(Load);

    /// <summary>The key a name sorts by: 王敏 gives <c>wang min</c>. A surname is read as a surname (单 is shan); a character without a reading stands for itself.</summary>
    public static string SortKey(string name) => string.Join(' ', Words(name));

    /// <summary>First letters: 王敏 gives <c>wm</c>.</summary>
    public static string Initials(string name) => string.Concat(Words(name).Select(w => Rune.GetRuneAt(w, 0).ToString()));

    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var clean = name.Normalize().Trim();
        var table = Read.Value;
        var surname = table.Surnames.FirstOrDefault(s => clean.Length > s.Name.Length && clean.StartsWith(s.Name, StringComparison.Ordinal));
        if (surname.Name is not null && !clean.Contains('·', StringComparison.Ordinal))
        {
            words.AddRange(surname.Words);
            clean = clean[surname.Name.Length..];
        }

        var open = false;
        foreach (var rune in clean.EnumerateRunes())
        {
            if (table.Of(rune) is { } syllable)
            {
                words.Add(syllable);
                open = false;
            }
            else if (!Rune.IsLetterOrDigit(rune))
            {
                open = false;
            }
            else if (open)
            {
                words[^1] += Rune.ToLowerInvariant(rune);
            }
            else
            {
                words.Add(Rune.ToLowerInvariant(rune).ToString());
                open = true;
            }
        }

        return words;
    }

    private static Table Load()
    {
        using var reader = new StreamReader(typeof(Pinyin).Assembly.GetManifestResourceStream("Pinyin.txt")!);
        var table = new Table();
        while (reader.ReadLine() is { } line && line != "-")
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            table.Add(line[..space], line[(space + 1)..]);
        }

        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            table.Surnames.Add((parts[0], parts[1..]));
        }

        table.Surnames.Sort((a, b) => b.Name.Length.CompareTo(a.Name.Length));
        return table;
    }

    private sealed class Table
    {
        private readonly List<string> syllables = [""];
        private readonly ushort[] common = new ushort[Last - First + 1];
        private readonly Dictionary<int, ushort> rare = [];

        public List<(string Name, string[] Words)> Surnames { get; } = [];

        public void Add(string syllable, string characters)
        {
            var number = (ushort)syllables.Count;
            syllables.Add(syllable);
            foreach (var rune in characters.EnumerateRunes())
            {
                if (rune.Value is >= First and <= Last)
                {
                    common[rune.Value - First] = number;
                }
                else
                {
                    rare[rune.Value] = number;
                }
            }
        }

        public string? Of(Rune rune)
        {
            var number = rune.Value is >= First and <= Last ? common[rune.Value - First] : rare.GetValueOrDefault(rune.Value);
            return number == 0 ? null : syllables[number];
        }
    }
}

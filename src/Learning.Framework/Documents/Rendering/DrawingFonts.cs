using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Learning.Framework.Documents;

/// <summary>Puts small copies of the Noto CJK faces, with the everyday characters only, in front of the installed ones.</summary>
/// <remarks>
/// From the installed fonts cairo reads 20 MB and parses 65,000 glyphs per face and page, and embeds a table of 30,000
/// subroutines (50 KB a face; for some pairs of characters, 考 after 满 for one, all of their code, 400 KB). From the
/// copies a page takes a third of the time and each face a few KB. A character they lack comes from the installed
/// font, which looks the same. The copies live in memory and end with the process.
/// </remarks>
internal static class DrawingFonts
{
    private const uint NoHintingAndNoSubroutines = 1 | 4;

    private static readonly (string Family, string Copy)[] Families =
    [
        ("Noto Serif CJK SC", "Draw Serif CJK SC"),
        ("Noto Sans CJK SC", "Draw Sans CJK SC"),
    ];

    private static readonly string[] Styles = ["Regular", "Bold"];

    // Open for as long as the process lives: fontconfig knows the copies by these descriptors.
    private static readonly List<SafeFileHandle> Copies = [];

    public static void Prepare()
    {
        if (!NativeLibrary.TryLoad(NativeFonts.Subset, out _) || !NativeLibrary.TryLoad(NativeFonts.Fontconfig, out _))
        {
            Console.Error.WriteLine($"{NativeFonts.Subset} is not installed (libharfbuzz-subset0): documents are drawn from the whole fonts, slower and larger.");
            return;
        }

        var faces = Families.SelectMany(family => Styles.Select(style => (family.Family, family.Copy, File: Find(family.Family, style))))
            .Where(face => face.File is not null).ToList();
        Parallel.ForEach(faces, face => Keep(Copy(face.File!.Value.Path, face.File.Value.Index, face.Family, face.Copy)));
        foreach (var copy in Copies)
        {
            NativeFonts.FcConfigAppFontAddFile(0, PathOf(copy));
        }

        NativeFonts.FcConfigParseAndLoadFromMemory(NativeFonts.FcConfigGetCurrent(), Rules(), true);
    }

    private static string Rules() =>
        $"<?xml version=\"1.0\"?><fontconfig>{string.Concat(Families.Select(family =>
            $"""<match target="pattern"><test name="family"><string>{family.Family}</string></test><edit name="family" mode="prepend" binding="same"><string>{family.Copy}</string></edit></match>"""))}</fontconfig>";

    private static (string Path, int Index)? Find(string family, string style)
    {
        var pattern = NativeFonts.FcNameParse($"{family}:style={style}");
        NativeFonts.FcConfigSubstitute(0, pattern, 0);
        NativeFonts.FcDefaultSubstitute(pattern);
        var match = NativeFonts.FcFontMatch(0, pattern, out _);
        try
        {
            return match != 0 && Text(match, "family") == family && Text(match, "style") == style
                && Text(match, "file") is { } path && NativeFonts.FcPatternGetInteger(match, "index", 0, out var index) == 0 && index <= 0xFFFF
                ? (path, index)
                : null;
        }
        finally
        {
            NativeFonts.FcPatternDestroy(pattern);
            if (match != 0)
            {
                NativeFonts.FcPatternDestroy(match);
            }
        }
    }

    private static string? Text(nint pattern, string name) =>
        NativeFonts.FcPatternGetString(pattern, name, 0, out var text) == 0 ? Marshal.PtrToStringUTF8(text) : null;

    private static byte[] Copy(string path, int index, string family, string copy)
    {
        var file = NativeFonts.hb_blob_create_from_file(path);
        var face = NativeFonts.hb_face_create(file, (uint)index);
        var input = NativeFonts.hb_subset_input_create_or_fail();
        AddEverydayCharacters(NativeFonts.hb_subset_input_unicode_set(input));
        NativeFonts.hb_subset_input_set_flags(input, NoHintingAndNoSubroutines);
        var subset = NativeFonts.hb_subset_or_fail(face, input);
        if (subset == 0)
        {
            throw new InvalidOperationException($"{path} could not be reduced to the everyday characters.");
        }

        var blob = NativeFonts.hb_face_reference_blob(subset);
        var bytes = new byte[checked((int)NativeFonts.hb_blob_get_length(blob))];
        Marshal.Copy(NativeFonts.hb_blob_get_data(blob, 0), bytes, 0, bytes.Length);
        NativeFonts.hb_blob_destroy(blob);
        NativeFonts.hb_face_destroy(subset);
        NativeFonts.hb_subset_input_destroy(input);
        NativeFonts.hb_face_destroy(face);
        NativeFonts.hb_blob_destroy(file);
        Rename(bytes, family, copy);
        return bytes;
    }

    // The level 1 and 2 characters of GB/T 2312, Latin letters, punctuation, symbols and full-width forms.
    private static void AddEverydayCharacters(nint set)
    {
        foreach (var (first, last) in new[] { (0x20u, 0x17Fu), (0x2000u, 0x27FFu), (0x3000u, 0x303Fu), (0xFF00u, 0xFFEFu) })
        {
            NativeFonts.hb_set_add_range(set, first, last);
        }

        var chinese = CodePagesEncodingProvider.Instance.GetEncoding(936)!;
        for (var row = 0xB0; row <= 0xF7; row++)
        {
            for (var cell = 0xA1; cell <= 0xFE; cell++)
            {
                NativeFonts.hb_set_add(set, chinese.GetString([(byte)row, (byte)cell])[0]);
            }
        }
    }

    // The two names are equally long, so that the name table keeps its shape.
    private static void Rename(byte[] font, string family, string copy)
    {
        var (old, changed) = (Encoding.BigEndianUnicode.GetBytes(family), Encoding.BigEndianUnicode.GetBytes(copy));
        for (var at = 0; font.AsSpan(at).IndexOf(old) is >= 0 and var next; at += next + old.Length)
        {
            changed.CopyTo(font, at + next);
        }
    }

    private static void Keep(byte[] font)
    {
        var memory = NativeFonts.memfd_create("font", 0);
        using (var stream = new FileStream(new SafeFileHandle(memory, ownsHandle: false), FileAccess.Write))
        {
            stream.Write(font);
        }

        lock (Copies)
        {
            Copies.Add(new SafeFileHandle(memory, ownsHandle: true));
        }
    }

    private static string PathOf(SafeFileHandle copy) => FormattableString.Invariant($"/proc/self/fd/{copy.DangerousGetHandle()}");
}

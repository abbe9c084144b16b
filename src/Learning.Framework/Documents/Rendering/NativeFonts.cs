using System.Runtime.InteropServices;

namespace Learning.Framework.Documents;

/// <summary>The calls into fontconfig and HarfBuzz, under their own names.</summary>
internal static class NativeFonts
{
    public const string Fontconfig = "libfontconfig.so.1";
    public const string Subset = "libharfbuzz-subset.so.0";

    private const string Harfbuzz = "libharfbuzz.so.0";

    public static bool HasChinese()
    {
        var pattern = FcNameParse(":lang=zh-cn");
        var wanted = FcObjectSetCreate();
        var fonts = FcFontList(0, pattern, wanted);

        // struct FcFontSet { int nfont; … }
        var found = fonts != 0 && Marshal.ReadInt32(fonts) > 0;
        if (fonts != 0)
        {
            FcFontSetDestroy(fonts);
        }

        FcObjectSetDestroy(wanted);
        FcPatternDestroy(pattern);
        return found;
    }

    [DllImport(Fontconfig)]
    public static extern nint FcConfigGetCurrent();

    [DllImport(Fontconfig)]
    public static extern bool FcConfigAppFontAddFile(nint configuration, [MarshalAs(UnmanagedType.LPUTF8Str)] string file);

    [DllImport(Fontconfig)]
    public static extern bool FcConfigParseAndLoadFromMemory(nint configuration, [MarshalAs(UnmanagedType.LPUTF8Str)] string rules, bool complain);

    [DllImport(Fontconfig)]
    public static extern nint FcNameParse([MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [DllImport(Fontconfig)]
    public static extern bool FcConfigSubstitute(nint configuration, nint pattern, int kind);

    [DllImport(Fontconfig)]
    public static extern void FcDefaultSubstitute(nint pattern);

    [DllImport(Fontconfig)]
    public static extern nint FcFontMatch(nint configuration, nint pattern, out int result);

    [DllImport(Fontconfig)]
    public static extern int FcPatternGetString(nint pattern, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int number, out nint text);

    [DllImport(Fontconfig)]
    public static extern int FcPatternGetInteger(nint pattern, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int number, out int value);

    [DllImport(Fontconfig)]
    public static extern void FcPatternDestroy(nint pattern);

    [DllImport(Harfbuzz)]
    public static extern nint hb_blob_create_from_file([MarshalAs(UnmanagedType.LPUTF8Str)] string file);

    [DllImport(Harfbuzz)]
    public static extern uint hb_blob_get_length(nint blob);

    [DllImport(Harfbuzz)]
    public static extern nint hb_blob_get_data(nint blob, nint length);

    [DllImport(Harfbuzz)]
    public static extern void hb_blob_destroy(nint blob);

    [DllImport(Harfbuzz)]
    public static extern nint hb_face_create(nint blob, uint index);

    [DllImport(Harfbuzz)]
    public static extern nint hb_face_reference_blob(nint face);

    [DllImport(Harfbuzz)]
    public static extern void hb_face_destroy(nint face);

    [DllImport(Harfbuzz)]
    public static extern void hb_set_add(nint set, uint character);

    [DllImport(Harfbuzz)]
    public static extern void hb_set_add_range(nint set, uint first, uint last);

    [DllImport(Subset)]
    public static extern nint hb_subset_input_create_or_fail();

    [DllImport(Subset)]
    public static extern nint hb_subset_input_unicode_set(nint input);

    [DllImport(Subset)]
    public static extern void hb_subset_input_set_flags(nint input, uint flags);

    [DllImport(Subset)]
    public static extern nint hb_subset_or_fail(nint face, nint input);

    [DllImport(Subset)]
    public static extern void hb_subset_input_destroy(nint input);

    [DllImport("libc", SetLastError = true)]
    public static extern int memfd_create([MarshalAs(UnmanagedType.LPUTF8Str)] string name, uint flags);

    [DllImport(Fontconfig)]
    private static extern nint FcObjectSetCreate();

    [DllImport(Fontconfig)]
    private static extern nint FcFontList(nint configuration, nint pattern, nint objects);

    [DllImport(Fontconfig)]
    private static extern void FcFontSetDestroy(nint fonts);

    [DllImport(Fontconfig)]
    private static extern void FcObjectSetDestroy(nint objects);
}

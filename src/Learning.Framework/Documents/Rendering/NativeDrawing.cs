using System.Runtime.InteropServices;

namespace Learning.Framework.Documents;

/// <summary>The calls into librsvg and cairo, under their own names.</summary>
internal static class NativeDrawing
{
    public const int MetadataTitle = 0;
    public const int MetadataCreator = 4;

    private const string Rsvg = "librsvg-2.so.2";
    private const string Cairo = "libcairo.so.2";
    private const string Glib = "libglib-2.0.so.0";
    private const string Packages = "On Debian and Ubuntu: apt-get install librsvg2-2 libcairo2 libharfbuzz-subset0 fonts-noto-cjk";

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate int WriteFunction(nint closure, nint data, uint length);

    /// <summary>A sentence that names what this machine lacks for drawing, or null.</summary>
    public static string? FindMissing()
    {
        foreach (var library in new[] { Rsvg, Cairo, Glib, NativeFonts.Fontconfig })
        {
            if (!NativeLibrary.TryLoad(library, out _))
            {
                return $"Documents cannot be drawn: {library} is not installed. {Packages}";
            }
        }

        return NativeFonts.HasChinese() ? null : $"Documents cannot be drawn: no font for Chinese is installed. {Packages}";
    }

    public static string TakeMessage(nint error)
    {
        if (error == 0)
        {
            return "no reason given";
        }

        // struct GError { guint32 domain; gint code; gchar *message; }
        var message = Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(error, 2 * sizeof(int)));
        g_error_free(error);
        return message ?? "no reason given";
    }

    [DllImport(Rsvg)]
    public static extern PageHandle rsvg_handle_new_from_data(byte[] data, nuint length, out nint error);

    [DllImport(Rsvg)]
    public static extern void rsvg_handle_set_dpi(PageHandle page, double dpi);

    [DllImport(Rsvg)]
    public static extern bool rsvg_handle_get_intrinsic_size_in_pixels(PageHandle page, out double width, out double height);

    [DllImport(Rsvg)]
    public static extern bool rsvg_handle_render_document(PageHandle page, ContextHandle context, in Rectangle viewport, out nint error);

    [DllImport(Cairo)]
    public static extern SurfaceHandle cairo_pdf_surface_create_for_stream(WriteFunction write, nint closure, double width, double height);

    [DllImport(Cairo)]
    public static extern void cairo_pdf_surface_set_size(SurfaceHandle surface, double width, double height);

    [DllImport(Cairo)]
    public static extern void cairo_pdf_surface_set_metadata(SurfaceHandle surface, int metadata, [MarshalAs(UnmanagedType.LPUTF8Str)] string text);

    [DllImport(Cairo)]
    public static extern ContextHandle cairo_create(SurfaceHandle surface);

    [DllImport(Cairo)]
    public static extern void cairo_show_page(ContextHandle context);

    [DllImport(Cairo)]
    public static extern int cairo_status(ContextHandle context);

    [DllImport(Cairo)]
    public static extern void cairo_surface_finish(SurfaceHandle surface);

    [DllImport(Cairo)]
    public static extern int cairo_surface_status(SurfaceHandle surface);

    [DllImport(Cairo)]
    public static extern nint cairo_status_to_string(int status);

    [DllImport(Cairo)]
    internal static extern void cairo_destroy(nint context);

    [DllImport(Cairo)]
    internal static extern void cairo_surface_destroy(nint surface);

    [DllImport("libgobject-2.0.so.0")]
    internal static extern void g_object_unref(nint instance);

    [DllImport(Glib)]
    private static extern void g_error_free(nint error);

    [StructLayout(LayoutKind.Sequential)]
    public struct Rectangle
    {
        public double X;
        public double Y;
        public double Width;
        public double Height;
    }
}

internal sealed class PageHandle() : NativeHandle(NativeDrawing.g_object_unref);

internal sealed class SurfaceHandle() : NativeHandle(NativeDrawing.cairo_surface_destroy);

internal sealed class ContextHandle() : NativeHandle(NativeDrawing.cairo_destroy);

internal abstract class NativeHandle(Action<nint> release) : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        release(handle);
        return true;
    }
}

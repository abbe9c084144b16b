using System.Runtime.InteropServices;

namespace Learning.Framework.Documents;

/// <summary>Draws SVG pages to a PDF with librsvg and cairo. Only the drawing process calls it.</summary>
/// <remarks>The SVG is loaded from memory without a base URI, so librsvg opens no file and no address it names.</remarks>
internal static class PdfDrawing
{
    // Three times A4's long side: a page larger than that is a mistake in the template's units.
    private const double LongestSide = 3 * 842;
    private const double PointsPerInch = 72;

    private static readonly Lazy<string?> Missing = new(Prepare);

    public static byte[] Draw(RenderRequest request)
    {
        if (Missing.Value is { } missing)
        {
            throw new DocumentException(missing);
        }

        using var pdf = new MemoryStream();
        NativeDrawing.WriteFunction write = (_, data, length) => Append(pdf, data, length);
        using var surface = NativeDrawing.cairo_pdf_surface_create_for_stream(write, 0, 1, 1);
        using var context = NativeDrawing.cairo_create(surface);
        NativeDrawing.cairo_pdf_surface_set_metadata(surface, NativeDrawing.MetadataTitle, request.Title);
        NativeDrawing.cairo_pdf_surface_set_metadata(surface, NativeDrawing.MetadataCreator, "Learning");
        foreach (var svg in request.Pages)
        {
            DrawPage(svg, surface, context);
        }

        NativeDrawing.cairo_surface_finish(surface);
        Check(NativeDrawing.cairo_surface_status(surface));
        GC.KeepAlive(write);
        return pdf.ToArray();
    }

    private static string? Prepare()
    {
        var missing = NativeDrawing.FindMissing();
        if (missing is null)
        {
            DrawingFonts.Prepare();
        }

        return missing;
    }

    private static void DrawPage(byte[] svg, SurfaceHandle surface, ContextHandle context)
    {
        using var page = NativeDrawing.rsvg_handle_new_from_data(svg, (nuint)svg.Length, out var error);
        if (page.IsInvalid)
        {
            throw new DocumentException($"The SVG cannot be read: {NativeDrawing.TakeMessage(error)}");
        }

        NativeDrawing.rsvg_handle_set_dpi(page, PointsPerInch);
        if (!NativeDrawing.rsvg_handle_get_intrinsic_size_in_pixels(page, out var width, out var height)
            || width is < 1 or > LongestSide || height is < 1 or > LongestSide)
        {
            throw new DocumentException("The SVG needs a width and a height of a page, such as 297mm and 210mm.");
        }

        NativeDrawing.cairo_pdf_surface_set_size(surface, width, height);
        var viewport = new NativeDrawing.Rectangle { Width = width, Height = height };
        if (!NativeDrawing.rsvg_handle_render_document(page, context, in viewport, out error))
        {
            throw new DocumentException($"The SVG cannot be drawn: {NativeDrawing.TakeMessage(error)}");
        }

        NativeDrawing.cairo_show_page(context);
        Check(NativeDrawing.cairo_status(context));
    }

    private static int Append(MemoryStream pdf, nint data, uint length)
    {
        var part = new byte[length];
        Marshal.Copy(data, part, 0, part.Length);
        pdf.Write(part);
        return 0;
    }

    private static void Check(int status)
    {
        if (status != 0)
        {
            throw new DocumentException($"cairo could not write the PDF: {Marshal.PtrToStringUTF8(NativeDrawing.cairo_status_to_string(status))}");
        }
    }
}

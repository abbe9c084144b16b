using System.Globalization;
using QRCoder;

namespace Learning.Framework.Documents;

/// <summary>The QR code of a link: error correction M, drawn as a vector.</summary>
public static class QrCode
{
    /// <summary>Light modules the standard asks for on each side.</summary>
    public const int QuietZone = 4;

    public static SlotDrawing Of(string link)
    {
        using var code = QRCodeGenerator.GenerateQrCode(link, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var modules = new bool[rows.Count, rows.Count];
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                modules[y, x] = rows[y][x];
            }
        }

        return QrPath.Of(modules);
    }

    /// <summary>The code with its quiet zone for a page: <c>viewBox</c> and path.</summary>
    public static (string ViewBox, string Path) ForPage(string link)
    {
        var drawing = Of(link);
        var side = drawing.Units + (2 * QuietZone);
        return (string.Create(CultureInfo.InvariantCulture, $"-{QuietZone} -{QuietZone} {side} {side}"), drawing.PathData);
    }
}

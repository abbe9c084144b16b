using System.Globalization;
using System.Xml.Linq;

namespace Learning.Framework.Documents;

/// <summary><c>&lt;g data-slot="qr" data-size="300"&gt;</c>: a square for a drawing that is made, such as a QR code.</summary>
internal static class SvgSlot
{
    public static void Check(XElement slot)
    {
        if (slot.Name != SvgSafety.Svg + "g" || SizeOf(slot) is null)
        {
            throw SvgSafety.Refusal(slot, "data-slot stands on a <g> with data-size, its side in the template's units");
        }
    }

    public static void Set(XElement slot, SlotDrawing drawing)
    {
        var scale = SizeOf(slot)!.Value / drawing.Units;
        slot.Add(new XElement(
            SvgSafety.Svg + "path",
            new XAttribute("transform", string.Create(CultureInfo.InvariantCulture, $"scale({scale:0.######})")),
            new XAttribute("d", drawing.PathData)));
    }

    private static double? SizeOf(XElement slot) =>
        double.TryParse(slot.Attribute("data-size")?.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var size) && size > 0 ? size : null;
}

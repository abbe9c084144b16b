using System.Text;

namespace Learning.Framework.Documents;

/// <summary>How wide a line of text is, in em, when set in Noto Sans or Serif CJK SC.</summary>
/// <remarks>
/// The widest of the four faces (sans and serif, regular and bold) for each character: a line that fits here fits on
/// paper, and the layout needs no font in the process that fills templates.
/// </remarks>
internal static class TextWidth
{
    // Thousandths of an em for U+0020 to U+007E.
    private static readonly short[] Ascii =
    [
        256, 370, 574, 615, 590, 966, 803, 325, 400, 400, 507, 603, 335, 370, 335, 400,
        593, 590, 594, 593, 593, 594, 594, 590, 594, 596, 335, 335, 603, 603, 603, 514,
        1007, 746, 708, 702, 789, 666, 648, 757, 864, 426, 568, 767, 642, 1053, 815, 785,
        673, 785, 751, 624, 695, 818, 734, 1091, 726, 701, 627, 378, 400, 378, 603, 593,
        606, 591, 672, 565, 658, 581, 402, 597, 687, 349, 335, 651, 355, 1008, 685, 626,
        671, 644, 500, 499, 421, 678, 578, 874, 599, 582, 517, 380, 378, 380, 603,
    ];

    public static double Of(string text) => text.EnumerateRunes().Sum(Of);

    public static double Of(Rune rune) => rune.Value switch
    {
        < 0x20 or 0x7F => 0,
        < 0x7F => Ascii[rune.Value - 0x20] / 1000d,
        0xB7 => 1,
        < 0x300 => 0.7,
        < 0x370 => 0,
        < 0x1100 => 0.75,
        >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF => 0,
        > 0xFFFF => 1.06,
        _ => 1,
    };
}

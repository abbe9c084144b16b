using System.Globalization;
using System.Text.RegularExpressions;
using Learning.Framework.Documents;

namespace Learning.UnitTests.Framework.Documents;

public sealed partial class QrPathTests
{
    [Fact]
    public void Of_AnyModules_DrawsExactlyTheDarkOnes()
    {
        var random = new Random(7);
        for (var round = 0; round < 50; round++)
        {
            var modules = new bool[25, 25];
            for (var i = 0; i < 25 * 25; i++)
            {
                modules[i / 25, i % 25] = random.Next(2) == 0;
            }

            modules[0, 0] = modules[24, 24] = true;

            Assert.Equal(modules, Painted(QrPath.Of(modules)));
        }
    }

    [Fact]
    public void Of_LightMargin_IsLeftOff()
    {
        var modules = new bool[9, 9];
        modules[4, 4] = true;

        Assert.Equal(new SlotDrawing("M0 0h1v1h-1z", 1), QrPath.Of(modules));
    }

    [Fact]
    public void Of_RunsAndColumns_AreOneSegmentEach()
    {
        var modules = new bool[7, 7];
        for (var i = 0; i < 7; i++)
        {
            modules[0, i] = modules[6, i] = modules[i, 0] = modules[i, 6] = true;
        }

        Assert.Equal("M0 0h7v1h-7zM0 1h1v5h-1zM6 1h1v5h-1zM0 6h7v1h-7z", QrPath.Of(modules).PathData);
    }

    [Fact]
    public void Of_NoDarkModule_Throws() => Assert.Throws<ArgumentException>(() => QrPath.Of(new bool[21, 21]));

    private static bool[,] Painted(SlotDrawing drawing)
    {
        var painted = new bool[drawing.Units, drawing.Units];
        foreach (var run in Run().Matches(drawing.PathData).Select(match => match.Groups.Values.Skip(1).Select(g => int.Parse(g.Value, CultureInfo.InvariantCulture)).ToArray()))
        {
            for (var i = 0; i < run[2] * run[3]; i++)
            {
                var (y, x) = (run[1] + (i / run[2]), run[0] + (i % run[2]));
                Assert.False(painted[y, x]);
                painted[y, x] = true;
            }
        }

        return painted;
    }

    [GeneratedRegex(@"M(\d+) (\d+)h(\d+)v(\d+)h-\d+z")]
    private static partial Regex Run();
}

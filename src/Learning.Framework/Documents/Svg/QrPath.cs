using System.Text;

namespace Learning.Framework.Documents;

/// <summary>The dark modules of a QR code as one path with few segments, one unit a module.</summary>
public static class QrPath
{
    /// <param name="modules">Row by row, true where dark. A light margin is left off: the template keeps the quiet zone of 4 modules white.</param>
    /// <exception cref="ArgumentException">No module is dark, or the dark ones do not fill a square.</exception>
    public static SlotDrawing Of(bool[,] modules)
    {
        var (top, left, size) = Bounds(modules);
        var open = new bool[size, size];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                open[y, x] = modules[top + y, left + x];
            }
        }

        var path = new StringBuilder();
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                if (open[y, x])
                {
                    var (width, height) = TakeRectangle(open, y, x);
                    path.Append($"M{x} {y}h{width}v{height}h-{width}z");
                }
            }
        }

        return new SlotDrawing(path.ToString(), size);
    }

    // A run of a row, and down as long as the rows below have exactly this run open too.
    private static (int Width, int Height) TakeRectangle(bool[,] open, int top, int left)
    {
        var size = open.GetLength(0);
        var width = 1;
        while (left + width < size && open[top, left + width])
        {
            width++;
        }

        var height = 1;
        while (top + height < size && IsRun(open, top + height, left, width))
        {
            height++;
        }

        for (var y = top; y < top + height; y++)
        {
            for (var x = left; x < left + width; x++)
            {
                open[y, x] = false;
            }
        }

        return (width, height);
    }

    private static bool IsRun(bool[,] open, int y, int left, int width)
    {
        for (var x = left; x < left + width; x++)
        {
            if (!open[y, x])
            {
                return false;
            }
        }

        return (left == 0 || !open[y, left - 1]) && (left + width == open.GetLength(1) || !open[y, left + width]);
    }

    private static (int Top, int Left, int Size) Bounds(bool[,] modules)
    {
        var (top, left, bottom, right) = (int.MaxValue, int.MaxValue, -1, -1);
        for (var y = 0; y < modules.GetLength(0); y++)
        {
            for (var x = 0; x < modules.GetLength(1); x++)
            {
                if (modules[y, x])
                {
                    (top, left, bottom, right) = (Math.Min(top, y), Math.Min(left, x), Math.Max(bottom, y), Math.Max(right, x));
                }
            }
        }

        return bottom >= 0 && bottom - top == right - left
            ? (top, left, bottom - top + 1)
            : throw new ArgumentException("A QR code's dark modules fill a square.", nameof(modules));
    }
}

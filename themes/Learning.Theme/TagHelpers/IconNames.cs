namespace Learning.Theme;

/// <summary>The icons in the sprite: the Tabler names listed in icons/list.txt, and our own.</summary>
public static class IconNames
{
    /// <summary>Every name an icon may have.</summary>
    public static IReadOnlySet<string> All { get; } = Read();

    private static HashSet<string> Read()
    {
        var assembly = typeof(IconNames).Assembly;
        var own = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("icons/", StringComparison.Ordinal) && name.EndsWith(".svg", StringComparison.Ordinal))
            .Select(name => name["icons/".Length..^".svg".Length]);
        using var stream = assembly.GetManifestResourceStream("icons/list.txt")
            ?? throw new InvalidOperationException("The list of icons is missing from the theme.");
        using var reader = new StreamReader(stream);
        var listed = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. listed, .. own];
    }
}

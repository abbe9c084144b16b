using System.Text.RegularExpressions;
using Learning.Theme;

namespace Learning.UnitTests.Theme;

/// <summary>An icon that a page names is in the sprite; a missing one would fail only when somebody opens the page.</summary>
public sealed partial class IconTests
{
    [Fact]
    public void Icons_NamedInPages_AreInTheSprite()
    {
        var missing = new[] { "src", "themes" }
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(ThemeFiles.Root, f), "*.cshtml", SearchOption.AllDirectories))
            .Where(f => !f.Contains("node_modules", StringComparison.Ordinal) && !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => Named().Matches(File.ReadAllText(f)).Select(m => m.Groups["name"].Value), (f, name) => (File: Path.GetFileName(f), Icon: name))
            .Where(i => !IconNames.All.Contains(i.Icon));

        Assert.Empty(missing);
    }

    [Fact]
    public void Lockfile_Packages_NameNoRegistry() =>
        Assert.DoesNotContain("\"resolved\"", File.ReadAllText(ThemeFiles.Path("package-lock.json")), StringComparison.Ordinal);

    [GeneratedRegex("""<icon\s+name="(?<name>[a-z0-9-]+)"|<empty-state[^>]*\sicon="(?<name>[a-z0-9-]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}

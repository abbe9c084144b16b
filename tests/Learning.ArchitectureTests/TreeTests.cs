using System.Text.RegularExpressions;

namespace Learning.ArchitectureTests;

/// <summary>What no file may hold.</summary>
public sealed partial class TreeTests
{
    [Fact]
    public void Files_MachinePathsOrRegistries_AreNowhere()
    {
        var files = new[] { "src", "themes", "tests", "content-recipes", "media" }
            .SelectMany(f => Tree.Files(f, ".cs", ".cshtml", ".json", ".md", ".ts", ".js", ".mjs", ".css", ".csproj", ".targets", ".sh", ".svg", ".txt"))
            .Concat(Directory.EnumerateFiles(Tree.Root).Where(f => Path.GetExtension(f) is ".md" or ".props" or ".targets" or ".json" or ""))
            .Where(f => Path.GetFileName(f) != "TreeTests.cs");

        Assert.Empty(files.Where(f => Place().IsMatch(File.ReadAllText(f))).Select(Tree.Short));
    }

    [Fact]
    public void Sources_Todo_IsNowhere() =>
        Assert.Empty(new[] { "src", "themes", "tests" }.SelectMany(f => Tree.Files(f, ".cs", ".cshtml", ".ts", ".css")).Where(f => Path.GetFileName(f) != "TreeTests.cs")
            .Where(f => Left().IsMatch(File.ReadAllText(f))).Select(Tree.Short));

    [Fact]
    public void Tests_OfPages_MirrorTheirModules()
    {
        var rooms = Tree.ModuleFolders.Select(f => Path.GetFileName(f)!["Learning.".Length..]).Append("Framework").ToHashSet(StringComparer.Ordinal);

        var stray = Directory.GetDirectories(Path.Combine(Tree.Root, "tests", "Learning.WebTests")).Select(f => Path.GetFileName(f)!)
            .Where(n => n is not ("bin" or "obj") && !rooms.Contains(n));

        Assert.Empty(stray);
    }

    [GeneratedRegex(@"(?<![\w.~])/(work|home/\w+|root)/|https?://(api|registry|deb|cdn)\.", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|NotImplementedException|Skip\s*=\s*""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Left();
}

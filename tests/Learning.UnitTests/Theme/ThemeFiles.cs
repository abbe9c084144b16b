namespace Learning.UnitTests.Theme;

/// <summary>The theme's sources as they lie on disk.</summary>
internal static class ThemeFiles
{
    public static string Root { get; } = FindRoot();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, "themes", "Learning.Theme", .. parts]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Learning.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Learning.sln is in no folder above the tests.");
    }
}

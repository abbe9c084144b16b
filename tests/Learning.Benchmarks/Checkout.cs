namespace Learning.Benchmarks;

/// <summary>Where things lie in the checkout the benchmarks were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    /// <summary>The published site, which <c>./learning</c> keeps up to date.</summary>
    public static string PublishedHost => Path.Combine(Root, "artifacts", "site", "Learning.Host.dll");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "content-recipes")) && File.Exists(Path.Combine(folder.FullName, "learning")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Run the benchmarks from a checkout: ./learning bench");
    }
}

using System.Reflection;
using System.Runtime.CompilerServices;

namespace Learning.ArchitectureTests;

/// <summary>The tree as it lies on disk: rules are enumerated from it, never from a hand-kept list.</summary>
internal static class Tree
{
    public static readonly string Root = Find();

    public static IReadOnlyList<string> ModuleFolders { get; } = [.. Directory.GetDirectories(Path.Combine(Root, "src", "Modules")).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<Assembly> ModuleAssemblies { get; } = [.. ModuleFolders.Select(f => Assembly.Load(Path.GetFileName(f)))];

    public static IEnumerable<string> Files(string folder, params string[] extensions) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(f => extensions.Contains(Path.GetExtension(f), StringComparer.Ordinal))
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj" or "node_modules" or "Migrations" or "dist"))
            .Order(StringComparer.Ordinal);

    public static string Short(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string Find([CallerFilePath] string here = "")
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Learning.sln")))
            {
                return folder.FullName;
            }
        }

        return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
    }
}

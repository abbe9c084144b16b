using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Learning.Framework;

namespace Learning.ArchitectureTests;

/// <summary>Host → modules → theme → Framework → Core; a module knows no other and shows only its Startup.</summary>
public sealed class LayerTests
{
    public static TheoryData<string> Modules => [.. Tree.ModuleFolders.Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Modules))]
    public void Module_References_OnlyFrameworkThemeAndPureLibraries(string module)
    {
        string[] allowed = ["Learning.Core", "Learning.Framework", "Learning.Theme", "Learning.Credentials"];

        var references = References(Path.Combine(Tree.Root, "src", "Modules", module, module + ".csproj"));

        Assert.All(references, reference => Assert.Contains(reference, allowed));
    }

    [Theory]
    [InlineData("src/Learning.Core/Learning.Core.csproj")]
    [InlineData("src/Learning.Credentials/Learning.Credentials.csproj")]
    public void PureLibrary_References_Nothing(string project)
    {
        var document = XDocument.Load(Path.Combine(Tree.Root, project));

        Assert.Empty(document.Descendants().Where(e => e.Name.LocalName is "ProjectReference" or "FrameworkReference" or "PackageReference"));
    }

    [Fact]
    public void Framework_References_OnlyCore() =>
        Assert.Equal(["Learning.Core"], References(Path.Combine(Tree.Root, "src/Learning.Framework/Learning.Framework.csproj")));

    [Theory]
    [MemberData(nameof(Modules))]
    public void Module_PublicTypes_AreItsStartupAlone(string module)
    {
        var assembly = Assembly.Load(module);

        var shown = assembly.GetExportedTypes().Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute))).Select(t => t.Name);

        Assert.Equal(["Startup"], shown);
        Assert.True(assembly.GetType(module + ".Startup")!.IsSubclassOf(typeof(ModuleStartup)));
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Module_Folder_HasReadmeAndStartup(string module)
    {
        var folder = Path.Combine(Tree.Root, "src", "Modules", module);

        Assert.True(File.Exists(Path.Combine(folder, "README.md")), $"{module} has no README.md");
        Assert.True(File.Exists(Path.Combine(folder, "Startup.cs")), $"{module} has no Startup.cs");
    }

    [Fact]
    public void Types_Names_UseTheFieldsTerms()
    {
        string[] banned = ["Manager", "Helper", "Util", "Utils", "Utility", "Dto", "Impl"];

        var wrong = Tree.ModuleAssemblies.Append(typeof(ModuleStartup).Assembly).Append(typeof(Core.CreditHours).Assembly).Append(Assembly.Load("Learning.Credentials"))
            .SelectMany(a => a.GetTypes()).Where(t => !t.Name.Contains('<', StringComparison.Ordinal) && t.Namespace?.StartsWith("Learning", StringComparison.Ordinal) == true)
            .Where(t => banned.Any(b => t.Name.Split('`')[0].EndsWith(b, StringComparison.Ordinal))).Select(t => t.FullName);

        Assert.Empty(wrong);
    }

    private static List<string> References(string project) =>
        [.. XDocument.Load(project).Descendants().Where(e => e.Name.LocalName == "ProjectReference")
            .Select(e => Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value.Replace('\\', '/')))];
}

using Learning.Framework;

namespace Learning.Host;

public static class Program
{
    /// <summary>The modules of this site, each named once, in the order of the data's way (nobody calls upstream).</summary>
    public static ModuleCatalog Modules() => new(
        new Learning.Theme.Startup(),
        new Learning.People.Startup(),
        new Learning.Curricula.Startup(),
        new Learning.Media.Startup(),
        new Learning.Hours.Startup(),
        new Learning.Certificates.Startup(),
        new Learning.Targets.Startup(),
        new Learning.Bureau.Startup());

    public static Task<int> Main(string[] args) => Commands.RunAsync(args, Modules());
}

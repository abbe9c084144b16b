using System.Reflection;
using Learning.Framework.Accounts;
using Learning.Framework.Navigation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Framework;

/// <summary>What a module tells the host about itself. The only public type of a module derives from it.</summary>
public abstract class ModuleStartup
{
    public virtual void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    public virtual void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }

    /// <summary>Permissions the module's pages ask for, with the roles that hold each.</summary>
    public virtual IEnumerable<Permission> Permissions => [];

    /// <summary>Entries of the site's navigation.</summary>
    public virtual IEnumerable<NavigationEntry> Navigation => [];
}

/// <summary>The modules of this host, named once in Program.cs.</summary>
public sealed class ModuleCatalog(params IReadOnlyList<ModuleStartup> modules)
{
    public IReadOnlyList<ModuleStartup> Modules => modules;

    public IReadOnlyList<Assembly> Assemblies => [.. modules.Select(m => m.GetType().Assembly).Distinct()];

    public IReadOnlyList<Permission> Permissions => [.. modules.SelectMany(m => m.Permissions)];
}

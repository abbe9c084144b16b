using System.Diagnostics;
using Learning.Framework;
using Learning.Framework.Data;
using Learning.Framework.Documents;
using Learning.Framework.Recipes;
using Learning.Framework.Web;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace Learning.Host;

/// <summary>Builds the site, prepares its data, serves it.</summary>
public static class Site
{
    /// <param name="configure">Last word on the services, for tests: a fixed clock, a recorder.</param>
    public static WebApplication Build(string[] args, ModuleCatalog modules, Action<IServiceCollection>? configure = null)
    {
        args = WithValues(args);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = Root(), ApplicationName = typeof(Site).Assembly.GetName().Name });
        var configuration = builder.Configuration;
        // First of all sources, so that any other may say otherwise. A line per query and request costs more than the page.
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new("Logging:LogLevel:Microsoft", "Warning"), new("Logging:LogLevel:System", "Warning")] });
        configuration.AddCommandLine(args, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--recipe"] = "Learning:Recipe",
            ["--data"] = "Learning:Data",
            ["--database"] = "Learning:Database",
        });
        // The defaults that travel with the site; the bureau's own appsettings.json, environment and arguments come after and win.
        configuration.Sources.Insert(0, new JsonConfigurationSource { Path = "appsettings.json", FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory), Optional = true });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = 4 * 1024 * 1024;
        });
        if (configuration["urls"] is null && configuration["ASPNETCORE_URLS"] is null)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:5080");
        }

        var data = Path.GetFullPath(configuration["Learning:Data"] ?? "App_Data");
        Directory.CreateDirectory(data);
        var recipes = Path.GetFullPath(configuration["Learning:Recipes"] ?? "content-recipes", builder.Environment.ContentRootPath);
        builder.Services.AddLearning(configuration, modules, data, recipes);
        builder.Services.AddLearningSite(configuration);
        builder.Services.AddDocuments();
        configure?.Invoke(builder.Services);
        var site = builder.Build();
        Map(site, modules);
        return site;
    }

    /// <summary>Migrates and runs the recipe; nothing when neither changed.</summary>
    public static async Task PrepareAsync(WebApplication site)
    {
        var migrations = await site.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        if (migrations.Count > 0)
        {
            Console.WriteLine($"  数据库已建立或升级 Database migrated: {migrations[^1]}");
        }

        if (site.Configuration["Learning:Recipe"] is { Length: > 0 } recipe)
        {
            await using var scope = site.Services.CreateAsyncScope();
            var outcome = await scope.ServiceProvider.GetRequiredService<RecipeRunner>().RunAsync(recipe, new ConsoleProgress(), CancellationToken.None);
            if (outcome.Ran)
            {
                Console.WriteLine($"  政策模板已启用 Recipe applied: {recipe} {outcome.DisplayName}");
            }

            foreach (var note in outcome.Notes)
            {
                Console.WriteLine($"    {note}");
            }
        }
    }

    public static async Task<int> ServeAsync(string[] args, ModuleCatalog modules)
    {
        var watch = Stopwatch.StartNew();
        await using var site = Build(args, modules);
        await PrepareAsync(site);
        await site.StartAsync();
        foreach (var hello in site.Services.GetServices<IStartMessage>())
        {
            await hello.WriteAsync(Console.Out, site.Urls.First(), CancellationToken.None);
        }

        Console.WriteLine($"  已就绪 Ready in {watch.Elapsed.TotalSeconds:0.0} s: {string.Join(" ", site.Urls)}");
        await site.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>A switch alone would take the next argument for its value, and <c>--without-people --data DIR</c> lose the folder.</summary>
    private static string[] WithValues(string[] args) =>
        [.. args.Select((a, i) => a.StartsWith("--", StringComparison.Ordinal) && !a.Contains('=', StringComparison.Ordinal) && (i + 1 == args.Length || args[i + 1].StartsWith("--", StringComparison.Ordinal)) ? a + "=true" : a)];

    private static void Map(WebApplication site, ModuleCatalog modules)
    {
        site.UseForwardedHeaders();
        site.UseSecurityHeaders();
        site.UseFaultPages();
        site.UseRequestLocalization();
        site.MapStaticAssets().AllowAnonymous();
        site.UseRouting();
        site.UseRateLimiter();
        site.UseAuthentication();
        site.UseAuthorization();
        site.MapRazorPages().WithStaticAssets();
        site.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        site.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = c => c.Tags.Contains("ready") }).AllowAnonymous();
        foreach (var module in modules.Modules)
        {
            module.MapEndpoints(site);
        }

        site.MapNotFound();
    }

    /// <summary>The folder the recipes lie in: the checkout when run from it, else the folder of the executable.</summary>
    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "content-recipes")))
            {
                return folder.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }

    // Progress<T> would report from the pool, out of order.
    private sealed class ConsoleProgress : IProgress<string>
    {
        public void Report(string value) => Console.WriteLine($"    {value}");
    }
}

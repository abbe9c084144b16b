using Learning.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Learning.Benchmarks.Site;

/// <summary>A data folder of its own, gone when done with.</summary>
internal sealed class DataDirectory : IDisposable
{
    private DataDirectory(string path) => Path = path;

    public string Path { get; }

    public static DataDirectory Empty() => new(Directory.CreateTempSubdirectory("learning-bench-").FullName);

    /// <summary>Migrates a new database, runs a recipe, then adds to it with the site's own services.</summary>
    public static async Task<DataDirectory> PrepareAsync(string recipe, Func<IServiceProvider, Task>? add = null)
    {
        var data = Empty();
        try
        {
            await using (var site = data.Build("--recipe", recipe, "--Learning:Recipes", System.IO.Path.Combine(Checkout.Root, "content-recipes")))
            {
                await Host.Site.PrepareAsync(site);
                await using var scope = site.Services.CreateAsyncScope();
                await (add?.Invoke(scope.ServiceProvider) ?? Task.CompletedTask);
            }

            SqliteConnection.ClearAllPools();
            return data;
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private WebApplication Build(params string[] arguments) =>
        Host.Site.Build(["--data", Path, .. arguments], Host.Program.Modules(), services => services.AddLogging(l => l.SetMinimumLevel(LogLevel.Warning)));
}

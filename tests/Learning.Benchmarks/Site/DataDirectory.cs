using Learning.Host;
using Learning.Testing;
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

    /// <summary>Connection string of a PostgreSQL database; null for SQLite in the folder.</summary>
    public string? Database { get; private init; }

    public static DataDirectory Empty() => new(Directory.CreateTempSubdirectory("learning-bench-").FullName);

    /// <summary>Migrates a new database, runs a recipe, then adds to it with the site's own services.</summary>
    /// <param name="postgreSql">In the private cluster of the tests, which does not wait for the disk.</param>
    public static async Task<DataDirectory> PrepareAsync(string? recipe, Func<IServiceProvider, Task>? add = null, bool postgreSql = false)
    {
        var data = new DataDirectory(Directory.CreateTempSubdirectory("learning-bench-").FullName) { Database = postgreSql ? await PostgresCluster.CreateDatabaseAsync() : null };
        try
        {
            await using (var site = data.Build([.. recipe is null ? Array.Empty<string>() : ["--recipe", recipe], "--Learning:Recipes", System.IO.Path.Combine(Checkout.Root, "content-recipes")]))
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
        Host.Site.Build(["--data", Path, .. Database is null ? Array.Empty<string>() : ["--database", Database], .. arguments], Host.Program.Modules(), services => services.AddLogging(l => l.SetMinimumLevel(LogLevel.Warning)));
}

using System.Diagnostics;
using Learning.Testing;
using Npgsql;

namespace Learning.WebTests.Framework;

/// <summary>A new site's first start makes its database and has nothing to complain of.</summary>
public sealed class FirstStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("learning-first-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Migrate_NoTablesYet_MakesThemAndLogsNoError(bool databaseIsThere)
    {
        var database = LearningSite.OnPostgreSql ? await PostgresCluster.CreateDatabaseAsync() : null;
        if (database is not null && !databaseIsThere)
        {
            database = new NpgsqlConnectionStringBuilder(database) { Database = $"missing{Guid.CreateVersion7():N}" }.ConnectionString;
        }

        var (code, said) = await MigrateAsync(database);

        Assert.True(code == 0, said);
        Assert.Contains("Database migrated", said, StringComparison.Ordinal);
        // That there was no database is said by who opens it.
        Assert.True(!databaseIsThere || !said.Contains("\"Error\"", StringComparison.Ordinal), said);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("help")]
    public async Task Help_AskedFor_NamesEveryCommandAndStartsNothing(string asked)
    {
        var (code, said) = await RunAsync(asked);

        Assert.Equal(0, code);
        Assert.All(["serve", "migrate", "recipe-schema", "backup", "audit", "field-key", "sign-in-code", "bench-data"], command => Assert.Contains($"learning {command}", said, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    private Task<(int Code, string Said)> MigrateAsync(string? database) =>
        RunAsync(["migrate", "--data", Path.Combine(folder, "data"), .. database is null ? Array.Empty<string>() : ["--database", database]]);

    private async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Learning.Host.dll"), .. arguments])
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}

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

    private async Task<(int Code, string Said)> MigrateAsync(string? database)
    {
        string[] choice = database is null ? [] : ["--database", database];
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Learning.Host.dll"), "migrate", "--data", Path.Combine(folder, "data"), .. choice])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}

using System.Diagnostics;
using Learning.Testing;
using Microsoft.Data.Sqlite;

namespace Learning.WebTests.Framework;

/// <summary>A kill at any moment of migrating leaves a database that the next start brings to the whole schema.</summary>
public sealed class KilledStartTests
{
    [Fact]
    public async Task Migrate_KilledAtAnyMoment_NextStartIsWhole()
    {
        var folder = Directory.CreateTempSubdirectory("learning-killed-").FullName;
        try
        {
            var whole = await TimeOfWholeRunAsync(folder);
            for (var i = 1; i <= 5; i++)
            {
                var data = Path.Combine(folder, $"killed{i}");
                using var process = Start(data);
                if (!process.WaitForExit(whole * (i + 2) / 9))
                {
                    process.Kill(entireProcessTree: true);
                }

                await process.WaitForExitAsync(TestContext.Current.CancellationToken);

                using var again = Start(data);
                await again.WaitForExitAsync(TestContext.Current.CancellationToken);
                Assert.Equal(0, again.ExitCode);
                Assert.Equal(Tables(Path.Combine(folder, "whole")), Tables(data));
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<TimeSpan> TimeOfWholeRunAsync(string folder)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(Path.Combine(folder, "whole"));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return watch.Elapsed;
    }

    private static Process Start(string data)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "Learning.Host.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", host, "migrate", "--data", data, "--recipe", "panzhihua"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        // Nobody reads a full pipe: the child would wait for ever.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static string Tables(string data)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "learning.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_master ORDER BY name)";
        return (string)command.ExecuteScalar()!;
    }
}

using System.Runtime.Versioning;
using Learning.Testing;
using Microsoft.Data.Sqlite;

namespace Learning.WebTests.Media;

/// <summary>The power fails while a film is cut: the next start cuts it whole.</summary>
public sealed class KilledFilmTests
{
    private const string Film = "confidentiality";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task Prepare_ProcessKilledInTheMiddle_NextStartLeavesAWholeFilm()
    {
        var data = Directory.CreateTempSubdirectory("learning-film-").FullName;
        try
        {
            // As slow as the film plays: there is time to strike in the middle.
            var slow = Directory.CreateDirectory(Path.Combine(data, "slow")).FullName;
            await File.WriteAllTextAsync(Path.Combine(slow, "ffmpeg"), "#!/bin/sh\nPATH=${PATH#*:}\nexec ffmpeg -re \"$@\"\n", Cancellation);
            File.SetUnixFileMode(Path.Combine(slow, "ffmpeg"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            await using (var killed = await StartAsync(data, $"{slow}:{Environment.GetEnvironmentVariable("PATH")}", "--recipe", "panzhihua-demo"))
            {
                await UntilAsync(() => Directory.Exists(Unfinished(data)) && Directory.EnumerateFiles(Unfinished(data), "*.ts").Any());
                await killed.KillAsync();
            }

            Assert.False(Directory.Exists(Path.Combine(data, "films", Film)), "The film was put in place before it was whole.");
            // The minute a lease lasts is over.
            await AskAsync(data, "UPDATE framework_job SET \"LeasedUntil\" = 0 WHERE \"Kind\" = 'prepare-film' AND \"FinishedAt\" IS NULL");
            await using var next = await StartAsync(data, Environment.GetEnvironmentVariable("PATH")!);
            await UntilAsync(() => Directory.Exists(Path.Combine(data, "films", Film)));

            Assert.EndsWith("#EXT-X-ENDLIST", (await File.ReadAllTextAsync(Path.Combine(data, "films", Film, "index.m3u8"), Cancellation)).TrimEnd(), StringComparison.Ordinal);
            Assert.False(Directory.Exists(Unfinished(data)));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(data, recursive: true);
        }
    }

    private static string Unfinished(string data) => Path.Combine(data, "films", ".unfinished-" + Film);

    private static Task<SiteProcess> StartAsync(string data, string path, params string[] more) => SiteProcess.StartAsync(
        "env", [$"PATH={path}", "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "Learning.Host.dll"), "serve", "--data", data, .. more], "/health/live", AppContext.BaseDirectory, Cancellation);

    private static async Task UntilAsync(Func<bool> reached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (!reached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    private static async Task AskAsync(string data, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "learning.db")};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync(Cancellation));
    }
}

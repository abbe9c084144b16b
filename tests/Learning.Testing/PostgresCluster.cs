using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Learning.Testing;

/// <summary>A private PostgreSQL of this test run: made when first asked for, gone when the run ends.</summary>
/// <remarks>
/// Each test assembly names it as its assembly fixture. Stopping it and deleting hundreds of databases takes longer than
/// the runner waits for a process to end, so that is done inside the run; the end of the process is for what has no runner.
/// </remarks>
public sealed class PostgresCluster : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Started = new(StartAsync);
    private static Action? stop;

    /// <summary>Connection string of the cluster's <c>postgres</c> database.</summary>
    public static Task<string> ConnectionStringAsync() => Started.Value;

    /// <summary>A connection string of a new database, a copy of another when named.</summary>
    public static async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var server = await ConnectionStringAsync();
        var name = $"t{Guid.CreateVersion7():N}";
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template}";
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    public ValueTask DisposeAsync()
    {
        StopOnce();
        return ValueTask.CompletedTask;
    }

    private static void StopOnce() => Interlocked.Exchange(ref stop, null)?.Invoke();

    private static async Task<string> StartAsync()
    {
        var tools = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        if (tools is null)
        {
            throw new InvalidOperationException("PostgreSQL is missing. Run: apt-get install postgresql");
        }

        var folder = Path.Combine(Path.GetTempPath(), $"learning-pg-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        var port = FreePort();
        var root = Environment.UserName == "root";
        if (root)
        {
            await RunAsync("chown", "postgres", folder);
        }

        // initdb refuses root.
        string[] As(params string[] command) => root ? ["runuser", "-u", "postgres", "--", .. command] : command;
        var data = Path.Combine(folder, "data");
        await RunAsync(As(Path.Combine(tools, "initdb"), "-D", data, "-U", "postgres", "--locale=C", "--encoding=UTF8", "--auth=trust", "--no-sync"));
        await RunAsync(As(
            Path.Combine(tools, "pg_ctl"), "-D", data, "-w", "-l", Path.Combine(folder, "log"),
            "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=400", "start"));
        stop = () => Stop(As(Path.Combine(tools, "pg_ctl"), "-D", data, "-m", "immediate", "stop"), folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => StopOnce();
        return $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Maximum Pool Size=16";
    }

    private static void Stop(string[] command, string folder)
    {
        using var stop = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
        stop?.WaitForExit();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(params string[] command)
    {
        // pg_ctl leaves the server holding its output, so nothing may wait for its end.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "\"$@\" >/dev/null 2>&1", "sh", .. command]);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(command[0])} ended with {process.ExitCode}: {string.Join(' ', command)}");
        }
    }
}

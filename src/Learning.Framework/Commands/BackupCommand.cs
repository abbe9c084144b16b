using System.Globalization;
using Learning.Core;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Learning.Framework.Commands;

/// <summary><c>backup --to FOLDER</c>: database, keys and uploads of one moment, while the site runs. Prepared films are left out: they are prepared again.</summary>
internal sealed class BackupCommand(LearningDbContext db, DatabaseChoice choice, DataFolder data, TimeProvider clock) : ISiteCommand
{
    private const string Films = "films", Head = "keys/audit-head";

    public string Name => "backup";

    public bool Prepares => false;

    public string Usage => "learning backup --to FOLDER    writes FOLDER/learning-<time> with database, keys and uploads; on PostgreSQL it says how to add the database";

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellation)
    {
        var folder = line.Text("to");
        line.RefuseOthers();
        if (string.IsNullOrWhiteSpace(folder) || line.Words.Count > 0)
        {
            throw new CommandException("backup: name the folder to write into with --to.");
        }

        if ((Path.GetFullPath(folder) + Path.DirectorySeparatorChar).StartsWith(Path.GetFullPath(data.Path) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new CommandException("备份要放在数据目录以外。--to: a backup inside the data folder would be lost with it.");
        }

        await ExistingDatabase.RequireAsync(choice, db, cancellation);
        var name = "learning-" + TimeZoneInfo.ConvertTime(clock.Instant(), SiteClock.Shanghai).ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var target = Path.Combine(Path.GetFullPath(folder), name);
        var draft = target + ".partial";
        if (Directory.Exists(target) || Directory.Exists(draft))
        {
            throw new CommandException($"{name} is there already: wait a second and try again.");
        }

        try
        {
            MakePrivate(draft);
            // A head newer than the database beside it would read as a chain cut short; any file of keys newer than it does no harm.
            var files = Files().OrderBy(f => f != Head).ToList();
            Copy(files.Where(f => f == Head), draft);
            if (choice.IsSqlite)
            {
                await db.Database.ExecuteSqlRawAsync("VACUUM INTO {0}", [Path.Combine(draft, "learning.db")], cancellation);
            }

            Copy(Files().Where(f => f != Head), draft);
            Directory.Move(draft, target);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"备份没有写成。The backup could not be written: {trouble.Message}");
        }

        await output.WriteLineAsync($"已备份 Backed up: {target}");
        if (!choice.IsSqlite)
        {
            var server = new NpgsqlConnectionStringBuilder(choice.ConnectionString);
            await output.WriteLineAsync("数据库另外备份 The database is backed up by its own tool, after the files:");
            await output.WriteLineAsync($"  pg_dump --format=custom --host={server.Host} --port={server.Port} --username={server.Username} --file=learning.dump {server.Database}");
        }

        await output.WriteLineAsync("keys 能打开证书和手机号，和数据库分开保管。The folder keys opens certificates and sealed fields: keep it apart from the database.");
        return 0;
    }

    /// <summary>All of the data folder but the database, what belongs to it, and films.</summary>
    private IEnumerable<string> Files()
    {
        var database = choice.IsSqlite ? choice.File : "";
        return Directory.Exists(data.Path)
            ? Directory.EnumerateFiles(data.Path, "*", SearchOption.AllDirectories)
                .Where(f => database.Length == 0 || !f.StartsWith(database, StringComparison.Ordinal))
                .Select(f => Path.GetRelativePath(data.Path, f).Replace('\\', '/'))
                .Where(f => !f.StartsWith(Films + "/", StringComparison.Ordinal))
            : [];
    }

    private void Copy(IEnumerable<string> files, string to)
    {
        foreach (var file in files)
        {
            var copy = Path.Combine(to, file);
            MakePrivate(Path.GetDirectoryName(copy)!);
            try
            {
                File.Copy(Path.Combine(data.Path, file), copy);
            }
            catch (FileNotFoundException)
            {
                // A draft of the running site that was renamed meanwhile: under its own name it is copied too.
                continue;
            }
        }
    }

    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}

using Learning.Core;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Learning.Framework.Data;

/// <summary>Brings the database to this version's schema: locked, backed up, restored on failure; a kill at any moment leaves the old or the new schema.</summary>
public sealed class DatabaseMigrator(IServiceScopeFactory scopes, DatabaseChoice choice, TimeProvider clock, ILogger<DatabaseMigrator> log)
{
    /// <returns>Names of the migrations applied.</returns>
    /// <exception cref="DatabaseRefusedException">A newer version migrated it, or another process is migrating it.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDbContext>();
        if (!choice.IsSqlite)
        {
            return await MigrateAsync(db, await PendingAsync(db, cancellation), cancellation);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(choice.File)!);
        await using var alone = Lock();
        var existed = File.Exists(choice.File) && new FileInfo(choice.File).Length > 0;
        var pending = await PendingAsync(db, cancellation);
        if (existed)
        {
            await ClearStaleLockAsync(db, cancellation);
        }

        if (pending.Count == 0)
        {
            await AppendOnly.EnsureTriggersAsync(db, cancellation);
            return [];
        }

        var backup = existed ? await BackUpAsync(db, cancellation) : null;
        try
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellation);
            return await MigrateAsync(db, pending, cancellation);
        }
        catch (Exception failure) when (backup is not null)
        {
            log.LogError(failure, "The migration failed; the backup {Backup} is put back", Path.GetFileName(backup));
            await db.Database.CloseConnectionAsync();
            SqliteConnection.ClearAllPools();
            File.Delete(choice.File + "-wal");
            File.Delete(choice.File + "-shm");
            File.Copy(backup, choice.File, overwrite: true);
            throw;
        }
    }

    /// <summary>What a newer version did to the database that this one does not know.</summary>
    internal static async Task<IReadOnlyList<string>> UnknownAsync(LearningDbContext db, CancellationToken cancellation) =>
        [.. (await AppliedAsync(db, cancellation)).Except(db.Database.GetMigrations(), StringComparer.Ordinal)];

    /// <summary>An empty database of PostgreSQL is given its history first: asked for a missing one, it logs an error.</summary>
    private static async Task<List<string>> AppliedAsync(LearningDbContext db, CancellationToken cancellation)
    {
        if (!db.Database.IsSqlite() && await db.Database.CanConnectAsync(cancellation))
        {
            await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellation);
        }

        return [.. await db.Database.GetAppliedMigrationsAsync(cancellation)];
    }

    private static async Task<IReadOnlyList<string>> MigrateAsync(LearningDbContext db, IReadOnlyList<string> pending, CancellationToken cancellation)
    {
        await db.Database.MigrateAsync(cancellation);
        await AppendOnly.EnsureTriggersAsync(db, cancellation);
        return pending;
    }

    /// <summary>A program run on a schema it does not know would write what the newer one no longer reads, or break half-way.</summary>
    private async Task<IReadOnlyList<string>> PendingAsync(LearningDbContext db, CancellationToken cancellation)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = await AppliedAsync(db, cancellation);
        return applied.Except(known, StringComparer.Ordinal).ToList() is { Count: > 0 } unknown ? throw Newer(string.Join(", ", unknown)) : [.. known.Except(applied, StringComparer.Ordinal)];
    }

    private DatabaseRefusedException Newer(string migrations)
    {
        var (chinese, english) = choice.IsSqlite
            ? ($"放回升级前自动留下的备份（{Path.GetFileName(choice.File)}.<时间>.bak）", $"put back the copy that was made before that upgrade ({Path.GetFileName(choice.File)}.<time>.bak)")
            : ("恢复升级前的pg_dump备份", "restore the pg_dump made before that upgrade");
        return new DatabaseRefusedException($"""
            数据库已由更新的版本升级过，本程序不认识它的结构（{migrations}），所以没有启动，数据没有改动。请启动新版本的程序，或{chinese}。
            The database was upgraded by a newer version to a schema this program does not know ({migrations}). It did not start and changed nothing. Start the newer version, or {english}.
            """);
    }

    private FileStream Lock()
    {
        try
        {
            return new FileStream(choice.File + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.None);
        }
        catch (IOException inUse)
        {
            throw new DatabaseRefusedException(
                $"另一个进程正在升级{Path.GetFileName(choice.File)}：请等它结束再启动。Another process is migrating {Path.GetFileName(choice.File)}: wait for it to end, then start again.", inUse);
        }
    }

    private static async Task ClearStaleLockAsync(LearningDbContext db, CancellationToken cancellation)
    {
        // Under our own file lock nobody else migrates: a row left by a kill would make the start wait for ever.
        var left = await db.Database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellation);
        if (left > 0)
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancellation);
        }
    }

    private async Task<string> BackUpAsync(LearningDbContext db, CancellationToken cancellation)
    {
        var name = $"{choice.File}.{clock.GetUtcNow():yyyyMMddHHmmss}.bak";
        File.Delete(name);
        await db.Database.ExecuteSqlRawAsync("VACUUM INTO {0}", [name], cancellation);
        return name;
    }
}

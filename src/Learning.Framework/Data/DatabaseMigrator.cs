using Learning.Core;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Learning.Framework.Data;

/// <summary>Brings the database to this version's schema: locked, backed up, restored on failure; a kill at any moment leaves the old or the new schema.</summary>
public sealed class DatabaseMigrator(IServiceScopeFactory scopes, DatabaseChoice choice, TimeProvider clock, ILogger<DatabaseMigrator> log)
{
    /// <returns>Names of the migrations applied.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDbContext>();
        if (!choice.IsSqlite)
        {
            return await MigrateAsync(db, cancellation);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(choice.File)!);
        await using var alone = Lock();
        var existed = File.Exists(choice.File) && new FileInfo(choice.File).Length > 0;
        if (existed)
        {
            await ClearStaleLockAsync(db, cancellation);
        }

        if (!(await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            await AppendOnly.EnsureTriggersAsync(db, cancellation);
            return [];
        }

        var backup = existed ? await BackUpAsync(db, cancellation) : null;
        try
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellation);
            return await MigrateAsync(db, cancellation);
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

    private static async Task<IReadOnlyList<string>> MigrateAsync(LearningDbContext db, CancellationToken cancellation)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).ToList();
        await db.Database.MigrateAsync(cancellation);
        await AppendOnly.EnsureTriggersAsync(db, cancellation);
        return pending;
    }

    private FileStream Lock()
    {
        try
        {
            return new FileStream(choice.File + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.None);
        }
        catch (IOException inUse)
        {
            throw new InvalidOperationException($"Another process is migrating {Path.GetFileName(choice.File)}: wait for it to end, then start again.", inUse);
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

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Learning.Framework.Data;

/// <summary>Room for units of work that write very many rows.</summary>
public static class ManyRows
{
    /// <summary>
    /// Keeps one connection until disposed. On SQLite it holds a large unit's pages in memory instead of writing and reading them again and again,
    /// and the log goes back into the database beside the gate, not in the unit's commit. Elsewhere it changes nothing.
    /// </summary>
    public static async Task<IAsyncDisposable> OpenForManyRowsAsync(this LearningDbContext db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var room = new Room(db);
        await room.SayAsync("PRAGMA cache_size=-128000; PRAGMA wal_autocheckpoint=0;", cancellation);
        return room;
    }

    private sealed class Room(LearningDbContext db) : IAsyncDisposable
    {
        public async Task SayAsync(string pragmas, CancellationToken cancellation)
        {
            if (db.Database.GetDbConnection() is SqliteConnection sqlite)
            {
                await using var command = sqlite.CreateCommand();
                command.CommandText = pragmas;
                await command.ExecuteNonQueryAsync(cancellation);
            }
        }

        /// <summary>Without waiting for readers: what they still need stays in the log until the next time.</summary>
        public async ValueTask DisposeAsync()
        {
            await SayAsync($"PRAGMA wal_checkpoint(PASSIVE); PRAGMA wal_autocheckpoint=1000; {SqlitePragmas.CacheSize}", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }
}

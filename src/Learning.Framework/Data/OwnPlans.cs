using System.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Framework.Data;

/// <summary>
/// While it is held, PostgreSQL plans each question for the values it is asked with. A page's plan is kept for the next page; who asks batch
/// after batch with lists of thousands would be answered by the plan of a short list, which compares every row with the whole list.
/// For reading only: the checks of foreign keys would be planned anew for every row written, too.
/// </summary>
public sealed class OwnPlans : IAsyncDisposable
{
    private readonly LearningDbContext? db;

    private OwnPlans(LearningDbContext? db) => this.db = db;

    /// <summary>Keeps the context's connection open, since it is said of a connection. SQLite always plans anew.</summary>
    public static async Task<OwnPlans> BeginAsync(LearningDbContext db, CancellationToken cancellation)
    {
        if (db.Database.IsSqlite())
        {
            return new OwnPlans(null);
        }

        await db.Database.OpenConnectionAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync("SET plan_cache_mode = force_custom_plan", cancellation);
        return new OwnPlans(db);
    }

    public async ValueTask DisposeAsync()
    {
        if (db is null)
        {
            return;
        }

        // A broken connection does not go back to the pool.
        if (db.Database.GetDbConnection().State == ConnectionState.Open)
        {
            await db.Database.ExecuteSqlRawAsync("RESET plan_cache_mode", CancellationToken.None);
        }

        await db.Database.CloseConnectionAsync();
    }
}

using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.Framework;

public sealed class PragmaTests
{
    [Fact]
    public async Task Connection_OpenedAgainFromThePool_KeepsItsPragmas()
    {
        await using var site = await LearningSite.StartAsync(recipe: null, postgreSql: false);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal([2, -16000, 1, 2], await site.AskDatabaseAsync(db => db.Database.SqlQueryRaw<int>(
                """
                SELECT synchronous AS "Value" FROM pragma_synchronous UNION ALL SELECT cache_size FROM pragma_cache_size
                UNION ALL SELECT foreign_keys FROM pragma_foreign_keys UNION ALL SELECT temp_store FROM pragma_temp_store
                """).ToListAsync()));
        }
    }
}

using Learning.Framework.Data;
using Learning.Host;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Framework;

public sealed class PragmaTests
{
    [Fact]
    public async Task Connection_OpenedAgainFromThePool_KeepsItsPragmas()
    {
        var folder = Directory.CreateTempSubdirectory("learning-pragmas-").FullName;
        // Not started: what is compiled at work would be compiled for this database, and other tests may run on PostgreSQL.
        await using (var site = Site.Build(["--data", folder, "--urls", "http://127.0.0.1:0"], Program.Modules()))
        {
            for (var i = 0; i < 3; i++)
            {
                await using var scope = site.Services.CreateAsyncScope();
                Assert.Equal([2, -16000, 1, 2], await scope.ServiceProvider.GetRequiredService<LearningDbContext>().Database.SqlQueryRaw<int>(
                    """
                    SELECT synchronous AS "Value" FROM pragma_synchronous UNION ALL SELECT cache_size FROM pragma_cache_size
                    UNION ALL SELECT foreign_keys FROM pragma_foreign_keys UNION ALL SELECT temp_store FROM pragma_temp_store
                    """).ToListAsync(TestContext.Current.CancellationToken));
            }
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}

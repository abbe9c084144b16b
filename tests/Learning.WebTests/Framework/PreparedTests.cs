using Learning.Framework.Data;
using Learning.Host;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Learning.WebTests.Framework;

/// <summary>PostgreSQL plans what is asked again and again once in a connection, unless the connection string says otherwise.</summary>
public sealed class PreparedTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Host=db;Database=city", 200, 16)]
    [InlineData("Host=db;Database=city;Max Auto Prepare=0;maximum pool size=40", 0, 40)]
    [InlineData("Host=db;Database=city;MaxAutoPrepare=20;MaxPoolSize=8", 20, 8)]
    public void From_WhatIsSaid_IsKept(string setting, int statements, int connections)
    {
        var kept = new NpgsqlConnectionStringBuilder(DatabaseChoice.From(setting, "data").ConnectionString);
        Assert.Equal((statements, connections), (kept.MaxAutoPrepare, kept.MaxPoolSize));
    }

    [Fact]
    public async Task Connection_AskedTheSameAgain_HasItPrepared()
    {
        var folder = Directory.CreateTempSubdirectory("learning-prepared-").FullName;
        // Not started: what is compiled at work would be compiled for this database, and other tests may run on SQLite.
        await using (var site = Site.Build(["--data", folder, "--database", await PostgresCluster.CreateDatabaseAsync(), "--urls", "http://127.0.0.1:0"], Program.Modules()))
        {
            await using var scope = site.Services.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<LearningDbContext>().Database;
            await database.OpenConnectionAsync(Cancellation);
            for (var i = 0; i < 8; i++)
            {
                Assert.Equal(7, await database.SqlQueryRaw<int>("SELECT 7 AS \"Value\"").FirstAsync(Cancellation));
            }

            Assert.Equal("auto", await ModeAsync(database));
            await using (await OwnPlans.BeginAsync(scope.ServiceProvider.GetRequiredService<LearningDbContext>(), Cancellation))
            {
                Assert.Equal("force_custom_plan", await ModeAsync(database));
            }

            Assert.Equal("auto", await ModeAsync(database));
            var prepared = await database.SqlQueryRaw<string>("SELECT statement AS \"Value\" FROM pg_prepared_statements").ToListAsync(Cancellation);
            Assert.Contains(prepared, s => s.Contains("SELECT 7", StringComparison.Ordinal));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static Task<string> ModeAsync(DatabaseFacade database) => database.SqlQueryRaw<string>("SELECT current_setting('plan_cache_mode') AS \"Value\"").SingleAsync(Cancellation);
}

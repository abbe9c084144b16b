using Learning.Core;
using Learning.Framework.Data;
using Learning.Host;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Framework;

/// <summary>The migrations make exactly the model's schema, and what is written once stays so for whoever comes by SQL.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task Migrations_Schema_IsTheModels()
    {
        await using var site = await LearningSite.StartAsync(recipe: null);
        var migrated = await site.AskDatabaseAsync(ShapeAsync);

        var fresh = LearningSite.OnPostgreSql ? await PostgresCluster.CreateDatabaseAsync() : Path.Combine(site.DataFolder, "model.db");
        await using var other = Site.Build(["--data", site.DataFolder, "--database", fresh, "--urls", "http://127.0.0.1:0"], Program.Modules());
        await using var scope = other.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDbContext>();
        await db.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        var modelled = await ShapeAsync(db);

        Assert.False(db.Database.HasPendingModelChanges(), "The model changed: ./learning migration NAME");
        Assert.NotEmpty(modelled);
        Assert.Equal(modelled, migrated);
    }

    /// <summary>A site that runs has recorded its first migration by this name: under another it would be made again, on tables that are there.</summary>
    [Fact]
    public async Task Migrations_First_IsTheOneThatWasReleased()
    {
        await using var site = await LearningSite.StartAsync(recipe: null);

        var first = await site.AskDatabaseAsync(db => Task.FromResult(db.Database.GetMigrations().First()));

        Assert.Equal(Released.ReleasedDatabase.First, first);
    }

    [Fact]
    public async Task AppendOnlyTables_ChangedBySql_Refuse()
    {
        await using var site = await LearningSite.StartAsync();
        var entities = await site.AskDatabaseAsync(db => Task.FromResult(db.Model.GetEntityTypes()
            .Where(e => typeof(IAppendOnly).IsAssignableFrom(e.ClrType) || typeof(IHistory).IsAssignableFrom(e.ClrType)).ToList()));
        var tried = 0;
        foreach (var entity in entities)
        {
            var table = entity.GetTableName()!;
            var filed = typeof(IFiled).IsAssignableFrom(entity.ClrType);
            var column = entity.GetProperties().OrderByDescending(p => p.ClrType == typeof(string) || (p.ClrType == typeof(Guid) && !filed)).First().GetColumnName(StoreObjectIdentifier.Table(table));
            if (await CountAsync(site, $"SELECT count(*) AS \"Value\" FROM {table}") == 0)
            {
                continue;
            }

            tried++;
            await RefusedAsync(site, $"DELETE FROM {table}");
            var history = typeof(IHistory).IsAssignableFrom(entity.ClrType);
            await RefusedAsync(site, history ? $"UPDATE {table} SET \"RecordedAt\" = {(LearningSite.OnPostgreSql ? "now()" : "1")}" : $"UPDATE {table} SET \"{column}\" = {(filed ? "'x'" : $"\"{column}\"")}");
        }

        Assert.True(tried >= 5, $"only {tried} append-only tables hold rows in the demo city");
        var triggers = await site.AskDatabaseAsync(db => db.Database.SqlQueryRaw<int>(LearningSite.OnPostgreSql
            ? "SELECT count(*)::int AS \"Value\" FROM pg_trigger WHERE tgname LIKE '%\\_no\\_update' OR tgname LIKE '%\\_no\\_delete'"
            : "SELECT count(*) AS \"Value\" FROM sqlite_master WHERE type = 'trigger' AND (name LIKE '%_no_update' OR name LIKE '%_no_delete')").SingleAsync());
        Assert.Equal(entities.Count * 2, triggers);
    }

    private static async Task RefusedAsync(LearningSite site, string sql)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => site.AskDatabaseAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }

    private static Task<int> CountAsync(LearningSite site, string sql) => site.AskDatabaseAsync(async db => (int)await db.Database.SqlQueryRaw<long>(sql).SingleAsync());

    internal static async Task<List<string>> ShapeAsync(LearningDbContext db) => LearningSite.OnPostgreSql
        ? await db.Database.SqlQueryRaw<string>("""
            SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(character_maximum_length::text, '') AS "Value"
            FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\_\_EF%'
            UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\_\_EF%'
            UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE '%EFMigrations%'
            ORDER BY 1
            """).ToListAsync()
        : await db.Database.SqlQueryRaw<string>("""
            SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS "Value" FROM sqlite_master
            WHERE type IN ('table', 'index') AND name NOT LIKE '\_\_EF%' ESCAPE '\' AND name NOT LIKE 'sqlite%' ORDER BY 1
            """).ToListAsync();
}

using System.Data.Common;
using System.Runtime.CompilerServices;
using Learning.Framework.Accounts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Learning.Framework.Data;

/// <summary>Which database: a file beside the site, or PostgreSQL when the connection string names a host.</summary>
public sealed record DatabaseChoice(string ConnectionString, bool IsSqlite)
{
    public const string SqliteMigrations = "Learning.Migrations.Sqlite", PostgreSqlMigrations = "Learning.Migrations.PostgreSql";

    /// <param name="setting">Empty for SQLite in the data folder, a path of a file, or <c>Host=…;Database=…</c>.</param>
    public static DatabaseChoice From(string? setting, string dataFolder)
    {
        if (setting?.Contains("Host=", StringComparison.OrdinalIgnoreCase) == true)
        {
            var builder = new NpgsqlConnectionStringBuilder(setting) { NoResetOnClose = true, Timezone = "UTC" };
            // Npgsql's own builder says of every keyword it knows that it is there.
            var said = new DbConnectionStringBuilder { ConnectionString = setting };
            bool Says(params string[] names) => names.Any(said.ContainsKey);
            builder.MaxPoolSize = Says("Maximum Pool Size", "MaxPoolSize") ? builder.MaxPoolSize : 16;
            // Planned once in a connection. A pooler that lends connections out by the transaction may need 0, said in the setting.
            builder.MaxAutoPrepare = Says("Max Auto Prepare", "MaxAutoPrepare") ? builder.MaxAutoPrepare : 200;
            return new DatabaseChoice(builder.ConnectionString, false);
        }

        var file = string.IsNullOrWhiteSpace(setting) ? Path.Combine(dataFolder, "learning.db") : Path.GetFullPath(setting);
        return new DatabaseChoice($"Data Source={file};Default Timeout=10;Cache=Private;Pooling=True", true);
    }

    public string File => new SqliteConnectionStringBuilder(ConnectionString).DataSource;
}

public static class DatabaseServices
{
    public static IServiceCollection AddLearningDatabase(this IServiceCollection services, DatabaseChoice choice)
    {
        services.AddSingleton(choice);
        services.AddSingleton(_ => new WriteGate(choice.IsSqlite));
        services.AddSingleton<DatabaseMigrator>();
        // One set of options for the site: made for each request, with their warnings and interceptors, they cost as much as a query.
        return services.AddDbContext<LearningDbContext>(options => Configure(options, choice), optionsLifetime: ServiceLifetime.Singleton);
    }

    public static void Configure(DbContextOptionsBuilder options, DatabaseChoice choice)
    {
        // A list is one parameter, however long: one text of SQL, compiled and planned once.
        if (choice.IsSqlite)
        {
            options.UseSqlite(choice.ConnectionString, o => o.MigrationsAssembly(DatabaseChoice.SqliteMigrations).CommandTimeout(60).UseParameterizedCollectionMode(ParameterTranslationMode.Parameter));
            options.AddInterceptors(SqlitePragmas.Instance);
        }
        else
        {
            options.UseNpgsql(choice.ConnectionString, o => o.MigrationsAssembly(DatabaseChoice.PostgreSqlMigrations).CommandTimeout(60).UseParameterizedCollectionMode(ParameterTranslationMode.Parameter));
        }

        options.ConfigureWarnings(w => w.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning, RelationalEventId.AmbientTransactionWarning));
    }
}

/// <summary>Sets what SQLite forgets at each connection; a pooled one remembers, and is opened for every query.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public static readonly SqlitePragmas Instance = new();
    public const string CacheSize = "PRAGMA cache_size=-16000;";
    private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; " + CacheSize + " PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;";
    private readonly ConditionalWeakTable<object, object> set = [];

    public override void ConnectionOpened(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData)
    {
        if (set.TryAdd(((SqliteConnection)connection).Handle!, Pragmas))
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }
    }

    public override Task ConnectionOpenedAsync(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}

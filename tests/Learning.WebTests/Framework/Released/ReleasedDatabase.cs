using System.IO.Compression;
using Learning.Framework.Data;
using Learning.Host;
using Learning.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Learning.WebTests.Framework.Released;

/// <summary>
/// A site as the first release left it: the schema of its one migration and, in it, what that release's own program wrote: its demonstration, a roster brought in
/// and undone, one applied, an erasure, audit rows in their chain, with the keys that open what is sealed.
/// </summary>
/// <remarks>
/// The files beside it: <c>sqlite3 learning.db '.dump --data-only'</c> and <c>pg_dump --data-only --rows-per-insert=500</c> of that site on either database,
/// without the table of migrations, and <c>tar</c> of its folder <c>keys</c>; all with <c>gzip -9</c>.
/// </remarks>
internal static class ReleasedDatabase
{
    public static string First => LearningSite.OnPostgreSql ? "20261122093329_Initial" : "20261122093300_Initial";

    /// <returns>The connection string on PostgreSQL; null for a file in the folder.</returns>
    public static async Task<string?> MakeAsync(string folder, CancellationToken cancellation)
    {
        var database = LearningSite.OnPostgreSql ? await PostgresCluster.CreateDatabaseAsync() : null;
        await using (var keys = Open(LearningSite.OnPostgreSql ? "initial.postgresql.keys.tar.gz" : "initial.sqlite.keys.tar.gz"))
        {
            await System.Formats.Tar.TarFile.ExtractToDirectoryAsync(keys, folder, overwriteFiles: false, cancellation);
        }

        await using var site = Build(folder, database);
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDbContext>();
        await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellation);
        await db.GetService<IMigrator>().MigrateAsync(First, cancellation);
        await FillAsync(scope.ServiceProvider.GetRequiredService<DatabaseChoice>(), cancellation);
        return database;
    }

    /// <summary>Not started: nothing works in the background.</summary>
    public static Microsoft.AspNetCore.Builder.WebApplication Build(string folder, string? database) =>
        Site.Build(["--data", folder, "--urls", "http://127.0.0.1:0", .. database is null ? Array.Empty<string>() : ["--database", database]], Program.Modules());

    private static async Task FillAsync(DatabaseChoice choice, CancellationToken cancellation)
    {
        await using var file = Open(choice.IsSqlite ? "initial.sqlite.sql.gz" : "initial.postgresql.sql.gz");
        using var text = new StreamReader(file);
        // A connection of its own: what a dump sets stays with it.
        await using System.Data.Common.DbConnection connection = choice.IsSqlite
            ? new SqliteConnection(new SqliteConnectionStringBuilder(choice.ConnectionString) { Pooling = false }.ConnectionString)
            : new NpgsqlConnection(new NpgsqlConnectionStringBuilder(choice.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        // Rows come table by table, not in the order of their foreign keys.
        command.CommandText = (choice.IsSqlite ? "" : "SET session_replication_role = replica; ") + await text.ReadToEndAsync(cancellation);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static GZipStream Open(string name) => new(typeof(ReleasedDatabase).Assembly.GetManifestResourceStream(name)!, CompressionMode.Decompress);
}

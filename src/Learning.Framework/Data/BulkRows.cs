using System.Globalization;
using Learning.Core.People;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using SQLitePCL;

namespace Learning.Framework.Data;

/// <summary>Adds very many rows as fast as the database takes them, past the change tracker: 200,000 rows in two seconds instead of twelve.</summary>
public static class BulkRows
{
    /// <summary>Inside a unit of work. The rows carry their own ids; nothing is tracked, so tell whatever must hear of them.</summary>
    /// <param name="written">Hears now and then how many are in.</param>
    public static async Task<int> AddManyAsync<T>(this LearningDbContext db, IEnumerable<T> rows, CancellationToken cancellation, Action<int>? written = null)
        where T : class
    {
        db.RequireWriting();
        if (typeof(T) == typeof(Organisation))
        {
            db.ForgetOrganisations();
        }

        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new ArgumentException($"{typeof(T).Name} is no entity.", nameof(rows));
        var columns = Columns(entity);
        return db.Database.GetDbConnection() switch
        {
            SqliteConnection sqlite => Insert(sqlite, entity, columns, rows, written, cancellation),
            NpgsqlConnection postgres => await CopyAsync(postgres, entity, columns, rows, written, cancellation),
            var other => throw new NotSupportedException(other.GetType().Name),
        };
    }

    /// <summary>After very many rows: until PostgreSQL has looked at them, it plans as if there were few.</summary>
    public static Task AnalyzeAsync<T>(this LearningDbContext db, CancellationToken cancellation)
        where T : class
    {
        var statement = $"ANALYZE \"{db.Model.FindEntityType(typeof(T))!.GetTableName()}\"";
        return db.Database.IsSqlite() ? Task.CompletedTask : db.Database.ExecuteSqlRawAsync(statement, cancellation);
    }

    private const int Tell = 10_000;

    /// <summary>One statement, bound by place: a command looks every parameter up by name, which for a wide row takes longer than writing it.</summary>
    private static int Insert<T>(SqliteConnection connection, IEntityType entity, List<Column> columns, IEnumerable<T> rows, Action<int>? written, CancellationToken cancellation)
        where T : class
    {
        var sql = $"INSERT INTO \"{entity.GetTableName()}\" ({Names(columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})";
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement), connection.Handle);
        using (statement)
        {
            var count = 0;
            foreach (var row in rows)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var i = 0; i < columns.Count; i++)
                {
                    SqliteException.ThrowExceptionForRC(Bind(statement, i + 1, columns[i].Of(row)), connection.Handle);
                }

                var done = raw.sqlite3_step(statement);
                if (done != raw.SQLITE_DONE)
                {
                    SqliteException.ThrowExceptionForRC(done, connection.Handle);
                }

                raw.sqlite3_reset(statement);
                if (++count % Tell == 0)
                {
                    written?.Invoke(count);
                }
            }

            return count;
        }
    }

    /// <summary>Values as a parameter of Microsoft.Data.Sqlite would keep them.</summary>
    private static int Bind(sqlite3_stmt statement, int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        string text => raw.sqlite3_bind_text(statement, place, text),
        Guid id => raw.sqlite3_bind_text(statement, place, id.ToString().ToUpperInvariant()),
        DateOnly day => raw.sqlite3_bind_text(statement, place, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        bool yes => raw.sqlite3_bind_int64(statement, place, yes ? 1 : 0),
        int number => raw.sqlite3_bind_int64(statement, place, number),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        short or byte => raw.sqlite3_bind_int64(statement, place, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        double number => raw.sqlite3_bind_double(statement, place, number),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(statement, place, 0),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    private static async Task<int> CopyAsync<T>(
        NpgsqlConnection connection, IEntityType entity, List<Column> columns, IEnumerable<T> rows, Action<int>? written, CancellationToken cancellation)
        where T : class
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY \"{entity.GetTableName()}\" ({Names(columns)}) FROM STDIN (FORMAT BINARY)", cancellation);
        var count = 0;
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            foreach (var column in columns)
            {
                if (column.Of(row) is { } value)
                {
                    await copy.WriteAsync(value, column.Type, cancellation);
                }
                else
                {
                    await copy.WriteNullAsync(cancellation);
                }
            }

            if (++count % Tell == 0)
            {
                written?.Invoke(count);
            }
        }

        await copy.CompleteAsync(cancellation);
        return count;
    }

    private static string Names(List<Column> columns) => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));

    private static List<Column> Columns(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!);
        return [.. entity.GetProperties().Where(p => p.PropertyInfo is not null).Select(p => new Column(p, p.GetColumnName(table)!))];
    }

    private sealed class Column(IProperty property, string name)
    {
        private readonly Func<object?, object?>? convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Name => name;

        /// <summary>Without its length: <c>character varying</c>.</summary>
        public string Type { get; } = ((RelationalTypeMapping)property.GetTypeMapping()).StoreTypeNameBase;

        public object? Of(object row)
        {
            var value = property.PropertyInfo!.GetValue(row);
            return value is null || convert is null ? value : convert(value);
        }
    }
}

using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Learning.Framework.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Learning.Certificates.Services;

/// <summary>What the register holds under a number.</summary>
/// <param name="Decision">Kind of the latest decision; null when there is none.</param>
internal sealed record RegisteredCertificate(byte[] Token, string HolderName, string Title, string? Decision, DateOnly? DecidedOn);

/// <summary>Finds a certificate by its number: the one query of verification, prepared once for each of a few connections that stay open.</summary>
internal sealed class RegisterLookup(DatabaseChoice choice) : IDisposable
{
    private const int Connections = 8;

    // The first at or behind the number: a row is found and read whether the number was issued or not, so the time does not tell.
    private const string Query =
        """
        SELECT c."Token", c."HolderName", c."Title", d."Kind", d."DecidedOn", c."Number"
        FROM certificates_certificate c
        LEFT JOIN certificates_certificate_decision d ON d."CertificateId" = c."Id"
          AND d."Sequence" = (SELECT MAX(x."Sequence") FROM certificates_certificate_decision x WHERE x."CertificateId" = c."Id")
        WHERE c."Number" = (SELECT n."Number" FROM certificates_certificate n WHERE n."Number" >= @number ORDER BY n."Number" LIMIT 1)
        """;

    private readonly ConcurrentBag<DbCommand> idle = [];
    private readonly SemaphoreSlim slots = new(Connections);

    public async Task<RegisteredCertificate?> FindAsync(string number, CancellationToken cancellation)
    {
        await slots.WaitAsync(cancellation);
        try
        {
            var reused = idle.TryTake(out var command);
            try
            {
                return await RunAsync(command ?? await OpenAsync(cancellation), number, cancellation);
            }
            catch (NpgsqlException broken) when (reused && broken is not PostgresException)
            {
                // The server was restarted since: once more on a new connection.
                return await RunAsync(await OpenAsync(cancellation), number, cancellation);
            }
        }
        finally
        {
            slots.Release();
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var command))
        {
            Close(command);
        }

        slots.Dispose();
    }

    private async Task<RegisteredCertificate?> RunAsync(DbCommand command, string number, CancellationToken cancellation)
    {
        try
        {
            command.Parameters[0].Value = number;
            var (found, nearest) = await ReadAsync(command, cancellation);
            idle.Add(command);
            return string.Equals(found, number, StringComparison.Ordinal) ? nearest : null;
        }
        catch
        {
            Close(command);
            throw;
        }
    }

    private static async Task<(string? Number, RegisteredCertificate? Certificate)> ReadAsync(DbCommand command, CancellationToken cancellation)
    {
        await using var row = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellation);
        return await row.ReadAsync(cancellation)
            ? (row.GetString(5), new RegisteredCertificate(
                row.GetFieldValue<byte[]>(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4)))
            : (null, null);
    }

    private async Task<DbCommand> OpenAsync(CancellationToken cancellation)
    {
        DbConnection connection = choice.IsSqlite
            ? new SqliteConnection(new SqliteConnectionStringBuilder(choice.ConnectionString) { Pooling = false }.ConnectionString)
            : new NpgsqlConnection(choice.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            var command = connection.CreateCommand();
            command.CommandText = Query;
            var number = command.CreateParameter();
            number.ParameterName = "number";
            number.DbType = DbType.String;
            command.Parameters.Add(number);
            await command.PrepareAsync(cancellation);
            return command;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static void Close(DbCommand command)
    {
        var connection = command.Connection;
        command.Dispose();
        connection?.Dispose();
    }
}

using System.Diagnostics;
using System.Net;
using Learning.Core.People;
using Learning.Framework.Auditing;
using Learning.Framework.Commands;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Host;
using Learning.People.Models;
using Learning.Testing;
using Learning.WebTests.Framework.Released;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Framework;

/// <summary>A start brings a filled site of the first release to today's schema with nothing lost, and leaves a site of a later release alone.</summary>
public sealed class UpgradeTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("learning-upgrade-").FullName;
    private string? database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await ReleasedDatabase.MakeAsync(folder, Cancellation);

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Migrate_AFilledRelease_KeepsEveryRow()
    {
        await using var site = ReleasedDatabase.Build(folder, database);
        var before = await RowsAsync(site.Services, await ColumnsAsync(site.Services));

        await Site.PrepareAsync(site);

        var after = await RowsAsync(site.Services, before.ToDictionary(t => t.Key, t => t.Value.Columns, StringComparer.Ordinal));
        foreach (var table in (string[])[
            "people_person", "people_person_contact", "people_organisation", "people_appointment", "accounts_account", "hours_hour_entry", "certificates_certificate",
            "people_roster_import", "people_roster_row", "framework_audit_row", "framework_audit_seal"])
        {
            Assert.True(before.GetValueOrDefault(table).Rows is { Count: > 0 }, $"{table} of the release holds nothing");
        }

        Assert.All(before, t => Assert.Equal(t.Value.Rows, after[t.Key].Rows));
        if (database is null)
        {
            Assert.Single(Directory.GetFiles(folder, "learning.db.*.bak"));
        }
    }

    [Fact]
    public async Task Migrate_AFilledRelease_HasTheSchemaOfANewSite()
    {
        await using var fresh = await LearningSite.StartAsync(recipe: null);
        await using var site = ReleasedDatabase.Build(folder, database);

        await Site.PrepareAsync(site);

        await using var scope = site.Services.CreateAsyncScope();
        var upgraded = await SchemaTests.ShapeAsync(scope.ServiceProvider.GetRequiredService<LearningDbContext>());
        Assert.Contains(upgraded, s => s.Contains("IX_people_roster_row_PersonId", StringComparison.Ordinal));
        Assert.Contains(upgraded, s => s.Contains("IX_people_qualification_NumberHash", StringComparison.Ordinal));
        Assert.Equal(await fresh.AskDatabaseAsync(SchemaTests.ShapeAsync), upgraded);
    }

    [Fact]
    public async Task Start_AFilledRelease_GoesOnAsBefore()
    {
        // With today's recipe in place of the release's, as a bureau upgrades.
        await using var site = await LearningSite.StartOnAsync(folder, database, "panzhihua-demo", FixedClock.At(2026, 11, 24));

        using var guest = site.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await guest.GetAsync(new Uri("/sign-in", UriKind.Relative), Cancellation)).StatusCode);
        using var teacher = await site.SignedInAsync("teacher");
        var name = await site.AskDatabaseAsync(db => (from a in db.Set<Learning.Framework.Accounts.Account>() join p in db.People on a.PersonId equals p.Id where a.UserName == "teacher" select p.Name).SingleAsync(Cancellation));
        Assert.Contains(name, await PageAsync(teacher, "/my"), StringComparison.Ordinal);
        using var school = await site.SignedInAsync("school");
        Assert.Contains("教师", await PageAsync(school, "/people"), StringComparison.Ordinal);
        using var city = await site.SignedInAsync("city");
        Assert.NotEmpty(await PageAsync(city, "/people"));
        Assert.NotEmpty(await PageAsync(city, "/people/imports"));

        await site.AskAsync(SealAsync);
        var verdict = await site.AskAsync(s => s.GetRequiredService<AuditVerifier>().VerifyAsync(null, Cancellation));
        Assert.Equal(AuditFlaw.None, verdict.Flaw);
        Assert.Equal(0, verdict.Unsealed);
        Assert.NotEqual(0, verdict.Erased);
        Assert.All(await site.AskAsync(PhonesAsync), phone => Assert.True(PhoneNumbers.TryNormalise(phone, out _)));
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => site.AskDatabaseAsync(db => db.Database.ExecuteSqlRawAsync("DELETE FROM hours_hour_entry", Cancellation)));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_ADatabaseOfALaterRelease_StopsAndSaysWhy()
    {
        const string later = "29990101000000_Later";
        await using var site = ReleasedDatabase.Build(folder, database);
        await Site.PrepareAsync(site);
        await RecordAsync(site.Services, later);
        var columns = await ColumnsAsync(site.Services);
        var before = await RowsAsync(site.Services, columns);

        var (code, said) = await RunAsync("serve");

        Assert.Equal(1, code);
        Assert.Contains("数据库已由更新的版本升级过", said, StringComparison.Ordinal);
        Assert.Contains("The database was upgraded by a newer version", said, StringComparison.Ordinal);
        Assert.Contains(later, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.Equal(before.Select(t => (t.Key, t.Value.Rows.Count)), (await RowsAsync(site.Services, columns)).Select(t => (t.Key, t.Value.Rows.Count)));

        await using var scope = site.Services.CreateAsyncScope();
        var backup = scope.ServiceProvider.GetServices<ISiteCommand>().Single(c => c.Name == "backup");
        var refused = await Assert.ThrowsAsync<CommandException>(() => backup.RunAsync(CommandLine.Read(["--to", folder + "-copies"]), TextWriter.Null, Cancellation));
        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WhileAnotherMigrates_StopsAndSaysWhy()
    {
        Assert.SkipWhen(LearningSite.OnPostgreSql, "PostgreSQL's migrations wait for one another.");
        await using var other = new FileStream(Path.Combine(folder, "learning.db.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        var (code, said) = await RunAsync("serve");

        Assert.Equal(1, code);
        Assert.Contains("另一个进程正在升级learning.db", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(HttpClient visitor, string path)
    {
        using var response = await visitor.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(path, response.RequestMessage!.RequestUri!.AbsolutePath);
        return await response.Content.ReadAsStringAsync(Cancellation);
    }

    private static async Task<int> SealAsync(IServiceProvider services)
    {
        while (await services.GetRequiredService<AuditChain>().SealAsync(everything: true, Cancellation) > 0)
        {
        }

        return 0;
    }

    private static async Task<List<string>> PhonesAsync(IServiceProvider services)
    {
        var cipher = services.GetRequiredService<FieldCipher>();
        var contacts = await services.GetRequiredService<LearningDbContext>().Set<PersonContact>().AsNoTracking().Where(c => c.PhoneSealed != null).ToListAsync(Cancellation);
        Assert.NotEmpty(contacts);
        return contacts.ConvertAll(c => c.Phone(cipher)!);
    }

    private async Task<(int Code, string Said)> RunAsync(string command)
    {
        string[] arguments = ["exec", Path.Combine(AppContext.BaseDirectory, "Learning.Host.dll"), command, "--data", folder, "--urls", "http://127.0.0.1:0", .. database is null ? Array.Empty<string>() : ["--database", database]];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // It serves: the code then is that of the kill.
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        return (process.ExitCode, await output + await errors);
    }

    private static async Task RecordAsync(IServiceProvider services, string migration)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LearningDbContext>().Database.ExecuteSqlAsync(
            $"""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ({migration}, '99.0.0')""", Cancellation);
    }

    /// <summary>Tables and columns that are there now.</summary>
    private static async Task<Dictionary<string, List<string>>> ColumnsAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDbContext>();
        var named = await db.Database.SqlQueryRaw<string>(LearningSite.OnPostgreSql
            ? "SELECT table_name || '.' || column_name AS \"Value\" FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_EF%' ORDER BY 1"
            : "SELECT m.name || '.' || c.name AS \"Value\" FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE '\\_\\_EF%' ESCAPE '\\' ORDER BY 1").ToListAsync(Cancellation);
        return named.Select(n => n.Split('.')).GroupBy(n => n[0], n => n[1], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
    }

    private static async Task<Dictionary<string, (List<string> Columns, List<string> Rows)>> RowsAsync(IServiceProvider services, Dictionary<string, List<string>> tables)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDbContext>();
        var rows = new Dictionary<string, (List<string>, List<string>)>(StringComparer.Ordinal);
        foreach (var (table, columns) in tables)
        {
            var values = string.Join(" || ',' || ", columns.Select(c => LearningSite.OnPostgreSql ? $"coalesce(\"{c}\"::text, '-')" : $"quote(\"{c}\")"));
            // Names come from the database itself.
            var sql = $"SELECT {values} AS \"Value\" FROM \"{table}\" ORDER BY 1";
            rows[table] = (columns, await db.Database.SqlQueryRaw<string>(sql).ToListAsync(Cancellation));
        }

        return rows;
    }
}

using System.Collections.Concurrent;
using System.Net;
using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Learning.Testing;

/// <summary>
/// A whole site on a real port with a real database, started from a prepared copy: the recipe runs once per test process, then its
/// database is copied. <c>LEARNING_TEST_DB=postgresql</c> chooses the database.
/// </summary>
public sealed class LearningSite : IAsyncDisposable
{
    public const string DemoPassword = "learning-demo";

    private static readonly ConcurrentDictionary<string, Lazy<Task<Prepared>>> Templates = new(StringComparer.Ordinal);
    private readonly WebApplication site;
    private readonly string folder;

    private LearningSite(WebApplication site, string folder)
    {
        this.site = site;
        this.folder = folder;
        Address = new Uri(site.Urls.First());
    }

    public static bool OnPostgreSql => string.Equals(Environment.GetEnvironmentVariable("LEARNING_TEST_DB"), "postgresql", StringComparison.OrdinalIgnoreCase);

    public Uri Address { get; }

    public IServiceProvider Services => site.Services;

    public string DataFolder => folder;

    /// <param name="recipe">Null for an empty, migrated database.</param>
    /// <param name="settings">Configuration, such as <c>("Learning:Limits:SecretsPerMinute", "5")</c>.</param>
    public static async Task<LearningSite> StartAsync(
        string? recipe = "panzhihua-demo", TimeProvider? clock = null, params (string Key, string Value)[] settings)
    {
        var template = await Templates.GetOrAdd(recipe ?? "", _ => new Lazy<Task<Prepared>>(() => PrepareAsync(recipe))).Value;
        var folder = NewFolder();
        var database = await template.CopyAsync(folder);
        var site = Build(folder, database, recipe, clock, settings);
        await site.StartAsync();
        return new LearningSite(site, folder);
    }

    /// <summary>A site on data that is there already, started as a bureau starts it: migrated first. It goes with the site.</summary>
    public static async Task<LearningSite> StartOnAsync(string folder, string? database, string? recipe, TimeProvider? clock = null)
    {
        var site = Build(folder, database, recipe, clock);
        await Site.PrepareAsync(site);
        await site.StartAsync();
        return new LearningSite(site, folder);
    }

    /// <summary>A browserless visitor with cookies of its own; redirects are followed unless said otherwise.</summary>
    public HttpClient Visitor(bool followRedirects = true) =>
        new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = followRedirects }) { BaseAddress = Address };

    /// <summary>Signed in as one of the demo accounts: teacher, psychologist, principal, school, county, county2, city, admin.</summary>
    public async Task<HttpClient> SignedInAsync(string account, bool followRedirects = true)
    {
        var visitor = Visitor(followRedirects);
        var response = await visitor.SubmitAsync("/sign-in", form => form.Set("Input.UserName", account).Set("Input.Password", DemoPassword));
        var cookies = response.Headers.TryGetValues("Set-Cookie", out _) || response.RequestMessage!.RequestUri!.AbsolutePath != "/sign-in";
        return cookies ? visitor : throw new InvalidOperationException($"'{account}' could not sign in: {response.StatusCode}.");
    }

    /// <summary>Waits until the day's work is told and no job is due: read models then say what the data says.</summary>
    public async Task SettledAsync(CancellationToken cancellation)
    {
        var clock = Services.GetRequiredService<TimeProvider>();
        for (var settled = false; !settled;)
        {
            var now = clock.Instant();
            settled = await AskDatabaseAsync(async db =>
                await db.Set<Job>().AnyAsync(j => j.Kind == "day-began" && j.FinishedAt != null, cancellation)
                && !await db.Set<Job>().AnyAsync(j => j.FinishedAt == null && j.NotBefore <= now && j.Attempts < 5, cancellation));
            if (!settled)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellation);
            }
        }
    }

    /// <summary>Asks services in a scope of their own.</summary>
    public async Task<T> AskAsync<T>(Func<IServiceProvider, Task<T>> ask)
    {
        await using var scope = Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider);
    }

    public Task<T> AskDatabaseAsync<T>(Func<LearningDbContext, Task<T>> ask) => AskAsync(s => ask(s.GetRequiredService<LearningDbContext>()));

    public async ValueTask DisposeAsync()
    {
        await site.StopAsync();
        var database = site.Services.GetRequiredService<DatabaseChoice>();
        await site.DisposeAsync();
        if (!database.IsSqlite)
        {
            // Each copy is a database with a pool of its own; idle connections of ended sites would use the server up.
            await using var pooled = new NpgsqlConnection(database.ConnectionString);
            NpgsqlConnection.ClearPool(pooled);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static WebApplication Build(string folder, string? database, string? recipe, TimeProvider? clock, params (string Key, string Value)[] settings)
    {
        string[] args =
        [
            "--data", folder, "--urls", "http://127.0.0.1:0", "--Learning:PasswordIterations", "1000", "--Learning:Limits:SecretsPerMinute", "0",
            "--Learning:Limits:VerifyPerMinute", "0", "--Learning:Limits:PdfPerMinute", "0", "--Learning:SignIn:SecondFactor", "off", "--environment", "Production",
            .. database is null ? Array.Empty<string>() : ["--database", database],
            .. recipe is null ? Array.Empty<string>() : ["--recipe", recipe],
            .. settings.SelectMany(s => new[] { "--" + s.Key, s.Value }),
        ];
        return Site.Build(args, Program.Modules(), services =>
        {
            services.AddLogging(l => l.ClearProviders());
            if (clock is not null)
            {
                services.Replace(ServiceDescriptor.Singleton(clock));
            }
        });
    }

    private static async Task<Prepared> PrepareAsync(string? recipe)
    {
        var folder = NewFolder();
        var database = OnPostgreSql ? await PostgresCluster.CreateDatabaseAsync() : null;
        await using (var site = Build(folder, database, recipe, null))
        {
            await Site.PrepareAsync(site);
            // What the recipe queued (films above all) is done once here, not again by every copy.
            var jobs = site.Services.GetServices<IHostedService>().OfType<JobRunner>().Single();
            while (await jobs.RunOneAsync(CancellationToken.None))
            {
            }
        }

        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        if (!OnPostgreSql)
        {
            await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "learning.db")};Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return new Prepared(folder, database);
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("learning-test-").FullName;

    private sealed record Prepared(string Folder, string? Database)
    {
        public async Task<string?> CopyAsync(string to)
        {
            foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal)))
            {
                var target = Path.Combine(to, Path.GetRelativePath(Folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }

            return Database is null ? null : await PostgresCluster.CreateDatabaseAsync(new NpgsqlConnectionStringBuilder(Database).Database);
        }
    }
}

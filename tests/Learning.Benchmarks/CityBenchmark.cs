using System.Diagnostics;
using Learning.Benchmarks.City;
using Learning.Benchmarks.Load;
using Learning.Benchmarks.Reports;
using Learning.Benchmarks.Site;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.Targets.Services;
using Learning.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Benchmarks;

/// <summary>The same pages with a whole city in the database, and the read model of coverage built from nothing.</summary>
internal sealed class CityBenchmark() : Benchmark("city")
{
    public override async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        IReadOnlyList<string> teachers = [];
        var posted = 0;
        var rebuild = TimeSpan.Zero;
        using var data = await DataDirectory.PrepareAsync("panzhihua", async services =>
        {
            posted = await CityData.AddAsync(services);
            teachers = await TeacherAccounts.AddAsync(services, MyBenchmark.Connections);
            rebuild = await RebuildAsync(services, cancellation);
        });
        var size = new FileInfo(Path.Combine(data.Path, "learning.db")).Length / 1024 / 1024;
        var city = $"{CityData.Schools} schools, {CityData.Staff:#,0} staff, {posted:#,0} postings of hours, {CityData.Certificates:#,0} certificates; {size:#,0} MiB";
        await using var site = await PublishedSite.StartAsync(data, cancellation);
        await DayBeginsAsync(data, cancellation);
        return
        [
            new("Read model of all targets built anew", rebuild.TotalSeconds, "s", null, city),
            .. await MyBenchmark.RunAsync(site, teachers, TeacherAccounts.Password, city + "; 16 connections, 16 teachers", cancellation),
            await BureauAsync(site, city, cancellation),
            Memory(site, city),
        ];
    }

    private static Figure Memory(SiteProcess site, string city)
    {
        var memory = ProcessMemory.Of(site.Id);
        return new("Server memory at the end of this", memory.Resident, "MiB", null, city, FormattableString.Invariant($"{memory.Own:0} MiB of it its own; peak {memory.Peak:0} MiB"));
    }

    private static async Task<TimeSpan> RebuildAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<LearningDbContext>();
        var job = await db.Set<Job>().AsNoTracking().FirstAsync(j => j.Kind == RebuildWorker.JobKind && j.FinishedAt == null, cancellation);
        var worker = services.GetServices<IJobWorker>().Single(w => w.Kind == RebuildWorker.JobKind);
        var start = Stopwatch.GetTimestamp();
        await worker.RunAsync(job, cancellation);
        var took = Stopwatch.GetElapsedTime(start);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await db.WriteAsync(async () => (await db.Set<Job>().FirstAsync(j => j.Id == job.Id, cancellation)).FinishedAt = now, cancellation);
        return took;
    }

    /// <summary>A site counts a new day after its start; what is measured is the site at rest.</summary>
    private static async Task DayBeginsAsync(DataDirectory data, CancellationToken cancellation)
    {
        await using var database = new SqliteConnection($"Data Source={Path.Combine(data.Path, "learning.db")};Mode=ReadOnly");
        await database.OpenAsync(cancellation);
        await using var command = database.CreateCommand();
        command.CommandText = $"""
            SELECT NOT EXISTS (SELECT 1 FROM framework_job WHERE "FinishedAt" IS NULL AND "Kind" <> 'prepare-film')
              AND EXISTS (SELECT 1 FROM framework_job WHERE "Kind" = '{DayBeganWorker.JobKind}')
            """;
        for (var quiet = 0; quiet < 5;)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);
            quiet = await command.ExecuteScalarAsync(cancellation) is 1L ? quiet + 1 : 0;
        }
    }

    private static async Task<Figure> BureauAsync(SiteProcess site, string city, CancellationToken cancellation)
    {
        var officer = Ask.Get(site.Address, "/bureau", await site.SignInAsync("city", LearningSite.DemoPassword));
        var result = await LoadGenerator.RunAsync(site, new LoadPlan(site.Address, 4, _ => [officer], ["PZ-1"]) { WarmUpRequests = 200 }, cancellation);
        return new("`/bureau` of the city officer", result.PerSecond, "requests/s", null, city + "; 4 connections", result.Percentiles);
    }
}

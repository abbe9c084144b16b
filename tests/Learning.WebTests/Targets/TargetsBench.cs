using System.Text.Json.Nodes;
using Learning.Core;
using Learning.Core.Certificates;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Framework;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.Framework.Recipes;
using Learning.Targets.Models;
using Learning.Targets.Services;
using Learning.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Learning.WebTests.Targets;

/// <summary>The targets module alone on a real database, with the policies of all five cities and a world of lists around it.</summary>
internal sealed class TargetsBench : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly string folder;

    private TargetsBench(ServiceProvider services, string folder, World world, FixedClock clock)
    {
        this.services = services;
        this.folder = folder;
        World = world;
        Clock = clock;
    }

    public World World { get; }

    public FixedClock Clock { get; }

    public static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    /// <param name="cities">Whose policies; the recipe of each holds only its targets.</param>
    public static async Task<TargetsBench> StartAsync(FixedClock clock, params string[] cities)
    {
        var folder = Directory.CreateTempSubdirectory("learning-targets-").FullName;
        var database = LearningSite.OnPostgreSql ? await PostgresCluster.CreateDatabaseAsync() : null;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Learning:Database", database)]).Build();
        var world = new World();
        var collection = new ServiceCollection().AddLogging()
            .AddLearning(configuration, new ModuleCatalog(new Learning.Targets.Startup()), folder, Path.Combine(folder, "recipes"));
        collection.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        // One model in one process: the first context built decides it for every site, and migrations hold every module's tables.
        collection.Replace(ServiceDescriptor.Singleton(Learning.Host.Program.Modules()));
        collection.AddSingleton<IHours>(world).AddSingleton<ICertificates>(world).AddSingleton<ICurricula>(world).AddSingleton<IQualifications>(world);
        var bench = new TargetsBench(collection.BuildServiceProvider(), folder, world, clock);
        await bench.services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        foreach (var city in cities)
        {
            await bench.ApplyAsync(city, _ => { });
        }

        return bench;
    }

    /// <summary>Runs a city's targets step, changed as told.</summary>
    public async Task<RecipeOutcome> ApplyAsync(string city, Action<JsonObject> change)
    {
        var source = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Recipes(), city, city + ".recipe.json")))!;
        var step = (JsonObject)source["steps"]!.AsArray().Single(s => s!["name"]!.ToString() == "targets")!.DeepClone();
        change(step);
        var recipe = new JsonObject { ["name"] = city, ["displayName"] = city, ["version"] = "1", ["issetuprecipe"] = true, ["steps"] = new JsonArray(step) };
        var path = Path.Combine(folder, "recipes", city);
        Directory.CreateDirectory(path);
        await File.WriteAllTextAsync(Path.Combine(path, city + ".recipe.json"), recipe.ToJsonString());
        return await AskAsync(s => s.GetRequiredService<RecipeRunner>().RunAsync(city, null, CancellationToken.None));
    }

    public async Task<T> AskAsync<T>(Func<IServiceProvider, Task<T>> ask)
    {
        await using var scope = services.CreateAsyncScope();
        return await ask(scope.ServiceProvider);
    }

    public Task WriteAsync(Action<LearningDbContext> work) => AskAsync(async s =>
    {
        var db = s.GetRequiredService<LearningDbContext>();
        return await db.WriteAsync(
            () =>
            {
                work(db);
                return Task.FromResult(0);
            },
            CancellationToken.None);
    });

    public Task WriteAsync(Func<LearningDbContext, Task> work) => AskAsync(async s =>
    {
        var db = s.GetRequiredService<LearningDbContext>();
        await db.WriteAsync(() => work(db), CancellationToken.None);
        return 0;
    });

    /// <summary>Asks coverage as a person who sees an area.</summary>
    public Task<T> AsAsync<T>(Actor actor, Func<CoverageReader, Task<T>> ask) => AskAsync(s =>
    {
        var reader = ActivatorUtilities.CreateInstance<CoverageReader>(s, new Scope(actor));
        return ask(reader);
    });

    public static Actor Actor(string role, Guid? county = null, Guid? school = null) => new(Id(1), Id(2), "", Id(3), "", county, school, [role]);

    /// <summary>Runs the rebuild to its end.</summary>
    public Task RebuildAsync() => AskAsync(async s =>
    {
        var worker = s.GetServices<IJobWorker>().OfType<RebuildWorker>().Single();
        await worker.RunAsync(new Job { Id = Id(9), Kind = worker.Kind, Key = "", Payload = "", NotBefore = Clock.Instant() }, CancellationToken.None);
        return 0;
    });

    /// <summary>Every row of the read model as text.</summary>
    public Task<List<string>> RowsAsync() => AskAsync(async s =>
    {
        var rows = await s.GetRequiredService<LearningDbContext>().Set<Progress>().AsNoTracking().ToListAsync();
        return rows.Select(p => $"{p.TargetKey} {p.PeriodStart:yyyy-MM-dd} {p.AtDeadline} {p.SubjectId} @{p.OrganisationId} {p.CountyId} {p.SchoolId} {p.Attained}/{p.Required} {p.Met} {p.Counting} {p.Note}")
            .Order(StringComparer.Ordinal).ToList();
    });

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A city of two counties and one unit outside them, four schools each kind of place.</summary>
    public Task BuildCityAsync() => WriteAsync(db =>
    {
        db.Add(new Organisation { Id = Id(50), Code = "city", Name = "市教育局", Kind = OrganisationKinds.CityBureau });
        for (var county = 1; county <= 2; county++)
        {
            db.Add(new Organisation { Id = Id(100 + county), Code = $"county{county}", Name = county == 1 ? "东区" : "西区", Kind = "county", ParentId = Id(50), CountyId = Id(100 + county), Order = county });
            for (var school = 1; school <= 2; school++)
            {
                var id = Id(200 + county * 10 + school);
                db.Add(new Organisation { Id = id, Code = $"school{county}{school}", Name = $"{county}区{school}小", Kind = "primary", ParentId = Id(100 + county), CountyId = Id(100 + county), SchoolId = id, Order = school });
            }
        }

        db.Add(new Organisation { Id = Id(300), Code = "direct", Name = "市一中", Kind = "senior-high", ParentId = Id(50), SchoolId = Id(300), Order = 9 });
    });

    public static readonly IReadOnlyList<Guid> Schools = [Id(211), Id(212), Id(221), Id(222), Id(300)];

    private static string Recipes()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "content-recipes")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "content-recipes");
    }
}

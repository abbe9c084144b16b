using System.Diagnostics;
using Learning.Benchmarks.City;
using Learning.Benchmarks.Reports;
using Learning.Benchmarks.Site;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.People.Demo;
using Learning.People.Models;
using Learning.People.Services.Rosters;
using Learning.People.Services.Rosters.Applying;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Learning.Benchmarks;

/// <summary>A whole city's roster brought in from its Excel file, undone and brought in again, while others write beside it; on both databases.</summary>
internal sealed class ImportBenchmark() : Benchmark("import")
{
    private const int Writers = 4;

    public override async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation) =>
        [.. await RunAsync(postgreSql: false, cancellation), .. await RunAsync(postgreSql: true, cancellation)];

    private static async Task<IReadOnlyList<Figure>> RunAsync(bool postgreSql, CancellationToken cancellation)
    {
        var figures = new List<Figure>();
        // Without a recipe: what it runs is compiled for one database in a process.
        using var data = await DataDirectory.PrepareAsync(
            null,
            async services =>
            {
                var file = await RosterAsync(services);
                var size = $"{CityData.Staff:#,0} staff of {CityData.Schools} schools over five years, xlsx of {file.Length / 1024.0 / 1024:0.0} MiB, {(postgreSql ? "PostgreSQL" : "SQLite")}";
                figures.AddRange(await MeasureAsync(services.GetRequiredService<IServiceScopeFactory>(), file, size, cancellation));
            },
            postgreSql);
        return figures;
    }

    /// <summary>Places and officers are there; the file brings everybody else.</summary>
    private static async Task<byte[]> RosterAsync(IServiceProvider services)
    {
        var today = services.GetRequiredService<TimeProvider>().Today();
        var order = new CityOrder(1, CityData.Schools, CityData.Staff, new DateOnly(today.Month >= 10 ? today.Year : today.Year - 1, 10, 1), Anyway: false, WithoutPeople: true);
        var (city, places) = await services.GetRequiredService<CityWriter>().WriteAsync(order, (_, _, _) => { }, CancellationToken.None);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".xlsx");
        try
        {
            Learning.People.Demo.RosterFile.Write(path, Learning.People.Demo.RosterFile.Lines(city, places, order.AsOf, services.GetRequiredService<IStringLocalizer>()));
            return await File.ReadAllBytesAsync(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(IServiceScopeFactory scopes, byte[] file, string size, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var others = Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteBesideAsync(scopes, stop.Token), CancellationToken.None)).ToList();
        var (first, id, rows) = await ImportAsync(scopes, file, cancellation);
        var undone = await RunAsync<RosterUndoWorker>(scopes, id, RosterState.Undoing, cancellation);
        var (second, _, _) = await ImportAsync(scopes, file, cancellation);
        var (same, _, _) = await ImportAsync(scopes, file, cancellation);
        await stop.CancelAsync();
        var waits = (await Task.WhenAll(others)).SelectMany(w => w).Order().ToList();
        var p95 = waits[(int)(waits.Count * 0.95)].TotalMilliseconds;
        var data = $"{rows:#,0} rows; {size}";
        return
        [
            new("Import of a whole city's roster: checked and applied", (first.Check + first.Apply).TotalSeconds, "s", Goal.StayBelow(20), data, Seconds(first)),
            new("its transaction", first.Transaction.TotalSeconds, "s", Goal.StayBelow(1), data),
            new("its undoing", undone.Total.TotalSeconds, "s", null, data, FormattableString.Invariant($"transaction {undone.Longest.TotalSeconds:0.00} s")),
            new("brought in again", (second.Check + second.Apply).TotalSeconds, "s", Goal.StayBelow(20), data, Seconds(second)),
            new("a third time, nothing to change", same.Check.TotalSeconds, "s", null, data),
            new("other writers meanwhile, p95", p95, "ms", Goal.StayBelow(100), data, FormattableString.Invariant($"{Writers} of them, {waits.Count:#,0} writes, longest {waits[^1].TotalMilliseconds:0} ms")),
        ];

        static string Seconds(Times t) => FormattableString.Invariant($"check {t.Check.TotalSeconds:0.0} s, apply {t.Apply.TotalSeconds:0.0} s");
    }

    private sealed record Times(TimeSpan Check, TimeSpan Apply, TimeSpan Transaction);

    private static async Task<(Times Times, Guid Id, int Rows)> ImportAsync(IServiceScopeFactory scopes, byte[] file, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<LearningDbContext>();
        var actor = await OfficerAsync(db);
        var clock = services.GetRequiredService<TimeProvider>();
        var intake = new RosterIntake(db, new Scope(actor), services.GetRequiredService<RosterVault>(), services.GetRequiredService<JobQueue>(), clock);
        var start = Stopwatch.GetTimestamp();
        var (id, refusal, _) = await intake.UploadAsync("名单.xlsx", file, cancellation);
        var import = await db.Set<RosterImport>().AsNoTracking().SingleAsync(i => i.Id == (id ?? Guid.Empty), cancellation);
        if (import.State == RosterState.Uploaded)
        {
            var tops = (await intake.TopsAsync(import, cancellation))!;
            var header = tops[0].Header(tops[0].HeaderLine)!;
            var fields = Learning.People.Services.Rosters.Reading.KnownHeaders.Suggest([.. header.Cells.Select(c => c.Text)]);
            await intake.CheckAsync(import.Id, header, new CheckChoices(new(0, header.Line, fields), null, null, clock.Today()), cancellation);
        }

        await RunAsync<RosterCheckWorker>(scopes, import.Id, RosterState.Checking, cancellation);
        var check = Stopwatch.GetElapsedTime(start);
        var read = await db.Set<RosterImport>().AsNoTracking().SingleAsync(i => i.Id == import.Id, cancellation);
        Console.Error.WriteLine($"  {read.State} {read.Refusal}: {read.Added} new, {read.Changed} changed, {read.Unchanged} unchanged, {read.Wrong} wrong, {read.Doubtful} doubtful, {read.Missing} missing; {check.TotalSeconds:0.0} s");
        var apply = read.Added + read.Changed == 0 ? default : await RunAsync<RosterApplyWorker>(scopes, import.Id, RosterState.Applying, cancellation);
        return (new Times(check, apply.Total, apply.Longest), import.Id, read.Added + read.Changed + read.Unchanged + read.Wrong + read.Doubtful);
    }

    /// <returns>How long the job took, and the longest of its transactions.</returns>
    private static async Task<(TimeSpan Total, TimeSpan Longest)> RunAsync<T>(IServiceScopeFactory scopes, Guid id, RosterState state, CancellationToken cancellation)
        where T : IJobWorker
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDbContext>();
        var worker = scope.ServiceProvider.GetServices<IJobWorker>().OfType<T>().Single();
        var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        await db.WriteAsync(async () => (await db.Set<RosterImport>().SingleAsync(i => i.Id == id, cancellation)).State = state, cancellation);
        var job = new Job { Id = clock.NewId(), Kind = worker.Kind, Key = "bench", Payload = $$"""{"importId":"{{id}}"}""", NotBefore = clock.Instant() };
        using var longest = new TransactionTimes(db);
        var start = Stopwatch.GetTimestamp();
        await worker.RunAsync(job, cancellation);
        var took = Stopwatch.GetElapsedTime(start);
        Console.Error.WriteLine($"  {worker.Kind}: {took.TotalSeconds:0.0} s, longest transaction {longest.Longest.TotalSeconds:0.00} s");
        return (took, longest.Longest);
    }

    private static async Task<Actor> OfficerAsync(LearningDbContext db)
    {
        var found = await (
            from post in db.Appointments
            join person in db.People on post.PersonId equals person.Id
            join place in db.Organisations on post.OrganisationId equals place.Id
            where post.Role == Roles.CityOfficer
            select new { person.Id, person.Name, Place = place }).FirstAsync();
        return new Actor(found.Id, found.Id, found.Name, found.Place.Id, found.Place.Name, null, null, [Roles.CityOfficer]);
    }

    /// <summary>What others do meanwhile: a small unit of work, again and again.</summary>
    private static async Task<List<TimeSpan>> WriteBesideAsync(IServiceScopeFactory scopes, CancellationToken stop)
    {
        var waits = new List<TimeSpan>();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDbContext>();
        var audit = scope.ServiceProvider.GetRequiredService<Audit>();
        while (!stop.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            await db.WriteAsync(
                () =>
                {
                    audit.Record("bench", "bench", "1", null, null);
                    return Task.CompletedTask;
                },
                CancellationToken.None);
            waits.Add(Stopwatch.GetElapsedTime(start));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }

        return waits;
    }

    /// <summary>Listens to the transactions of one context.</summary>
    private sealed class TransactionTimes : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> subscriptions = [];
        private readonly DbContext context;
        private long began;

        public TransactionTimes(DbContext context)
        {
            this.context = context;
            subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public TimeSpan Longest { get; private set; }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is not TransactionEventData happened || !ReferenceEquals(happened.Context, context))
            {
                return;
            }

            if (happened.EventId == RelationalEventId.TransactionStarted)
            {
                began = Stopwatch.GetTimestamp();
            }
            else if (happened.EventId == RelationalEventId.TransactionCommitted && Stopwatch.GetElapsedTime(began) is var took && took > Longest)
            {
                Longest = took;
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var subscription in subscriptions)
            {
                subscription.Dispose();
            }
        }
    }
}

using Learning.Core;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Learning.Framework.Jobs;

/// <summary>Takes due jobs under a lease and runs them, one quick and one long at a time; a failure is tried again later, at most five times.</summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, JobSignal signal, TimeProvider clock, ILogger<JobRunner> log) : BackgroundService
{
    // Renewed while the work goes on: what a kill left behind is taken up again a minute later.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1), Renewal = TimeSpan.FromSeconds(20);
    private const int Tries = 5;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(ExecuteAsync(takesLong: false, stoppingToken), ExecuteAsync(takesLong: true, stoppingToken));

    private async Task ExecuteAsync(bool takesLong, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await RunOneAsync(stoppingToken, takesLong))
                {
                    await signal.WaitAsync(takesLong, TimeSpan.FromSeconds(10), stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception trouble) when (trouble is DbUpdateException or System.Data.Common.DbException or TimeoutException)
            {
                log.LogError(trouble, "The job table could not be read");
                await signal.WaitAsync(takesLong, TimeSpan.FromSeconds(10), stoppingToken);
            }
        }
    }

    /// <summary>Runs one due job.</summary>
    /// <param name="takesLong">Only of this length; null for any.</param>
    /// <returns>False when none is due.</returns>
    internal async Task<bool> RunOneAsync(CancellationToken cancellation, bool? takesLong = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDbContext>();
        var workers = scope.ServiceProvider.GetServices<IJobWorker>().Where(w => takesLong is null || w.TakesLong == takesLong).ToDictionary(w => w.Kind, StringComparer.Ordinal);
        var job = await TakeAsync(db, workers.Keys, cancellation);
        if (job is null)
        {
            return false;
        }

        string? failure = null;
        try
        {
            await RunAsync(workers[job.Kind], job, cancellation);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // The site stops: not the job's fault, and the next start need not wait for the lease.
            await db.WriteAsync(() => GiveBackAsync(db, job.Id), CancellationToken.None);
            throw;
        }
        catch (Exception trouble)
        {
            log.LogError(trouble, "Job {Kind} {Id} failed", job.Kind, job.Id);
            failure = $"{trouble.GetType().Name}: {trouble.Message}";
        }

        await db.WriteAsync(() => FinishAsync(db, job.Id, failure, cancellation), cancellation);
        return true;
    }

    private async Task RunAsync(IJobWorker worker, Job job, CancellationToken cancellation)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var renewing = RenewAsync(job.Id, done.Token);
        try
        {
            await worker.RunAsync(job, cancellation);
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
        }
    }

    private async Task RenewAsync(Guid id, CancellationToken done)
    {
        using var timer = new PeriodicTimer(Renewal, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(done))
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<LearningDbContext>();
                var until = clock.Instant() + Lease;
                await db.WriteAsync(() => db.Set<Job>().Where(j => j.Id == id && j.FinishedAt == null).ExecuteUpdateAsync(j => j.SetProperty(r => r.LeasedUntil, until), done), done);
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The work is over; so is its lease.
            return;
        }
        catch (Exception trouble) when (trouble is DbUpdateException or System.Data.Common.DbException or TimeoutException)
        {
            log.LogWarning(trouble, "The lease of job {Id} could not be renewed", id);
        }
    }

    private async Task<Job?> TakeAsync(LearningDbContext db, IEnumerable<string> kinds, CancellationToken cancellation)
    {
        var now = clock.Instant();
        var due = db.Set<Job>().Where(j => j.FinishedAt == null && j.NotBefore <= now && (j.LeasedUntil == null || j.LeasedUntil < now) && j.Attempts < Tries && kinds.Contains(j.Kind));
        if (!await due.AnyAsync(cancellation))
        {
            return null;
        }

        return await db.WriteAsync(
            async () =>
            {
                var job = await due.OrderBy(j => j.NotBefore).FirstOrDefaultAsync(cancellation);
                if (job is not null)
                {
                    job.LeasedUntil = now + Lease;
                    job.Attempts++;
                }

                return job;
            },
            cancellation);
    }

    private static async Task GiveBackAsync(LearningDbContext db, Guid id)
    {
        var job = await db.Set<Job>().SingleAsync(j => j.Id == id);
        job.LeasedUntil = null;
        job.Attempts--;
    }

    private async Task FinishAsync(LearningDbContext db, Guid id, string? failure, CancellationToken cancellation)
    {
        var job = await db.Set<Job>().SingleAsync(j => j.Id == id, cancellation);
        var now = clock.Instant();
        job.LeasedUntil = null;
        job.Failure = failure;
        if (failure is null)
        {
            job.FinishedAt = now;
        }
        else
        {
            job.NotBefore = now + TimeSpan.FromSeconds(10 * Math.Pow(3, job.Attempts));
        }
    }
}

/// <summary>Queues the day's work once a day; the unique key is what several nodes agree by, so no scheduler is needed.</summary>
internal sealed class DayClock(IServiceScopeFactory scopes, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        DateOnly? told = null;
        do
        {
            var today = clock.Today();
            if (told != today)
            {
                await using var scope = scopes.CreateAsyncScope();
                var services = scope.ServiceProvider;
                var key = today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
                await services.GetRequiredService<LearningDbContext>().WriteAsync(
                    () => services.GetRequiredService<JobQueue>().EnqueueAsync(DayBeganWorker.JobKind, key, today, stoppingToken), stoppingToken);
                told = today;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

internal sealed class DayBeganWorker(LearningDbContext db, TimeProvider clock) : IJobWorker
{
    public const string JobKind = "day-began";

    public string Kind => JobKind;

    public Task RunAsync(Job job, CancellationToken cancellation) =>
        db.WriteAsync(
            () =>
            {
                db.Raise(new DayBegan(clock.Today()));
                return Task.CompletedTask;
            },
            cancellation);
}

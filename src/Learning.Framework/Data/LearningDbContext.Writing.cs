using System.Data;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Events;
using Learning.Framework.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Learning.Framework.Data;

/// <summary>The one way to write: gate, transaction before the first read, save, events, commit; a conflict retries the whole unit.</summary>
public sealed partial class LearningDbContext
{
    private const int Tries = 40;
    private readonly List<IEvent> raised = [];
    private readonly List<Action> afterCommit = [];
    private bool writing;
    private int units;

    /// <summary>Changes when what this context read may have changed by its own writing; null inside a unit, where nothing read may be kept.</summary>
    /// <remarks>For what one request asks twice of the same rows: kept with this number, asked anew when it differs.</remarks>
    public int? ReadMark => writing ? null : units;

    /// <summary>Does a unit of work whole or not at all. Inside another unit it joins it. No file, network or child process in it.</summary>
    public Task WriteAsync(Func<Task> work, CancellationToken cancellation) =>
        WriteAsync(
            async () =>
            {
                await work();
                return 0;
            },
            cancellation);

    /// <inheritdoc cref="WriteAsync(Func{Task}, CancellationToken)" />
    public async Task<T> WriteAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        if (writing)
        {
            var joined = await work();
            await SaveChangesAsync(cancellation);
            return joined;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryWriteAsync(work, cancellation);
            }
            catch (Exception conflict) when (attempt < Tries && IsConflict(conflict))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(2, Math.Min(20 * attempt, 250))), TimeProvider.System, cancellation);
            }
        }
    }

    /// <summary>Tells what happened to its handlers, in this transaction.</summary>
    public void Raise(IEvent happened)
    {
        RequireWriting();
        raised.Add(happened);
    }

    /// <summary>Does something in memory (wake a worker, drop a cache) once the transaction stands.</summary>
    public void AfterCommit(Action action)
    {
        RequireWriting();
        afterCommit.Add(action);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (writing)
        {
            return await SaveUnitAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        // ASP.NET Core Identity saves by itself, under its own concurrency stamp; everything else must say WriteAsync.
        if (ChangeTracker.Entries().Any(e => e.State is not EntityState.Unchanged && e.Entity.GetType().Namespace is not ("Microsoft.AspNetCore.Identity" or "Learning.Framework.Accounts")))
        {
            throw new InvalidOperationException("Write through LearningDbContext.WriteAsync.");
        }

        using var pass = await gate.EnterAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Write through LearningDbContext.WriteAsync.");

    /// <summary>Looks for changes once, not at every glance at the tracker: a unit of a thousand events saves after each of them.</summary>
    private async Task<int> SaveUnitAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellation)
    {
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            AppendOnly.Guard(ChangeTracker);
            CountVersions();
            if (ChangeTracker.Entries<Organisation>().Any(e => e.State is not EntityState.Unchanged))
            {
                ForgetOrganisations();
            }

            var written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellation);
            AppendOnly.LetGo(ChangeTracker);
            return written;
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private async Task<T> TryWriteAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        using var pass = await gate.EnterAsync(cancellation);
        ChangeTracker.Clear();
        raised.Clear();
        afterCommit.Clear();
        writing = true;
        try
        {
            T result;
            await using (var transaction = await Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation))
            {
                result = await work();
                await SaveChangesAsync(cancellation);
                await TellAsync(cancellation);
                await transaction.CommitAsync(cancellation);
            }

            foreach (var action in afterCommit)
            {
                action();
            }

            return result;
        }
        catch
        {
            ChangeTracker.Clear();
            throw;
        }
        finally
        {
            writing = false;
            units++;
            raised.Clear();
            afterCommit.Clear();
        }
    }

    private async Task TellAsync(CancellationToken cancellation)
    {
        for (var told = 0; told < raised.Count; told++)
        {
            if (told > 1_000_000)
            {
                throw new InvalidOperationException("Handlers raise events without end.");
            }

            await Teller.For(raised[told].GetType()).TellAsync(services, raised[told], cancellation);
            await SaveChangesAsync(cancellation);
        }
    }

    /// <summary>Said by whoever writes organisations past the change tracker.</summary>
    internal void ForgetOrganisations()
    {
        if (afterCommit.All(a => a.Target is not OrganisationDirectory))
        {
            AfterCommit(services.GetRequiredService<OrganisationDirectory>().Forget);
        }
    }

    internal void RequireWriting()
    {
        if (!writing)
        {
            throw new InvalidOperationException("Only inside WriteAsync.");
        }
    }

    private void CountVersions()
    {
        foreach (var entry in ChangeTracker.Entries().Where(e => e.State == EntityState.Modified))
        {
            if (entry.Metadata.FindProperty("Version") is { IsConcurrencyToken: true })
            {
                var version = entry.Property("Version");
                version.CurrentValue = (int)version.OriginalValue! + 1;
            }
        }
    }

    private static bool IsConflict(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        // A unique key taken by a unit that ran beside: run again, this one finds the other's row.
        PostgresException { SqlState: "40001" or "40P01" or "23505" } => true,
        SqliteException { SqliteErrorCode: 5 or 6 } => true,
        { InnerException: { } inner } => IsConflict(inner),
        _ => false,
    };

    private abstract class Teller
    {
        private static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, Teller> Known = new();

        public static Teller For(Type happened) =>
            Known.GetOrAdd(happened, t => (Teller)Activator.CreateInstance(typeof(Of<>).MakeGenericType(t))!);

        public abstract Task TellAsync(IServiceProvider services, IEvent happened, CancellationToken cancellation);

        private sealed class Of<T> : Teller
            where T : IEvent
        {
            public override async Task TellAsync(IServiceProvider services, IEvent happened, CancellationToken cancellation)
            {
                foreach (var handler in services.GetServices<IHandle<T>>())
                {
                    await handler.HandleAsync((T)happened, cancellation);
                }
            }
        }
    }
}

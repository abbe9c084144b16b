using Learning.Framework.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Learning.Framework.Auditing;

/// <summary>Seals what was written since it last looked; writers never wait for it. After a kill it goes on where it stopped.</summary>
/// <remarks>Several nodes may run it at once: the numbers of the chain are unique, so one of two seals and the other finds nothing left.</remarks>
internal sealed class AuditSealer(IServiceScopeFactory scopes, AuditAnchor anchor, TimeProvider clock, ILogger<AuditSealer> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10), SweepEvery = TimeSpan.FromHours(6);
    private long? sweptAt;
    private bool broken;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SealAsync(stoppingToken);
            }
            catch (Exception trouble) when (trouble is Microsoft.EntityFrameworkCore.DbUpdateException or System.Data.Common.DbException or TimeoutException or IOException or InvalidDataException or InvalidOperationException && !stoppingToken.IsCancellationRequested)
            {
                log.LogError(trouble, "Audit rows could not be sealed; they will be with the next ones");
            }
        }
    }

    /// <summary>Seals all that waits, then moves the head beside the database on.</summary>
    internal async Task SealAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var chain = scope.ServiceProvider.GetRequiredService<AuditChain>();
        var sweep = sweptAt is null || clock.GetElapsedTime(sweptAt.Value) > SweepEvery;
        while (await chain.SealAsync(sweep, cancellation) == AuditChain.Batch)
        {
        }

        sweptAt = sweep ? clock.GetTimestamp() : sweptAt;
        await AnchorAsync(chain, cancellation);
    }

    private async Task AnchorAsync(AuditChain chain, CancellationToken cancellation)
    {
        var (known, head) = (anchor.Read(), await chain.HeadAsync(cancellation));
        if (head is null && known is null)
        {
            return;
        }

        // A chain that no longer holds what was seen before is left as evidence: the head on the disk stays.
        if (known is not null && await chain.LinkAsync(known.Sequence, cancellation) != known)
        {
            if (!broken)
            {
                broken = true;
                log.LogError("The audit chain is not the one sealed before (link {Sequence}): run 'learning audit verify'", known.Sequence);
            }

            return;
        }

        broken = false;
        if (known is null || head!.Sequence > known.Sequence)
        {
            anchor.Write(head!);
        }
    }
}

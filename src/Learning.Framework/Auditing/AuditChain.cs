using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Framework.Auditing;

/// <summary>Seals audit rows into the chain. A row is sealed once, whoever comes twice or beside.</summary>
public sealed class AuditChain(LearningDbContext db)
{
    internal const int Batch = 1000;

    /// <summary>On PostgreSQL a row may be committed after one with a higher number: how far back is looked each time.</summary>
    private const long Late = 10_000;

    /// <summary>Inside a unit of work: seals every row there is, so that payloads may be erased in the same unit.</summary>
    internal async Task SealAllAsync(CancellationToken cancellation)
    {
        while (await SealAsync(everything: true, cancellation) == Batch)
        {
        }
    }

    /// <summary>Seals the next rows in a unit of its own.</summary>
    /// <param name="everything">Looks at all rows, not only the latest.</param>
    /// <returns>How many; <see cref="Batch"/> means that there may be more.</returns>
    internal async Task<int> SealAsync(bool everything, CancellationToken cancellation)
    {
        var waiting = await WaitingAsync(everything, cancellation);
        return await waiting.AnyAsync(cancellation) ? await db.WriteAsync(() => SealWaitingAsync(everything, cancellation), cancellation) : 0;
    }

    internal async Task<AuditHead?> HeadAsync(CancellationToken cancellation) =>
        await db.Set<AuditSeal>().AsNoTracking().OrderByDescending(s => s.Sequence).FirstOrDefaultAsync(cancellation) is { } last
            ? new AuditHead(last.Sequence, Convert.ToHexStringLower(last.Chain))
            : null;

    /// <returns>Null where there is no such link.</returns>
    internal async Task<AuditHead?> LinkAsync(long sequence, CancellationToken cancellation) =>
        await db.Set<AuditSeal>().AsNoTracking().FirstOrDefaultAsync(s => s.Sequence == sequence, cancellation) is { } link
            ? new AuditHead(link.Sequence, Convert.ToHexStringLower(link.Chain))
            : null;

    private async Task<int> SealWaitingAsync(bool everything, CancellationToken cancellation)
    {
        var last = await db.Set<AuditSeal>().AsNoTracking().OrderByDescending(s => s.Sequence).FirstOrDefaultAsync(cancellation);
        var (sequence, chain) = (last?.Sequence ?? 0, last?.Chain ?? AuditDigest.Beginning);
        var rows = await (await WaitingAsync(everything, cancellation)).AsNoTracking().OrderBy(r => r.Id).Take(Batch).ToListAsync(cancellation);
        foreach (var row in rows)
        {
            var payload = AuditDigest.Payload(row);
            chain = AuditDigest.Chain(chain, ++sequence, row, payload);
            db.Add(new AuditSeal { Sequence = sequence, RowId = row.Id, PayloadDigest = payload, Chain = chain });
        }

        return rows.Count;
    }

    private async Task<IQueryable<AuditRow>> WaitingAsync(bool everything, CancellationToken cancellation)
    {
        var seals = db.Set<AuditSeal>();
        var from = everything ? 0 : (await seals.MaxAsync(s => (long?)s.RowId, cancellation) ?? 0) - Late;
        return db.Set<AuditRow>().Where(r => r.Id > from && !seals.Any(s => s.RowId == r.Id));
    }
}

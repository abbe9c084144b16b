using System.Security.Cryptography;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Framework.Auditing;

/// <summary>What is wrong with the chain, at its first broken place.</summary>
public enum AuditFlaw
{
    None,

    /// <summary>A sealed row is not there any more.</summary>
    RowGone,

    /// <summary>What was done is another than was sealed: who, when, what, to what, or the order.</summary>
    RowChanged,

    /// <summary>Before or after is another than was sealed.</summary>
    PayloadChanged,

    /// <summary>A payload is empty and no recorded erasure accounts for it.</summary>
    PayloadGone,

    /// <summary>Links of the chain are missing.</summary>
    LinkGone,

    /// <summary>The chain ends before, or differs from, the head kept beside the database or noted by people.</summary>
    OtherHead,
}

/// <param name="Sequence">The link where the chain breaks; 0 where it holds.</param>
/// <param name="RowId">The row that link is about.</param>
/// <param name="Sealed">Links that hold.</param>
/// <param name="Unsealed">Rows not yet in the chain.</param>
/// <param name="Erased">Payloads erased with a record of it.</param>
/// <param name="Expected">The head that was not found.</param>
internal sealed record AuditVerdict(AuditFlaw Flaw, long Sequence, long RowId, long Sealed, long Unsealed, long Erased, AuditHead? Head, AuditHead? Expected = null);

/// <summary>Follows the chain from its beginning and stops at the first link that does not hold.</summary>
internal sealed class AuditVerifier(LearningDbContext db, AuditAnchor anchor)
{
    private const int Step = 2000;

    /// <param name="noted">A head people wrote down earlier; null for the one kept beside the database alone.</param>
    public async Task<AuditVerdict> VerifyAsync(AuditHead? noted, CancellationToken cancellation)
    {
        var heads = new[] { anchor.Read(), noted }.OfType<AuditHead>().ToLookup(h => h.Sequence);
        var (sequence, chain, erased) = (0L, AuditDigest.Beginning, 0L);
        AuditVerdict Broken(AuditFlaw flaw, long row, AuditHead? expected = null) => new(flaw, sequence + 1, row, sequence, 0, erased, HeadOf(sequence, chain), expected);
        for (var read = Step; read == Step;)
        {
            var links = await LinksAsync(sequence, cancellation);
            foreach (var (seal, row) in links)
            {
                if (Flaw(seal, row, sequence, chain) is not AuditFlaw.None and var flaw)
                {
                    return Broken(flaw, flaw == AuditFlaw.LinkGone ? 0 : seal.RowId);
                }

                (sequence, chain) = (seal.Sequence, seal.Chain);
                erased += row!.ErasedBy is null ? 0 : 1;
                if (heads[sequence].FirstOrDefault(h => h != HeadOf(sequence, chain)) is { } other)
                {
                    return new(AuditFlaw.OtherHead, sequence, seal.RowId, sequence, 0, erased, HeadOf(sequence, chain), other);
                }
            }

            read = links.Count;
        }

        if (heads.Where(h => h.Key > sequence).SelectMany(h => h).MaxBy(h => h.Sequence) is { } missing)
        {
            return Broken(AuditFlaw.OtherHead, 0, missing);
        }

        if (await UnaccountedAsync(cancellation) is { } emptied)
        {
            return new(AuditFlaw.PayloadGone, emptied.Sequence, emptied.RowId, sequence, 0, erased, HeadOf(sequence, chain));
        }

        var unsealed = await db.Set<AuditRow>().LongCountAsync(r => !db.Set<AuditSeal>().Any(s => s.RowId == r.Id), cancellation);
        return new(AuditFlaw.None, 0, 0, sequence, unsealed, erased, HeadOf(sequence, chain));
    }

    private static AuditFlaw Flaw(AuditSeal seal, AuditRow? row, long sequence, byte[] chain)
    {
        if (seal.Sequence != sequence + 1)
        {
            return AuditFlaw.LinkGone;
        }

        if (row is null)
        {
            return AuditFlaw.RowGone;
        }

        var erased = row is { ErasedBy: not null, Salt: null, Before: null, After: null };
        if (!erased && !Same(AuditDigest.Payload(row), seal.PayloadDigest))
        {
            return row is { Salt: null, Before: null, After: null } ? AuditFlaw.PayloadGone : AuditFlaw.PayloadChanged;
        }

        return Same(AuditDigest.Chain(chain, seal.Sequence, row, seal.PayloadDigest), seal.Chain) ? AuditFlaw.None : AuditFlaw.RowChanged;
    }

    /// <summary>Every erasure is a row that says how many payloads it emptied; more or fewer are not its doing.</summary>
    private async Task<AuditSeal?> UnaccountedAsync(CancellationToken cancellation)
    {
        var erasures = await db.Set<AuditRow>().AsNoTracking().Where(r => r.ErasedBy != null).GroupBy(r => r.ErasedBy!.Value)
            .Select(g => new { By = g.Key, Count = g.LongCount(), First = g.Min(r => r.Id) }).OrderBy(e => e.First).ToListAsync(cancellation);
        foreach (var erasure in erasures)
        {
            var record = await db.Set<AuditRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == erasure.By, cancellation);
            if (record is null || record.SubjectKind != AuditPayloads.SubjectKind || record.SubjectId != AuditPayloads.CountText(erasure.Count))
            {
                return await db.Set<AuditSeal>().AsNoTracking().FirstAsync(s => s.RowId == erasure.First, cancellation);
            }
        }

        return null;
    }

    private async Task<List<(AuditSeal Seal, AuditRow? Row)>> LinksAsync(long after, CancellationToken cancellation)
    {
        var seals = await db.Set<AuditSeal>().AsNoTracking().Where(s => s.Sequence > after).OrderBy(s => s.Sequence).Take(Step).ToListAsync(cancellation);
        var wanted = db.Set<AuditSeal>().Where(s => s.Sequence > after).OrderBy(s => s.Sequence).Take(Step).Select(s => s.RowId);
        var rows = await db.Set<AuditRow>().AsNoTracking().Where(r => wanted.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellation);
        return [.. seals.Select(s => (s, rows.GetValueOrDefault(s.RowId)))];
    }

    private static AuditHead? HeadOf(long sequence, byte[] chain) => sequence == 0 ? null : new AuditHead(sequence, Convert.ToHexStringLower(chain));

    private static bool Same(byte[] one, byte[] other) => CryptographicOperations.FixedTimeEquals(one, other);
}

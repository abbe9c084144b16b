using System.Globalization;
using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Framework.Auditing;

/// <summary>Empties what audit rows say was there before and after. The rows stay, and the chain over them holds.</summary>
public sealed class AuditPayloads(LearningDbContext db, AuditChain chain, Scope scope, TimeProvider clock)
{
    internal const string SubjectKind = "audit-payloads";

    internal static string CountText(long count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>Inside a unit of work: empties the payloads of the rows chosen and records that it did. Rows of earlier erasures are passed over.</summary>
    /// <param name="action">Why, such as <c>privacy.erase</c>.</param>
    /// <returns>How many.</returns>
    public async Task<int> EraseAsync(IQueryable<AuditRow> chosen, string action, IScoped? area, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        await db.SaveChangesAsync(cancellation);
        await chain.SealAllAsync(cancellation);
        var full = chosen.Where(r => r.ErasedBy == null && r.Salt != null && r.SubjectKind != SubjectKind);
        var count = await full.CountAsync(cancellation);
        if (count == 0)
        {
            return 0;
        }

        var record = new AuditRow
        {
            At = clock.Instant(),
            PersonId = scope.ActorOrNone?.PersonId,
            OrganisationId = scope.ActorOrNone?.OrganisationId,
            Action = action,
            SubjectKind = SubjectKind,
            SubjectId = CountText(count),
            CountyId = area?.CountyId,
            SchoolId = area?.SchoolId,
        };
        db.Add(record);
        await db.SaveChangesAsync(cancellation);
        var emptied = await full.Where(r => r.Id < record.Id).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.Before, (string?)null).SetProperty(r => r.After, (string?)null).SetProperty(r => r.Salt, (byte[]?)null).SetProperty(r => r.ErasedBy, record.Id),
            cancellation);
        return emptied == count ? count : throw new DbUpdateConcurrencyException($"{emptied} of {count} payloads were there to erase.");
    }
}

using Learning.Core.People;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Qualifications;

/// <summary>Qualifications given elsewhere, as other modules ask for them.</summary>
internal sealed class QualificationRegister(LearningDbContext db) : IQualifications
{
    private static readonly Func<LearningDbContext, IAsyncEnumerable<QualificationKindName>> Kinds = EF.CompileAsyncQuery((LearningDbContext db) =>
        db.Set<QualificationKind>().OrderBy(k => k.Order).ThenBy(k => k.Code).Select(k => new QualificationKindName(k.Code, k.Title)));

    public async Task<IReadOnlyList<QualificationKindName>> KindsAsync(CancellationToken cancellation)
    {
        var kinds = new List<QualificationKindName>();
        await foreach (var kind in Kinds(db).WithCancellation(cancellation))
        {
            kinds.Add(kind);
        }

        return kinds;
    }

    public async Task<IReadOnlyList<HeldQualification>> HeldAsync(
        IReadOnlyCollection<string> kinds, IReadOnlyCollection<Guid>? personIds, DateOnly day, DateTimeOffset? knownAt, CancellationToken cancellation)
    {
        if (kinds.Count == 0 || personIds is { Count: 0 })
        {
            return [];
        }

        var wanted = kinds.ToArray();
        var rows = db.Set<Qualification>().AsNoTracking().Where(q => EF.Parameter(wanted).Contains(q.Kind) && q.IssuedOn <= day && (q.ExpiresOn == null || q.ExpiresOn >= day));
        rows = knownAt is { } known
            ? rows.Where(q => db.Set<QualificationDecision>().Where(d => d.QualificationId == q.Id && d.DecidedAt <= known)
                .OrderByDescending(d => d.DecidedAt).ThenByDescending(d => d.Id).Select(d => d.State).FirstOrDefault() == QualificationState.Accepted)
            : rows.Where(q => q.State == QualificationState.Accepted);
        var holders = db.People.AsQueryable();
        if (personIds is not null)
        {
            var ids = personIds.ToArray();
            holders = holders.Where(p => EF.Parameter(ids).Contains(p.Id) || (p.MergedIntoId != null && EF.Parameter(ids).Contains(p.MergedIntoId.Value)));
        }

        var held = await (
            from row in rows
            join holder in holders on row.PersonId equals holder.Id
            select new { PersonId = holder.MergedIntoId ?? holder.Id, row.Kind }).Distinct().ToListAsync(cancellation);
        return [.. held.Select(h => new HeldQualification(h.PersonId, h.Kind))];
    }
}

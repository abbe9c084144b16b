using Learning.Core.People;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Appointments;

/// <summary>Answers targets who is exempt on a day.</summary>
internal sealed class ExemptionRegister(LearningDbContext db) : IExemptions
{
    // "My year" asks this on every view.
    private static readonly Func<LearningDbContext, Guid, DateOnly, IAsyncEnumerable<Exempted>> OfOne = EF.CompileAsyncQuery((LearningDbContext db, Guid person, DateOnly day) =>
        db.Set<Exemption>().Where(e => e.PersonId == person && e.ReplacedAt == null && e.From <= day && (e.To == null || e.To >= day)).Select(e => new Exempted(e.PersonId, e.TargetKey)));

    public async Task<IReadOnlyList<Exempted>> OnAsync(DateOnly day, IReadOnlyCollection<Guid>? personIds, DateTimeOffset? knownAt, CancellationToken cancellation)
    {
        if (personIds is { Count: 1 } && knownAt is null)
        {
            var own = new List<Exempted>();
            await foreach (var exempted in OfOne(db, personIds.First(), day).WithCancellation(cancellation))
            {
                own.Add(exempted);
            }

            return own;
        }

        var rows = db.Set<Exemption>().AsNoTracking().Where(e => e.From <= day && (e.To == null || e.To >= day));
        rows = knownAt is { } known
            ? rows.Where(e => e.RecordedAt <= known && (e.ReplacedAt == null || e.ReplacedAt > known))
            : rows.Where(e => e.ReplacedAt == null);
        if (personIds is not null)
        {
            var ids = personIds.ToArray();
            rows = rows.Where(e => EF.Parameter(ids).Contains(e.PersonId));
        }

        return await rows.Select(e => new Exempted(e.PersonId, e.TargetKey)).ToListAsync(cancellation);
    }
}

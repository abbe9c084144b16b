using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Organisations;

/// <summary>Numbers of one day as entered; what is null is left as it is.</summary>
internal sealed record FactEntry(DateOnly AsOf, int? Pupils, int? Boarders, int? Classes);

internal enum FactRefusal
{
    NotThere,

    /// <summary>More boarders than pupils, counting what is known of the same day.</summary>
    MoreBoardersThanPupils,
}

/// <summary>A day's numbers as they stand.</summary>
internal sealed record FactDay(DateOnly AsOf, int? Pupils, int? Boarders, int? Classes, DateTimeOffset RecordedAt);

/// <summary>Dated numbers of a school: a later day is a further row, a corrected day takes the place of the old row.</summary>
internal sealed class FactBook(LearningDbContext db, Scope scope, Audit audit, TimeProvider clock)
{
    public Task<FactRefusal?> EnterAsync(Guid organisationId, FactEntry entry, CancellationToken cancellation) =>
        db.WriteAsync<FactRefusal?>(
            async () =>
            {
                if (await db.Organisations.AsNoTracking().Within(scope).FirstOrDefaultAsync(o => o.Id == organisationId && o.SchoolId != null, cancellation) is not { } place)
                {
                    return FactRefusal.NotThere;
                }

                var standing = await db.OrganisationFacts.Where(f => f.OrganisationId == organisationId && f.AsOf == entry.AsOf && f.ReplacedAt == null).ToListAsync(cancellation);
                int? Known(string fact, int? entered) => entered ?? standing.Find(f => f.Fact == fact)?.Value;
                if (Known(OrganisationFacts.Boarders, entry.Boarders) > Known(OrganisationFacts.Pupils, entry.Pupils))
                {
                    return FactRefusal.MoreBoardersThanPupils;
                }

                var before = Told(standing, entry.AsOf);
                var changed = false;
                foreach (var (fact, value) in new[] { (OrganisationFacts.Pupils, entry.Pupils), (OrganisationFacts.Boarders, entry.Boarders), (OrganisationFacts.Classes, entry.Classes) })
                {
                    changed |= value is { } number && Put(place, standing.Find(f => f.Fact == fact), fact, number, entry.AsOf);
                }

                if (changed)
                {
                    audit.Record(
                        "organisations.facts", "organisation", organisationId.ToString(), standing.Count == 0 ? null : before,
                        new { entry.AsOf, entry.Pupils, entry.Boarders, entry.Classes }, place);
                    db.Raise(new AppointmentsChanged([], [organisationId]));
                }

                return null;
            },
            cancellation);

    /// <summary>The days there are numbers of, the latest first.</summary>
    public async Task<IReadOnlyList<FactDay>> DaysAsync(Guid organisationId, CancellationToken cancellation)
    {
        var facts = await db.OrganisationFacts.AsNoTracking().Where(f => f.OrganisationId == organisationId && f.ReplacedAt == null).ToListAsync(cancellation);
        return [.. facts.GroupBy(f => f.AsOf).OrderByDescending(g => g.Key).Select(g => new FactDay(
            g.Key, Value(g, OrganisationFacts.Pupils), Value(g, OrganisationFacts.Boarders), Value(g, OrganisationFacts.Classes), g.Max(f => f.RecordedAt)))];
    }

    private bool Put(Organisation place, OrganisationFact? old, string fact, int value, DateOnly asOf)
    {
        if (old?.Value == value)
        {
            return false;
        }

        if (old is not null)
        {
            old.ReplacedAt = clock.Instant();
        }

        db.Add(new OrganisationFact
        {
            Id = clock.NewId(),
            OrganisationId = place.Id,
            CountyId = place.CountyId,
            SchoolId = place.SchoolId,
            Fact = fact,
            Value = value,
            AsOf = asOf,
            RecordedAt = clock.Instant(),
        });
        return true;
    }

    private static int? Value(IEnumerable<OrganisationFact> facts, string fact) => facts.FirstOrDefault(f => f.Fact == fact)?.Value;

    private static object Told(List<OrganisationFact> facts, DateOnly asOf) => new
    {
        AsOf = asOf,
        Pupils = Value(facts, OrganisationFacts.Pupils),
        Boarders = Value(facts, OrganisationFacts.Boarders),
        Classes = Value(facts, OrganisationFacts.Classes),
    };
}

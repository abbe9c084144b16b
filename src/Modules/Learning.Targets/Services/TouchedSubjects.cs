using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Events;
using Microsoft.EntityFrameworkCore;

namespace Learning.Targets.Services;

/// <summary>Raised once when the first subject of a unit is touched; by the time it is heard, all the unit's other events have been.</summary>
internal sealed record SubjectsTouched : IEvent;

/// <summary>Gathers what a unit of work touches, so that issuing 500 certificates is evaluated in one batch.</summary>
internal sealed class TouchedSubjects(LearningDbContext db)
{
    private readonly Dictionary<Touch, HashSet<Guid>> people = [];
    private readonly HashSet<Guid> organisations = [];
    private Guid unit;

    public void People(Touch touch, IEnumerable<Guid> ids)
    {
        Begin();
        if (!people.TryGetValue(touch, out var touched))
        {
            people[touch] = touched = [];
        }

        touched.UnionWith(ids);
    }

    public void Organisations(IEnumerable<Guid> ids)
    {
        Begin();
        organisations.UnionWith(ids);
    }

    public (IReadOnlyList<(Touch Touch, IReadOnlyCollection<Guid> Ids)> People, IReadOnlyCollection<Guid> Organisations) Take()
    {
        var taken = (people.Where(p => p.Value.Count > 0).Select(p => (p.Key, (IReadOnlyCollection<Guid>)p.Value)).ToList(), organisations.ToList());
        Forget();
        return taken;
    }

    private void Begin()
    {
        var current = db.Database.CurrentTransaction!.TransactionId;
        if (unit != current)
        {
            // Left over from a unit that was rolled back.
            Forget();
            unit = current;
        }

        if (people.Count == 0 && organisations.Count == 0)
        {
            db.Raise(new SubjectsTouched());
        }
    }

    private void Forget()
    {
        people.Clear();
        organisations.Clear();
    }
}

internal sealed class EvaluateTouchedSubjects(TouchedSubjects touched, ProgressUpdater updater, LearningDbContext db) : IHandle<SubjectsTouched>
{
    private const int Batch = 1000;

    public async Task HandleAsync(SubjectsTouched happened, CancellationToken cancellation)
    {
        var (people, organisations) = touched.Take();
        foreach (var (touch, ids) in people)
        {
            foreach (var batch in ids.Chunk(Batch))
            {
                await updater.PeopleAsync(batch, touch, cancellation);
                // The next pass reads what this one wrote.
                await db.SaveChangesAsync(cancellation);
            }
        }

        await updater.OrganisationsAsync(organisations, cancellation);
    }
}

using Learning.Core;
using Learning.Framework.Data;

namespace Learning.Certificates.Services;

/// <summary>Some people's requirements have changed: told once, after everything that is happening now.</summary>
internal sealed record ProposalsDue : IEvent;

/// <summary>Gathers whom to look at again in this unit of work, so that a hundred postings make one check.</summary>
internal sealed class ProposalChecks(LearningDbContext db)
{
    private readonly HashSet<(Guid Person, string Type)> due = [];
    private Guid gatheredIn;

    public void Mark(Guid personId, IEnumerable<string> types)
    {
        // A unit that is retried is another transaction: what was gathered for the lost one is void.
        var transaction = db.Database.CurrentTransaction!.TransactionId;
        if (transaction != gatheredIn)
        {
            due.Clear();
            gatheredIn = transaction;
        }

        var first = due.Count == 0;
        due.UnionWith(types.Select(t => (personId, t)));
        if (first && due.Count > 0)
        {
            db.Raise(new ProposalsDue());
        }
    }

    public ILookup<string, Guid> Take()
    {
        var taken = due.ToLookup(d => d.Type, d => d.Person);
        due.Clear();
        return taken;
    }
}

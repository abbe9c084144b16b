using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Targets.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace Learning.Targets.Services;

/// <summary>Finds what an audience asks of its people beside their posts: only where it asks, and only of whom it could concern.</summary>
internal sealed class PeopleFactsReader(LearningDbContext db, IQualifications qualifications)
{
    /// <param name="knownAt">As known at this instant; null for now.</param>
    /// <returns>Null where the audience asks for none.</returns>
    public async Task<PeopleFacts?> OfAsync(PeopleAudience audience, IEnumerable<Post> posts, DateOnly day, DateTimeOffset? knownAt, CancellationToken cancellation)
    {
        if (audience is { NewSince: null, ExemptBy: null })
        {
            return null;
        }

        var people = Audiences.Candidates(audience, posts);
        if (people.Length == 0)
        {
            return null;
        }

        var first = audience.NewSince is null ? [] : await FirstDaysAsync(people, knownAt, cancellation);
        var qualified = audience.ExemptBy is { } kinds
            ? (await qualifications.HeldAsync([.. kinds.Select(k => k.Code)], people, day, knownAt, cancellation)).Select(q => q.PersonId).ToHashSet()
            : [];
        return new PeopleFacts(person => first.GetValueOrDefault(person, Period.Beginning), qualified.Contains);
    }

    /// <summary>Of all their posts, wherever and whatever they were: who changed school or role is not new.</summary>
    private Task<Dictionary<Guid, DateOnly>> FirstDaysAsync(Guid[] people, DateTimeOffset? knownAt, CancellationToken cancellation)
    {
        var posts = db.Appointments.AsNoTracking().Where(a => EF.Parameter(people).Contains(a.PersonId));
        posts = knownAt is { } known ? posts.Where(a => a.RecordedAt <= known && (a.ReplacedAt == null || a.ReplacedAt > known)) : posts.Where(a => a.ReplacedAt == null);
        return posts.GroupBy(a => a.PersonId).Select(g => new { g.Key, First = g.Min(a => a.From) }).ToDictionaryAsync(g => g.Key, g => g.First, cancellation);
    }
}

using Learning.Core.People;
using Learning.People.Models;

namespace Learning.People.Services.Rosters.Judging;

/// <summary>People in post at the file's places whom it does not name.</summary>
internal sealed class MissingPeople(KnownPlaces places, KnownPeople known, DateOnly today)
{
    public IReadOnlyList<(KnownPerson Person, Organisation Place)> NotListed(IReadOnlyList<Question> questions, IReadOnlyList<Verdict> verdicts)
    {
        var listed = new HashSet<(Guid Place, Guid Person)>();
        var here = new HashSet<Guid>();
        for (var i = 0; i < verdicts.Count; i++)
        {
            if (verdicts[i].Place is not { } place)
            {
                continue;
            }

            here.Add(place.Id);
            if (verdicts[i].Person is { } person)
            {
                listed.Add((place.Id, person.Id));
            }

            // A row with a mistake in it names somebody all the same.
            listed.UnionWith(verdicts[i].Kind is RowKind.Wrong or RowKind.Doubtful ? known.AtPlace(place.Id, questions[i].Entry.Name).Select(p => (place.Id, p.Id)) : []);
        }

        return [.. known.All.SelectMany(p => p.StaffPosts(today).Where(a => here.Contains(a.OrganisationId)).Select(a => a.OrganisationId).Distinct()
                .Where(place => !listed.Contains((place, p.Id))).Select(place => (p, places[place]!)))
            .OrderBy(m => m.Item2.Order).ThenBy(m => m.Item2.Code, StringComparer.Ordinal).ThenBy(m => m.p.Name, StringComparer.Ordinal).ThenBy(m => m.p.Id)];
    }

    /// <summary>They stay as they are, unless the clerk says that they left on a day.</summary>
    public Verdict Of(Question question, (Guid PersonId, Guid PlaceId) missing)
    {
        var person = known.ById(missing.PersonId);
        var place = places[missing.PlaceId];
        var posts = person?.StaffPosts(today).Where(p => p.OrganisationId == missing.PlaceId).ToList() ?? [];
        return new Verdict
        {
            Kind = RowKind.Missing,
            Key = missing.PersonId.ToString("N"),
            Person = person,
            Place = place,
            Role = posts.OrderBy(p => RoleRules.Rank(p.Role)).FirstOrDefault()?.Role,
            Steps = question is { Decision: RowDecision.End, EndOn: { } day } && place is not null && posts.Count > 0
                ? [.. person!.Posts.Where(p => p.OrganisationId == place.Id && !Roles.Officers.Contains(p.Role) && (p.To is null || p.To > day)).Select(p => PostPlanner.EndOn(p, place, day))]
                : [],
        };
    }
}

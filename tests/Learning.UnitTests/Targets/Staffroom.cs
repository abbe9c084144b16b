using Learning.Core.People;
using Learning.Targets.Evaluation;

namespace Learning.UnitTests.Targets;

/// <summary>Posts and places for evaluations, named by small numbers.</summary>
internal sealed class Staffroom
{
    private readonly Dictionary<Guid, (string Kind, Guid? County)> kinds = [];

    public List<Post> Posts { get; } = [];

    public List<Place> Places { get; } = [];

    public static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    public static Guid Person(int number) => Id(1000 + number);

    public Staffroom School(int number, string kind = "primary", int? county = 100, int? pupils = null, int? boarders = null, int? classes = null)
    {
        var facts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (fact, value) in new[] { (OrganisationFacts.Pupils, pupils), (OrganisationFacts.Boarders, boarders), (OrganisationFacts.Classes, classes) })
        {
            if (value is { } known)
            {
                facts[fact] = known;
            }
        }

        Guid? area = county is { } c ? Id(c) : null;
        kinds[Id(number)] = (kind, area);
        Places.Add(new Place(Id(number), kind, area, Id(number), facts));
        return this;
    }

    public Staffroom Post(int person, string role, int school = 1, string? employment = null, string standing = Standings.InPost, int since = 2020)
    {
        if (!kinds.TryGetValue(Id(school), out var place))
        {
            School(school);
            place = kinds[Id(school)];
        }

        Posts.Add(new Post(Person(person), Id(school), place.Kind, place.County, Id(school), role, employment, standing, new DateOnly(since, 9, 1)));
        return this;
    }

    /// <summary>Evaluates a people's target; what is not named has attained nothing.</summary>
    public IReadOnlyList<Outcome> People(Target target, params (int Person, decimal Attained)[] attained) =>
        Evaluate.People(target.Counted, Posts, id => attained.FirstOrDefault(a => Person(a.Person) == id).Attained, countRetired: false);

    public IReadOnlyList<Outcome> Staff(Target target) => Evaluate.Staff(target.Counted, Places, Posts);

    public IEnumerable<int> In(Target target) => People(target).Select(o => BitConverter.ToInt32(o.SubjectId.ToByteArray()) - 1000).Order();
}

using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Services.Rosters.Reading;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Rosters.Judging;

/// <summary>Places by code and by name, and whether they lie in the acting person's area.</summary>
internal sealed class KnownPlaces
{
    private readonly Scope scope;
    private readonly Dictionary<Guid, Organisation> byId;
    private readonly Dictionary<string, Organisation> byCode;
    private readonly ILookup<string, Organisation> byName;
    private readonly ILookup<string, Organisation> gone;
    private readonly Dictionary<string, string?> likely = new(StringComparer.Ordinal);

    private KnownPlaces(Scope scope, IReadOnlyList<Organisation> all)
    {
        this.scope = scope;
        var open = all.Where(o => o.ClosedOn is null).ToList();
        gone = all.Where(o => o.ClosedOn is not null && IsMine(o)).SelectMany(o => new[] { o.Code, o.Name }, (o, key) => (Key: Cleaning.PlaceKey(key), Place: o)).ToLookup(p => p.Key, p => p.Place, StringComparer.Ordinal);
        byId = open.ToDictionary(o => o.Id);
        byCode = open.ToDictionary(o => Cleaning.PlaceKey(o.Code), StringComparer.Ordinal);
        byName = open.ToLookup(o => Cleaning.PlaceKey(o.Name), StringComparer.Ordinal);
    }

    public static async Task<KnownPlaces> LoadAsync(LearningDbContext db, Scope scope, CancellationToken cancellation) =>
        new(scope, await db.Organisations.AsNoTracking().ToListAsync(cancellation));

    public Organisation? this[Guid id] => byId.GetValueOrDefault(id);

    public bool IsMine(Organisation place) => scope.Holds(place.CountyId, place.SchoolId);

    /// <summary>The place a row means: by its code, else by its exact name; a name within the area goes before the same name outside it.</summary>
    public (Organisation? Place, ProblemKind? Problem) Find(string? code, string? name, Guid? otherwise)
    {
        if (code is not null && byCode.TryGetValue(Cleaning.PlaceKey(code), out var coded))
        {
            return Mine(coded);
        }

        if (name is not null)
        {
            var named = byName[Cleaning.PlaceKey(name)].ToList();
            var mine = named.Where(IsMine).ToList();
            return mine.Count == 1 ? (mine[0], null)
                : mine.Count > 1 ? (null, ProblemKind.SchoolAmbiguous)
                : named.Count > 0 ? (null, ProblemKind.SchoolElsewhere)
                : byCode.TryGetValue(Cleaning.PlaceKey(name), out var byItsCode) ? Mine(byItsCode)
                : (null, ProblemKind.SchoolUnknown);
        }

        return code is not null ? (null, ProblemKind.SchoolUnknown)
            : otherwise is { } id && byId.TryGetValue(id, out var place) ? Mine(place)
            : (null, ProblemKind.SchoolMissing);
    }

    /// <summary>A closed place of the area by a code or name no open one has, and what it went into, if anything that is still there.</summary>
    public (Organisation Place, Organisation? Into)? Gone(string? code, string? name)
    {
        var closed = new[] { code, name }.OfType<string>().SelectMany(k => gone[Cleaning.PlaceKey(k)]).OrderByDescending(o => o.ClosedOn).FirstOrDefault();
        return closed is null ? null : (closed, closed.MergedIntoId is { } into ? this[into] : null);
    }

    /// <summary>The one place of the area whose name differs least from a name nobody has; null where none is near, or two are as near.</summary>
    public string? Likely(string name)
    {
        var key = Cleaning.PlaceKey(name);
        if (!likely.TryGetValue(key, out var found))
        {
            var near = byId.Values.Where(IsMine).Select(o => (o.Name, Steps: Spelling.Distance(key, Cleaning.PlaceKey(o.Name)))).Where(o => o.Steps <= Math.Max(1, key.Length / 4)).OrderBy(o => o.Steps).Take(2).ToList();
            likely[key] = found = near.Count == 1 || (near.Count == 2 && near[0].Steps < near[1].Steps) ? near[0].Name : null;
        }

        return found;
    }

    private (Organisation? Place, ProblemKind? Problem) Mine(Organisation place) => IsMine(place) ? (place, null) : (null, ProblemKind.SchoolElsewhere);
}

using Learning.Core.People;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Rosters.Judging;

/// <summary>Someone the site knows, with what a roster may say about them.</summary>
internal sealed record KnownPerson(Guid Id, string Name, string? StaffNumber, int Version)
{
    public KnownContact? Contact { get; init; }

    /// <summary>Posts that hold, oldest first.</summary>
    public IReadOnlyList<Appointment> Posts { get; init; } = [];

    /// <summary>Posts as staff, not as an officer, that hold on a day.</summary>
    public IEnumerable<Appointment> StaffPosts(DateOnly day) => Posts.Where(p => !Roles.Officers.Contains(p.Role) && p.From <= day && (p.To is null || p.To >= day));
}

/// <param name="PhoneHash">In hexadecimal, to compare by.</param>
internal sealed record KnownContact(int Version, string? PhoneHash, string? IdentityHash);

/// <summary>What a file asks the database about, loaded in sets: whoever has one of its numbers, and whoever is in post at one of its places.</summary>
internal sealed class KnownPeople
{
    private const int Batch = 5000, FewHashes = 500;
    private readonly Dictionary<Guid, KnownPerson> byId;
    private readonly Dictionary<string, KnownPerson> byNumber;
    private readonly Dictionary<string, KnownPerson> byIdentity = new(StringComparer.Ordinal);
    private readonly ILookup<(string Name, string Phone), KnownPerson> byPhone;
    private readonly ILookup<(Guid Place, string Name), KnownPerson> byPlace;

    private KnownPeople(Dictionary<Guid, KnownPerson> byId, IReadOnlyDictionary<string, Guid> numbers, DateOnly today)
    {
        this.byId = byId;
        byNumber = numbers.Where(n => byId.ContainsKey(n.Value)).ToDictionary(n => n.Key, n => byId[n.Value], StringComparer.Ordinal);
        foreach (var person in byId.Values.Where(p => p.Contact?.IdentityHash is not null))
        {
            byIdentity[person.Contact!.IdentityHash!] = person;
        }

        byPhone = byId.Values.Where(p => p.Contact?.PhoneHash is not null).ToLookup(p => (p.Name, p.Contact!.PhoneHash!));
        byPlace = byId.Values.SelectMany(p => p.Posts.Where(a => a.To is null || a.To >= today).Select(a => a.OrganisationId).Distinct().Select(place => (place, Person: p)))
            .ToLookup(p => (p.place, p.Person.Name), p => p.Person);
    }

    public IEnumerable<KnownPerson> All => byId.Values;

    public KnownPerson? ById(Guid? id) => id is { } known ? byId.GetValueOrDefault(known) : null;

    public KnownPerson? ByNumber(string? number) => number is null ? null : byNumber.GetValueOrDefault(number);

    public KnownPerson? ByIdentity(string? hash) => hash is null ? null : byIdentity.GetValueOrDefault(hash);

    public IEnumerable<KnownPerson> ByPhone(string name, string? hash) => hash is null ? [] : byPhone[(name, hash)];

    public IEnumerable<KnownPerson> AtPlace(Guid place, string name) => byPlace[(place, name)];

    public static async Task<KnownPeople> LoadAsync(LearningDbContext db, KnownQuestion asked, DateOnly today, CancellationToken cancellation)
    {
        await using var plans = await OwnPlans.BeginAsync(db, cancellation);
        var ids = new HashSet<Guid>(asked.People);
        var numbers = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var batch in asked.Numbers.Chunk(Batch))
        {
            foreach (var found in await db.People.Where(p => p.StaffNumber != null && EF.Parameter(batch).Contains(p.StaffNumber)).Select(p => new { p.Id, p.StaffNumber, p.MergedIntoId }).ToListAsync(cancellation))
            {
                // A record merged into another keeps its number and leads there.
                numbers[found.StaffNumber!] = found.MergedIntoId ?? found.Id;
            }
        }

        ids.UnionWith(numbers.Values);
        ids.UnionWith(await ByHashAsync(db, asked.Hashes, cancellation));
        var places = asked.Places.ToArray();
        ids.UnionWith(await db.Appointments.Where(a => a.ReplacedAt == null && (a.To == null || a.To >= today) && EF.Parameter(places).Contains(a.OrganisationId)).Select(a => a.PersonId).ToListAsync(cancellation));
        var people = await PeopleAsync(db, ids, cancellation);
        asked.Ahead?.TakeOut(people);
        return new KnownPeople(people, numbers, today);
    }

    private static async Task<IEnumerable<Guid>> ByHashAsync(LearningDbContext db, IReadOnlyCollection<string> hashes, CancellationToken cancellation)
    {
        if (hashes.Count <= FewHashes)
        {
            var few = hashes.Select(Convert.FromHexString).ToList();
            return await db.Set<PersonContact>().Where(c => few.Contains(c.PhoneHash!)).Select(c => c.PersonId)
                .Union(db.Set<PersonContact>().Where(c => few.Contains(c.IdentityNumberHash!)).Select(c => c.PersonId)).ToListAsync(cancellation);
        }

        // SQLite compares each hash asked for with each there is, unless they are its parameters one by one: reading all once is quicker by far.
        var asked = hashes.ToHashSet(StringComparer.Ordinal);
        bool IsAsked(byte[]? hash) => hash is not null && asked.Contains(Convert.ToHexString(hash));
        var all = await db.Set<PersonContact>().AsNoTracking().Select(c => new { c.PersonId, c.PhoneHash, c.IdentityNumberHash }).ToListAsync(cancellation);
        return all.Where(c => IsAsked(c.PhoneHash) || IsAsked(c.IdentityNumberHash)).Select(c => c.PersonId);
    }

    private static async Task<Dictionary<Guid, KnownPerson>> PeopleAsync(LearningDbContext db, HashSet<Guid> ids, CancellationToken cancellation)
    {
        var people = new Dictionary<Guid, KnownPerson>(ids.Count);
        foreach (var batch in ids.Chunk(Batch))
        {
            var found = await db.People.Where(p => p.MergedIntoId == null && EF.Parameter(batch).Contains(p.Id)).Select(p => new KnownPerson(p.Id, p.Name, p.StaffNumber, p.Version)).ToListAsync(cancellation);
            var contacts = await db.Set<PersonContact>().Where(c => EF.Parameter(batch).Contains(c.PersonId))
                .Select(c => new { c.PersonId, c.Version, c.PhoneHash, c.IdentityNumberHash }).ToDictionaryAsync(c => c.PersonId, cancellation);
            var posts = (await db.Appointments.AsNoTracking().Where(a => a.ReplacedAt == null && EF.Parameter(batch).Contains(a.PersonId)).ToListAsync(cancellation)).ToLookup(a => a.PersonId);
            foreach (var person in found)
            {
                people[person.Id] = person with
                {
                    Contact = contacts.GetValueOrDefault(person.Id) is { } c ? new KnownContact(c.Version, Hex(c.PhoneHash), Hex(c.IdentityNumberHash)) : null,
                    Posts = [.. posts[person.Id].OrderBy(a => a.From).ThenBy(a => a.Id)],
                };
            }
        }

        return people;
    }

    public static string? Hex(byte[]? hash) => hash is null ? null : Convert.ToHexString(hash);
}

/// <summary>What a file asks about.</summary>
internal sealed record KnownQuestion(IReadOnlyCollection<string> Numbers, IReadOnlyCollection<string> Hashes, IReadOnlyCollection<Guid> Places, IReadOnlyCollection<Guid> People)
{
    public WrittenAhead? Ahead { get; init; }
}

/// <summary>What an import may have written before it was interrupted: to be judged again as if it were not there.</summary>
internal sealed record WrittenAhead(IReadOnlySet<Guid> People, IReadOnlyDictionary<Guid, KnownContact> Contacts)
{
    public void TakeOut(Dictionary<Guid, KnownPerson> known)
    {
        foreach (var id in People.Where(id => known.TryGetValue(id, out var person) && person.Posts.Count == 0))
        {
            known.Remove(id);
        }

        foreach (var (id, contact) in Contacts.Where(c => known.TryGetValue(c.Key, out var person) && person.Posts.Count == 0 && person.Contact == c.Value))
        {
            known[id] = known[id] with { Contact = null };
        }
    }
}

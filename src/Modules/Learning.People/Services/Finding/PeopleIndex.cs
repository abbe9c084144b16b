using System.Globalization;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Finding;

/// <summary>Brings the search of some people to what people and appointments say today, writing only what differs.</summary>
internal sealed class PeopleIndex(LearningDbContext db, TimeProvider clock)
{
    /// <summary>Inside a unit of work.</summary>
    /// <returns>How many people's terms changed.</returns>
    public async Task<int> UpdateAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellation)
    {
        // What the unit has changed so far is read below.
        await db.SaveChangesAsync(cancellation);
        var wanted = await WantedAsync(people, cancellation);
        var ids = people.ToArray();
        var present = await db.Set<SearchPerson>().Where(p => EF.Parameter(ids).Contains(p.PersonId)).ToDictionaryAsync(p => p.PersonId, cancellation);
        var next = (await db.Set<SearchPerson>().MaxAsync(p => (int?)p.Id, cancellation) ?? 0) + 1;
        var (added, terms, changed) = (new List<SearchPerson>(), new List<SearchTerm>(), 0);
        foreach (var person in wanted)
        {
            if (!present.TryGetValue(person.PersonId, out var row))
            {
                row = new SearchPerson
                {
                    Id = next++,
                    PersonId = person.PersonId,
                    SortKey = person.SortKey,
                    Name = person.Name,
                    Initials = person.Initials,
                    StaffNumber = person.StaffNumber,
                    Places = person.Places,
                };
                added.Add(row);
                terms.AddRange(PeopleTerms.Of(row).Select(t => Term(row, t)));
                continue;
            }

            changed += Change(row, person, terms) ? 1 : 0;
        }

        await db.AddManyAsync(added, cancellation);
        await db.AddManyAsync(terms, cancellation);
        return added.Count + changed;
    }

    /// <summary>New terms go past the tracker, or a second change in the same unit would meet them there.</summary>
    private bool Change(SearchPerson row, SearchPerson person, List<SearchTerm> added)
    {
        if ((row.SortKey, row.Name, row.Initials, row.StaffNumber, row.Places) == (person.SortKey, person.Name, person.Initials, person.StaffNumber, person.Places))
        {
            return false;
        }

        var before = PeopleTerms.Of(row).Select(t => (row.SortKey, t)).ToHashSet();
        var after = PeopleTerms.Of(person).Select(t => (person.SortKey, t)).ToHashSet();
        db.RemoveRange(before.Except(after).Select(t => Term(row, t.t)));
        (row.SortKey, row.Name, row.Initials, row.StaffNumber, row.Places) = (person.SortKey, person.Name, person.Initials, person.StaffNumber, person.Places);
        added.AddRange(after.Except(before).Select(t => Term(row, t.t)));
        return true;
    }

    private async Task<List<SearchPerson>> WantedAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellation)
    {
        var ids = people.ToArray();
        var persons = await db.People.AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.Id))
            .Select(p => new { p.Id, p.Name, p.SortKey, p.Initials, p.StaffNumber, p.MergedIntoId }).OrderBy(p => p.Id).ToListAsync(cancellation);
        var posts = await db.Appointments.AsNoTracking().ActiveOn(clock.Today()).Where(a => EF.Parameter(ids).Contains(a.PersonId))
            .Select(a => new { a.PersonId, a.CountyId, a.SchoolId, a.Role, a.Standing }).ToListAsync(cancellation);
        var places = posts.ToLookup(a => a.PersonId);
        return [.. persons.Select(p => new SearchPerson
        {
            Id = 0,
            PersonId = p.Id,
            Name = p.Name,
            SortKey = p.SortKey,
            Initials = p.Initials,
            StaffNumber = p.StaffNumber,
            // Who was merged into another is found by nothing.
            Places = p.MergedIntoId is not null ? "" : string.Join(';', places[p.Id].GroupBy(a => (PeopleTerms.Number(a.CountyId), PeopleTerms.Number(a.SchoolId))).OrderBy(g => g.Key)
                .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key.Item1}:{g.Key.Item2}:") + string.Join(',', g.Select(a => a.Role)
                    .Concat(g.Where(a => a.Standing != Standings.InPost).Select(a => PeopleTerms.Standing(a.Standing))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)))),
        })];
    }

    private static SearchTerm Term(SearchPerson row, (string Term, int County, int School) term) =>
        new() { Term = term.Term, SortKey = row.SortKey, Row = row.Id, County = term.County, School = term.School };
}

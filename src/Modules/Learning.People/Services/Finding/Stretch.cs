using System.Linq.Expressions;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Finding;

/// <summary>A part of the index a question is answered from.</summary>
/// <param name="Term">What those found are found by, or what it begins with.</param>
/// <param name="Begins">Every term with this beginning, not the one alone.</param>
internal sealed record Stretch(string Term, bool Begins = false)
{
    /// <summary>Terms they must have at the same place too.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>A term they must not have: who has it was in the stretch before.</summary>
    public string? Except { get; init; }

    /// <summary>Number of the county; null for all.</summary>
    public int? County { get; init; }

    /// <summary>Number of the school; null for all.</summary>
    public int? School { get; init; }

    /// <summary>What else must hold, looked up row by row.</summary>
    public IReadOnlyList<Expression<Func<SearchTerm, bool>>> Where { get; init; } = [];

    /// <summary>The first text behind every term that begins so.</summary>
    public string End => Term[..^1] + (char)(Term[^1] + 1);

    /// <summary>Of the same people those found by another term. A place needs no term: it is a column of every row.</summary>
    public Stretch On(string term) => PeopleTerms.IsOfPost(Term) ? (this with { Term = term }).And(Term) : this with { Term = term };

    /// <summary>Of those the ones with this term too.</summary>
    public Stretch And(string term) => term == Term || Also.Contains(term) ? this : this with { Also = [.. Also, term] };
}

/// <summary>A person in the order of a stretch; a person in post at two places has two rows of it and is met once.</summary>
internal sealed record Found
{
    public required string Term { get; init; }

    public required string SortKey { get; init; }

    public required int Row { get; init; }

    public required Guid PersonId { get; init; }

    public required string Name { get; init; }

    public string? StaffNumber { get; init; }
}

/// <summary>Walks along stretches of the index.</summary>
internal sealed class StretchWalk(LearningDbContext db)
{
    /// <summary>Those beyond a place. Rows are grouped, not made distinct: only so do both databases read the index in order and stop.</summary>
    public async Task<List<Found>> BeyondAsync(Stretch stretch, Place? from, bool forward, int most, CancellationToken cancellation)
    {
        if (from is null && forward && UsualStretches.Holds(stretch))
        {
            return await UsualStretches.FirstAsync(db, stretch, most, cancellation);
        }

        var rows = Rows(stretch);
        var groups = (from is null ? rows : forward ? After(rows, stretch, from) : Before(rows, stretch, from)).GroupBy(t => new { t.Term, t.SortKey, t.Row });
        var met = (forward
            ? groups.OrderBy(g => g.Key.Term).ThenBy(g => g.Key.SortKey).ThenBy(g => g.Key.Row)
            : groups.OrderByDescending(g => g.Key.Term).ThenByDescending(g => g.Key.SortKey).ThenByDescending(g => g.Key.Row)).Select(g => g.Key).Take(most);
        var found =
            from place in met
            join person in db.Set<SearchPerson>() on place.Row equals person.Id
            select new Found { Term = place.Term, SortKey = place.SortKey, Row = place.Row, PersonId = person.PersonId, Name = person.Name, StaffNumber = person.StaffNumber };
        // Said once more: a joined list has no order of its own.
        return await (forward
            ? found.OrderBy(f => f.Term).ThenBy(f => f.SortKey).ThenBy(f => f.Row)
            : found.OrderByDescending(f => f.Term).ThenByDescending(f => f.SortKey).ThenByDescending(f => f.Row)).ToListAsync(cancellation);
    }

    /// <summary>How many there are, counted to a number and no further.</summary>
    public Task<int> CountAsync(Stretch stretch, int most, CancellationToken cancellation) => UsualStretches.Holds(stretch)
        ? UsualStretches.CountAsync(db, stretch, most, cancellation)
        : Rows(stretch).GroupBy(t => new { t.Term, t.SortKey, t.Row }).Select(g => g.Key.Row).Take(most).CountAsync(cancellation);

    private IQueryable<SearchTerm> Rows(Stretch stretch)
    {
        var (start, end, terms) = (stretch.Term, stretch.Begins ? stretch.End : "", db.Set<SearchTerm>());
        var rows = stretch.Begins ? terms.Where(t => string.Compare(t.Term, start) >= 0 && string.Compare(t.Term, end) < 0) : terms.Where(t => t.Term == start);
        if (stretch.School is { } school)
        {
            rows = rows.Where(t => t.School == school);
        }

        if (stretch.County is { } county)
        {
            rows = rows.Where(t => t.County == county);
        }

        if (stretch.Except is { } except)
        {
            rows = rows.Where(t => terms.Where(o => o.Term == except && o.SortKey == t.SortKey && o.Row == t.Row).Select(o => (int?)o.Row).FirstOrDefault() == null);
        }

        rows = stretch.Also.Aggregate(rows, (narrowed, term) =>
            narrowed.Where(t => terms.Where(o => o.Term == term && o.SortKey == t.SortKey && o.Row == t.Row && o.County == t.County && o.School == t.School).Select(o => (int?)o.Row).FirstOrDefault() != null));
        return stretch.Where.Aggregate(rows, (narrowed, condition) => narrowed.Where(condition));
    }

    private static IQueryable<SearchTerm> After(IQueryable<SearchTerm> rows, Stretch stretch, Place from)
    {
        var (term, key, row) = (from.Term, from.SortKey, from.Row);
        return stretch.Begins
            ? rows.Where(t => string.Compare(t.Term, term) >= 0 && (string.Compare(t.Term, term) > 0 || string.Compare(t.SortKey, key) > 0 || (t.SortKey == key && t.Row > row)))
            : rows.Where(t => string.Compare(t.SortKey, key) >= 0 && (string.Compare(t.SortKey, key) > 0 || t.Row > row));
    }

    private static IQueryable<SearchTerm> Before(IQueryable<SearchTerm> rows, Stretch stretch, Place from)
    {
        var (term, key, row) = (from.Term, from.SortKey, from.Row);
        return stretch.Begins
            ? rows.Where(t => string.Compare(t.Term, term) <= 0 && (string.Compare(t.Term, term) < 0 || string.Compare(t.SortKey, key) < 0 || (t.SortKey == key && t.Row < row)))
            : rows.Where(t => string.Compare(t.SortKey, key) <= 0 && (string.Compare(t.SortKey, key) < 0 || t.Row < row));
    }
}

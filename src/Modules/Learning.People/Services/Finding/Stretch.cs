using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Finding;

/// <summary>A part of the index a question is answered from.</summary>
/// <param name="Rows">Its rows; a person in post at two places has two.</param>
/// <param name="OneTerm">All of one term, or of every term with one beginning.</param>
internal sealed record Stretch(IQueryable<SearchTerm> Rows, bool OneTerm)
{
    /// <summary>People beyond a place, each once. Grouped, not made distinct: only so do both databases read the index in order and stop.</summary>
    public IQueryable<Found> Beyond(Place? from, bool forward)
    {
        var people = (from is null ? Rows : forward ? After(from) : Before(from)).GroupBy(t => new { t.Term, t.SortKey, t.Row });
        var ordered = forward
            ? people.OrderBy(g => g.Key.Term).ThenBy(g => g.Key.SortKey).ThenBy(g => g.Key.Row)
            : people.OrderByDescending(g => g.Key.Term).ThenByDescending(g => g.Key.SortKey).ThenByDescending(g => g.Key.Row);
        return ordered.Select(g => new Found { Term = g.Key.Term, SortKey = g.Key.SortKey, Row = g.Key.Row });
    }

    public Task<int> CountAsync(int most, CancellationToken cancellation) =>
        Rows.GroupBy(t => new { t.Term, t.SortKey, t.Row }).Select(g => g.Key.Row).Take(most).CountAsync(cancellation);

    private IQueryable<SearchTerm> After(Place from)
    {
        var (term, key, row) = (from.Term, from.SortKey, from.Row);
        return OneTerm
            ? Rows.Where(t => string.Compare(t.SortKey, key) >= 0 && (string.Compare(t.SortKey, key) > 0 || t.Row > row))
            : Rows.Where(t => string.Compare(t.Term, term) >= 0 && (string.Compare(t.Term, term) > 0 || string.Compare(t.SortKey, key) > 0 || (t.SortKey == key && t.Row > row)));
    }

    private IQueryable<SearchTerm> Before(Place from)
    {
        var (term, key, row) = (from.Term, from.SortKey, from.Row);
        return OneTerm
            ? Rows.Where(t => string.Compare(t.SortKey, key) <= 0 && (string.Compare(t.SortKey, key) < 0 || t.Row < row))
            : Rows.Where(t => string.Compare(t.Term, term) <= 0 && (string.Compare(t.Term, term) < 0 || string.Compare(t.SortKey, key) < 0 || (t.SortKey == key && t.Row < row)));
    }
}

/// <summary>A person in the order of a stretch.</summary>
internal sealed record Found
{
    public required string Term { get; init; }

    public required string SortKey { get; init; }

    public required int Row { get; init; }
}

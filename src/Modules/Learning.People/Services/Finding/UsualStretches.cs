using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Finding;

/// <summary>What nearly every question asks: the beginning of a stretch, with two more terms at most. Compiled once; put together each time, a question costs more than its answer.</summary>
/// <remarks>
/// A further term is asked for as a value of the row, not as its being there: PostgreSQL makes a join of <c>EXISTS</c>, and planned once
/// for every term it goes through all rows of the other. So it looks each row up, as SQLite does, and stops when the page is full.
/// </remarks>
internal static class UsualStretches
{
    private static readonly Func<LearningDbContext, string, string?, string?, int?, int?, int, IAsyncEnumerable<Found>> OfTerm = EF.CompileAsyncQuery(
        (LearningDbContext db, string term, string? also, string? and, int? county, int? school, int most) =>
            from place in db.Set<SearchTerm>()
                .Where(t => t.Term == term && (county == null || t.County == county) && (school == null || t.School == school))
                .Where(t => also == null || db.Set<SearchTerm>().Where(o => o.Term == also && o.SortKey == t.SortKey && o.Row == t.Row && o.County == t.County && o.School == t.School).Select(o => (int?)o.Row).FirstOrDefault() != null)
                .Where(t => and == null || db.Set<SearchTerm>().Where(o => o.Term == and && o.SortKey == t.SortKey && o.Row == t.Row && o.County == t.County && o.School == t.School).Select(o => (int?)o.Row).FirstOrDefault() != null)
                .GroupBy(t => new { t.Term, t.SortKey, t.Row }).OrderBy(g => g.Key.Term).ThenBy(g => g.Key.SortKey).ThenBy(g => g.Key.Row).Select(g => g.Key).Take(most)
            join person in db.Set<SearchPerson>() on place.Row equals person.Id
            orderby place.Term, place.SortKey, place.Row
            select new Found { Term = place.Term, SortKey = place.SortKey, Row = place.Row, PersonId = person.PersonId, Name = person.Name, StaffNumber = person.StaffNumber });

    private static readonly Func<LearningDbContext, string, string?, string?, int?, int?, int, CancellationToken, Task<int>> CountOfTerm = EF.CompileAsyncQuery(
        (LearningDbContext db, string term, string? also, string? and, int? county, int? school, int most, CancellationToken cancellation) => db.Set<SearchTerm>()
            .Where(t => t.Term == term && (county == null || t.County == county) && (school == null || t.School == school))
            .Where(t => also == null || db.Set<SearchTerm>().Where(o => o.Term == also && o.SortKey == t.SortKey && o.Row == t.Row && o.County == t.County && o.School == t.School).Select(o => (int?)o.Row).FirstOrDefault() != null)
            .Where(t => and == null || db.Set<SearchTerm>().Where(o => o.Term == and && o.SortKey == t.SortKey && o.Row == t.Row && o.County == t.County && o.School == t.School).Select(o => (int?)o.Row).FirstOrDefault() != null)
            .GroupBy(t => new { t.Term, t.SortKey, t.Row }).Select(g => g.Key.Row).Take(most).Count());

    private static readonly Func<LearningDbContext, string, string, int?, int?, int, IAsyncEnumerable<Found>> OfBeginning = EF.CompileAsyncQuery(
        (LearningDbContext db, string start, string end, int? county, int? school, int most) =>
            from place in db.Set<SearchTerm>()
                .Where(t => string.Compare(t.Term, start) >= 0 && string.Compare(t.Term, end) < 0 && (county == null || t.County == county) && (school == null || t.School == school))
                .GroupBy(t => new { t.Term, t.SortKey, t.Row }).OrderBy(g => g.Key.Term).ThenBy(g => g.Key.SortKey).ThenBy(g => g.Key.Row).Select(g => g.Key).Take(most)
            join person in db.Set<SearchPerson>() on place.Row equals person.Id
            orderby place.Term, place.SortKey, place.Row
            select new Found { Term = place.Term, SortKey = place.SortKey, Row = place.Row, PersonId = person.PersonId, Name = person.Name, StaffNumber = person.StaffNumber });

    private static readonly Func<LearningDbContext, string, string, int?, int?, int, CancellationToken, Task<int>> CountOfBeginning = EF.CompileAsyncQuery(
        (LearningDbContext db, string start, string end, int? county, int? school, int most, CancellationToken cancellation) => db.Set<SearchTerm>()
            .Where(t => string.Compare(t.Term, start) >= 0 && string.Compare(t.Term, end) < 0 && (county == null || t.County == county) && (school == null || t.School == school))
            .GroupBy(t => new { t.Term, t.SortKey, t.Row }).Select(g => g.Key.Row).Take(most).Count());

    public static bool Holds(Stretch stretch) => stretch is { Except: null, Where.Count: 0 } && stretch.Also.Count <= (stretch.Begins ? 0 : 2);

    public static async Task<List<Found>> FirstAsync(LearningDbContext db, Stretch stretch, int most, CancellationToken cancellation)
    {
        var found = new List<Found>(most);
        var rows = stretch.Begins
            ? OfBeginning(db, stretch.Term, stretch.End, stretch.County, stretch.School, most)
            : OfTerm(db, stretch.Term, stretch.Also.ElementAtOrDefault(0), stretch.Also.ElementAtOrDefault(1), stretch.County, stretch.School, most);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            found.Add(row);
        }

        return found;
    }

    public static Task<int> CountAsync(LearningDbContext db, Stretch stretch, int most, CancellationToken cancellation) => stretch.Begins
        ? CountOfBeginning(db, stretch.Term, stretch.End, stretch.County, stretch.School, most, cancellation)
        : CountOfTerm(db, stretch.Term, stretch.Also.ElementAtOrDefault(0), stretch.Also.ElementAtOrDefault(1), stretch.County, stretch.School, most, cancellation);
}

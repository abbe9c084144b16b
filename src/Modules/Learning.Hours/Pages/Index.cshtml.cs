using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Hours.Models;
using Learning.Hours.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Learning.Hours.Pages;

/// <summary>/hours: a person's own postings of a school year, and why each is there.</summary>
[Authorize(Policy = Permissions.SeeOwnHours)]
internal sealed class IndexModel(LearningDbContext db, Scope scope, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "year")]
    public int? StartYear { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public SchoolYear Year { get; private set; }

    public IReadOnlyList<SchoolYear> Years { get; private set; } = [];

    public CreditHours Total { get; private set; }

    public IReadOnlyList<(string Category, CreditHours Hours)> ByCategory { get; private set; } = [];

    public PageOf<Line> Lines { get; private set; } = new([], 1, Paging.Size, 0);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var me = scope.Actor.PersonId;
        var now = SchoolYear.Of(clock.Today());
        Year = StartYear is >= 2000 and <= 2100 ? new SchoolYear(StartYear.Value) : now;
        var mine = db.Set<HourEntry>().AsNoTracking().Where(e => e.PersonId == me);
        Years = await YearsAsync(mine, now, cancellation);
        var (first, last) = (Year.FirstDay, Year.LastDay);
        var inYear = mine.Where(e => e.EarnedOn >= first && e.EarnedOn <= last);
        var sums = await inYear.GroupBy(e => e.Categories).Select(g => new { Categories = g.Key, Hundredths = g.Sum(e => e.Hours.Hundredths) }).ToListAsync(cancellation);
        Total = new CreditHours(sums.Sum(s => s.Hundredths));
        ByCategory = [.. sums.SelectMany(s => CategoryText.Split(s.Categories).Select(c => (Category: c, s.Hundredths)))
            .GroupBy(s => s.Category, s => s.Hundredths, StringComparer.Ordinal)
            .Select(g => (g.Key, new CreditHours(g.Sum()))).Where(c => c.Item2 != CreditHours.Zero).OrderByDescending(c => c.Item2).ThenBy(c => c.Key, StringComparer.Ordinal)];
        Lines = await LinesOf(inYear).ToPageAsync(Number, cancellation);
    }

    private IQueryable<Line> LinesOf(IQueryable<HourEntry> entries) =>
        from entry in entries
        where entry.ReversesId == null
        join reversal in db.Set<HourEntry>() on (Guid?)entry.Id equals reversal.ReversesId into reversals
        from reversal in reversals.DefaultIfEmpty()
        join person in db.Set<Person>() on entry.ActorPersonId equals (Guid?)person.Id into clerks
        from clerk in clerks.DefaultIfEmpty()
        orderby entry.EarnedOn descending, entry.Seq descending
        select new Line(
            entry.Title, entry.Hours.Hundredths, entry.EarnedOn, entry.TrainingKind, entry.OrganiserLevel, entry.SourceKey, entry.Evidence,
            clerk == null ? null : clerk.Name, reversal != null, reversal == null ? null : reversal.Reason);

    private static async Task<IReadOnlyList<SchoolYear>> YearsAsync(IQueryable<HourEntry> mine, SchoolYear now, CancellationToken cancellation)
    {
        var ends = await mine.GroupBy(_ => 1).Select(g => new { First = g.Min(e => e.EarnedOn), Last = g.Max(e => e.EarnedOn) }).FirstOrDefaultAsync(cancellation);
        var from = Math.Min(now.StartYear, ends is null ? now.StartYear : SchoolYear.Of(ends.First).StartYear);
        var to = Math.Max(now.StartYear, ends is null ? now.StartYear : SchoolYear.Of(ends.Last).StartYear);
        return [.. Enumerable.Range(from, to - from + 1).Reverse().Select(y => new SchoolYear(y))];
    }

    internal sealed record Line(
        string Title, int Hundredths, DateOnly EarnedOn, string Kind, string Level, string SourceKey, string? Evidence, string? Clerk, bool Reversed, string? Reason)
    {
        public CreditHours Hours => new(Hundredths);

        public HourSource Source => HourSources.Of(SourceKey);
    }
}

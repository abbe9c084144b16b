using Learning.Core;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Hours.Models;
using Learning.Hours.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Learning.Hours.Pages.Records;

/// <summary>/hours/records: postings of the clerk's or officer's area, newest first.</summary>
[Authorize(Policy = Permissions.SeeRecords)]
internal sealed class IndexModel(LearningDbContext db, Scope scope, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true, Name = "year")]
    public int? StartYear { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    /// <summary><c>hand</c> for what people entered, <c>site</c> for what the site posted, else both.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<SchoolYear> Years { get; private set; } = [];

    public PageOf<Line> Lines { get; private set; } = new([], 1, Paging.Size, 0);

    public bool InSchool => scope.Level == ScopeLevel.School;

    public bool Filtered => Q is not null || StartYear is not null || Kind is not null || From is not null;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var now = SchoolYear.Of(clock.Today()).StartYear;
        Years = [.. Enumerable.Range(0, 5).Select(back => new SchoolYear(now - back))];
        Lines = await LinesOf(Chosen()).ToPageAsync(Number, cancellation);
    }

    public bool MayReverse(Line line) =>
        !line.Reversed && line.PersonId != scope.Actor.PersonId && (scope.Level != ScopeLevel.School || line.Source == HourSource.Record);

    private IQueryable<HourEntry> Chosen()
    {
        var entries = db.Set<HourEntry>().AsNoTracking().Within(scope).Where(e => e.ReversesId == null);
        if (StartYear is >= 2000 and <= 2100)
        {
            var year = new SchoolYear(StartYear.Value);
            var (first, last) = (year.FirstDay, year.LastDay);
            entries = entries.Where(e => e.EarnedOn >= first && e.EarnedOn <= last);
        }

        if (Kind is not null && TrainingKinds.All.Contains(Kind))
        {
            entries = entries.Where(e => e.TrainingKind == Kind);
        }

        return From switch
        {
            "hand" => entries.Where(e => e.SourceKey.StartsWith(SourceKeys.Record)),
            "site" => entries.Where(e => !e.SourceKey.StartsWith(SourceKeys.Record)),
            _ => entries,
        };
    }

    private IQueryable<Line> LinesOf(IQueryable<HourEntry> entries)
    {
        var people = db.People.AsNoTracking();
        if (Q is { } typed)
        {
            var pinyin = typed.ToLowerInvariant();
            people = people.Where(p => p.Name.Contains(typed) || p.SortKey.StartsWith(pinyin) || p.StaffNumber == typed);
        }

        return from entry in entries
               join person in people on entry.PersonId equals person.Id
               join school in db.Organisations on entry.SchoolId equals (Guid?)school.Id into schools
               from school in schools.DefaultIfEmpty()
               join reversal in db.Set<HourEntry>() on (Guid?)entry.Id equals reversal.ReversesId into reversals
               from reversal in reversals.DefaultIfEmpty()
               orderby entry.Seq descending
               select new Line(
                   entry.Id, entry.PersonId, person.Name, school == null ? null : school.Name, entry.Title, entry.EarnedOn, entry.TrainingKind, entry.OrganiserLevel,
                   entry.Hours.Hundredths, entry.SourceKey, entry.Evidence, reversal != null, reversal == null ? null : reversal.Reason);
    }

    internal sealed record Line(
        Guid Id, Guid PersonId, string Name, string? School, string Title, DateOnly EarnedOn, string Kind, string Level, int Hundredths, string SourceKey,
        string? Evidence, bool Reversed, string? Reason)
    {
        public CreditHours Hours => new(Hundredths);

        public HourSource Source => HourSources.Of(SourceKey);
    }
}

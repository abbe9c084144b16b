using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.People.Models;
using Learning.People.Services.Appointments;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Years;

internal enum YearRefusal
{
    /// <summary>No such act or school in the acting person's area.</summary>
    NotThere,

    /// <summary>Every school chosen passed that year already.</summary>
    AlreadyDone,

    /// <summary>Not before the last term, not later than a year after.</summary>
    WrongYear,
}

/// <summary>Takes schools from one school year to the next: everything of an act in one transaction, undone the same way.</summary>
internal sealed class YearChanges(LearningDbContext db, Scope scope, AppointmentRows rows, JobQueue jobs, Audit audit, TimeProvider clock)
{
    /// <summary>More schools than this are done in the background.</summary>
    private const int AtOnce = 3;

    /// <summary>The year that is about to end, or has just ended.</summary>
    public SchoolYear Ending => clock.Today() is var today && today.Month >= 9
        ? new SchoolYear(SchoolYear.Of(today).StartYear - 1)
        : SchoolYear.Of(today);

    /// <param name="id">Made when the form was drawn: posted twice, it is done once.</param>
    public Task<YearRefusal?> ApplyAsync(Guid id, int startYear, IReadOnlyCollection<Guid> schools, IReadOnlyList<string> endingRoles, IReadOnlyList<Guid> otherwise, CancellationToken cancellation) =>
        db.WriteAsync<YearRefusal?>(
            async () =>
            {
                if (await db.Set<YearChangeAct>().AnyAsync(a => a.Id == id, cancellation))
                {
                    return null;
                }

                if (Math.Abs(startYear - Ending.StartYear) > 1)
                {
                    return YearRefusal.WrongYear;
                }

                var asked = schools.ToArray();
                var open = await db.Organisations.Within(scope).Where(o => EF.Parameter(asked).Contains(o.Id) && o.SchoolId != null && o.ClosedOn == null)
                    .OrderBy(o => o.Order).ThenBy(o => o.Code).Select(o => o.Id).ToListAsync(cancellation);
                var standing = await StandingAsync(open, startYear, cancellation);
                open.RemoveAll(standing.Contains);
                if (open.Count == 0)
                {
                    return asked.Length == 0 || standing.Count == 0 ? YearRefusal.NotThere : YearRefusal.AlreadyDone;
                }

                var act = new YearChangeAct
                {
                    Id = id,
                    CountyId = scope.CountyId,
                    SchoolId = scope.SchoolId,
                    StartYear = startYear,
                    RequestedBy = scope.Actor.PersonId,
                    RequestedAt = clock.Instant(),
                    Schools = open,
                    EndingRoles = [.. endingRoles],
                    Otherwise = [.. otherwise],
                };
                db.Add(act);
                audit.Record("years.change", "year", id.ToString(), null, new { Year = new SchoolYear(startYear).ToString(), Count = open.Count, Roles = string.Join(',', endingRoles) });
                if (open.Count <= AtOnce)
                {
                    await DoAsync(act, cancellation);
                }
                else
                {
                    await jobs.EnqueueAsync(YearChangeWorker.JobKind, id.ToString(), id, cancellation);
                }

                return null;
            },
            cancellation);

    /// <summary>In the background; run twice, it is done once.</summary>
    public Task DoWaitingAsync(Guid id, CancellationToken cancellation) =>
        db.WriteAsync(
            async () =>
            {
                var act = await db.Set<YearChangeAct>().FirstAsync(a => a.Id == id, cancellation);
                if (act.DoneAt is null)
                {
                    await DoAsync(act, cancellation);
                }
            },
            cancellation);

    public Task<YearRefusal?> UndoAsync(Guid id, CancellationToken cancellation) =>
        db.WriteAsync<YearRefusal?>(
            async () =>
            {
                if (await db.Set<YearChangeAct>().Within(scope).FirstOrDefaultAsync(a => a.Id == id, cancellation) is not { DoneAt: not null } act)
                {
                    return YearRefusal.NotThere;
                }

                if (act.UndoneAt is not null)
                {
                    return null;
                }

                act.LeftAsTheyAre = await rows.UndoAsync(id, [], cancellation);
                (act.UndoneAt, act.UndoneBy) = (clock.Instant(), scope.Actor.PersonId);
                foreach (var change in await db.Set<YearChange>().Where(c => c.ActId == id).ToListAsync(cancellation))
                {
                    (change.StandsFor, change.UndoneAt, change.UndoneBy) = (null, act.UndoneAt, act.UndoneBy);
                }

                audit.Record("years.undo", "year", id.ToString(), new { Year = new SchoolYear(act.StartYear).ToString(), Count = act.Schools.Count }, null);
                rows.Tell();
                return null;
            },
            cancellation);

    private async Task DoAsync(YearChangeAct act, CancellationToken cancellation)
    {
        var plan = new YearPlan(new SchoolYear(act.StartYear), act.EndingRoles, act.Otherwise);
        var standing = await StandingAsync(act.Schools, act.StartYear, cancellation);
        var schools = act.Schools.Where(s => !standing.Contains(s)).ToArray();
        var places = await db.Organisations.Where(o => EF.Parameter(schools).Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancellation);
        var lastDay = plan.LastDay;
        var posts = (await db.Appointments.Where(a => EF.Parameter(schools).Contains(a.OrganisationId) && a.ReplacedAt == null && (a.To == null || a.To >= lastDay)).ToListAsync(cancellation))
            .ToLookup(a => a.OrganisationId);
        foreach (var school in schools)
        {
            var decided = posts[school].Select(row => (Row: row, Decision: plan.Of(row))).ToList();
            foreach (var (row, decision) in decided)
            {
                Carry(row, decision, plan, decided.ConvertAll(d => d.Row), act.Id);
            }

            db.Add(new YearChange
            {
                Id = clock.NewId(),
                ActId = act.Id,
                OrganisationId = school,
                CountyId = places[school].CountyId,
                SchoolId = places[school].SchoolId,
                StartYear = act.StartYear,
                StandsFor = Standing(school, act.StartYear),
                Carried = decided.Count(d => d.Decision is YearDecision.GoesOn or YearDecision.Renewed),
                Ended = decided.Count(d => d.Decision == YearDecision.Ends),
                AppliedAt = clock.Instant(),
            });
        }

        act.DoneAt = clock.Instant();
        rows.Tell();
    }

    private void Carry(Appointment row, YearDecision? decision, YearPlan plan, List<Appointment> all, Guid cause)
    {
        if (decision == YearDecision.Ends && row.To != plan.LastDay)
        {
            rows.Reschedule(row, row.From, plan.LastDay, cause);
        }
        else if (decision == YearDecision.Renewed && !all.Exists(a => a.PersonId == row.PersonId && a.From > plan.LastDay && AppointmentRows.Same(a, row)))
        {
            rows.Continue(row, null, plan.LastDay.AddDays(1), plan.NextLastDay, cause);
        }
    }

    private async Task<HashSet<Guid>> StandingAsync(IEnumerable<Guid> schools, int startYear, CancellationToken cancellation)
    {
        var keys = schools.Select(s => Standing(s, startYear)).ToArray();
        return [.. await db.Set<YearChange>().Where(c => EF.Parameter(keys).Contains(c.StandsFor!)).Select(c => c.OrganisationId).ToListAsync(cancellation)];
    }

    private static string Standing(Guid school, int startYear) => $"{school:N} {startYear}";
}

internal sealed class YearChangeWorker(YearChanges changes) : IJobWorker
{
    public const string JobKind = "year-change";

    public string Kind => JobKind;

    public Task RunAsync(Job job, CancellationToken cancellation) => changes.DoWaitingAsync(System.Text.Json.JsonSerializer.Deserialize<Guid>(job.Payload), cancellation);
}

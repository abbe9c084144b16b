using Learning.Core;
using Learning.Framework.Data;
using Learning.Targets.Evaluation;
using Learning.Targets.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.Targets.Services;

/// <summary>
/// Brings the read model's rows of some subjects to what the evaluation says today. Events and the rebuild both end here,
/// on few subjects or on many, which is why the two agree.
/// </summary>
internal sealed class ProgressUpdater(LearningDbContext db, TargetCatalogue catalogue, Evaluator evaluator, TimeProvider clock)
{
    /// <summary>Inside a unit of work: people's rows of the targets whose measure one of the kinds concerns.</summary>
    public async Task PeopleAsync(IReadOnlyCollection<Guid> people, Touch touch, CancellationToken cancellation)
    {
        var targets = (await catalogue.MeasuredAsync(cancellation)).Where(t => t.Counted.Audience is PeopleAudience && Concerns(touch, t.Counted)).ToList();
        if (targets.Count == 0 || people.Count == 0)
        {
            return;
        }

        var rows = await ExistingAsync(targets, people, cancellation);
        var posts = new Dictionary<DateOnly, Staffing>();
        foreach (var target in targets)
        {
            foreach (var reckoning in Reckoning.Kept(target.Counted, clock.Today()))
            {
                var input = new EvaluationInput(reckoning.On, people);
                if (!posts.TryGetValue(reckoning.On, out var active))
                {
                    posts[reckoning.On] = active = await evaluator.PostsAsync(input, cancellation);
                }

                Put(target, reckoning, await evaluator.PeopleAsync(target, input, active, cancellation), rows);
            }
        }

        db.RemoveRange(rows.Values);
    }

    /// <summary>Inside a unit of work: organisations' rows of every staffing target.</summary>
    /// <param name="organisations">Null for all.</param>
    public async Task OrganisationsAsync(IReadOnlyCollection<Guid>? organisations, CancellationToken cancellation)
    {
        var targets = (await catalogue.MeasuredAsync(cancellation)).Where(t => t.Counted.Audience is OrganisationAudience).ToList();
        if (targets.Count == 0 || organisations is { Count: 0 })
        {
            return;
        }

        var rows = await ExistingAsync(targets, organisations, cancellation);
        foreach (var day in targets.SelectMany(t => Reckoning.Kept(t.Counted, clock.Today()).Select(r => (Target: t, Reckoning: r))).GroupBy(t => t.Reckoning.On))
        {
            var input = new EvaluationInput(day.Key, Organisations: organisations);
            var places = await evaluator.PlacesAsync(input, cancellation);
            var posts = await evaluator.StaffPostsAsync(input, cancellation);
            foreach (var (target, reckoning) in day)
            {
                Put(target, reckoning, Evaluate.Staff(target.Counted, places, posts), rows);
            }
        }

        db.RemoveRange(rows.Values);
    }

    /// <summary>Inside a unit of work: takes away rows of targets and periods that are kept no longer.</summary>
    public async Task DropOldAsync(CancellationToken cancellation)
    {
        var targets = await catalogue.MeasuredAsync(cancellation);
        var kept = targets.SelectMany(t => Reckoning.Kept(t.Counted, clock.Today()).Select(r => (t.Key, r.PeriodStart, r.AtDeadline))).ToHashSet();
        var present = await db.Set<Progress>().Select(p => new { p.TargetKey, p.PeriodStart, p.AtDeadline }).Distinct().ToListAsync(cancellation);
        foreach (var old in present.Where(p => !kept.Contains((p.TargetKey, p.PeriodStart, p.AtDeadline))))
        {
            await db.Set<Progress>().Where(p => p.TargetKey == old.TargetKey && p.PeriodStart == old.PeriodStart && p.AtDeadline == old.AtDeadline).ExecuteDeleteAsync(cancellation);
        }
    }

    private async Task<Dictionary<(string, DateOnly, bool, Guid), Progress>> ExistingAsync(List<Target> targets, IReadOnlyCollection<Guid>? subjects, CancellationToken cancellation)
    {
        var keys = targets.Select(t => t.Key).ToArray();
        var rows = db.Set<Progress>().Where(p => keys.Contains(p.TargetKey));
        if (subjects is not null)
        {
            var ids = subjects.ToArray();
            rows = rows.Where(p => EF.Parameter(ids).Contains(p.SubjectId));
        }

        return await rows.ToDictionaryAsync(p => (p.TargetKey, p.PeriodStart, p.AtDeadline, p.SubjectId), cancellation);
    }

    /// <summary>Writes the outcomes and takes their rows off the list; what stays on it is nobody's any more.</summary>
    private void Put(Target target, Reckoning reckoning, IReadOnlyList<Outcome> outcomes, Dictionary<(string, DateOnly, bool, Guid), Progress> rows)
    {
        foreach (var outcome in outcomes)
        {
            if (!rows.Remove((target.Key, reckoning.PeriodStart, reckoning.AtDeadline, outcome.SubjectId), out var row))
            {
                row = new Progress { TargetKey = target.Key, PeriodStart = reckoning.PeriodStart, AtDeadline = reckoning.AtDeadline, SubjectId = outcome.SubjectId };
                row.Take(outcome);
                db.Add(row);
                continue;
            }

            row.Take(outcome);
        }
    }

    private static bool Concerns(Touch touch, TargetRule rule) => touch == Touch.Appointments || (touch == Touch.Qualifications && rule.Qualifications.Any()) || touch == rule.Measure switch
    {
        HoursMeasure or TrainingsMeasure => Touch.Hours,
        CertificateMeasure => Touch.Certificates,
        _ => Touch.Programmes,
    };
}

/// <summary>What changed about a person.</summary>
internal enum Touch
{
    /// <summary>Everything may stand differently.</summary>
    Appointments,
    Hours,
    Certificates,
    Qualifications,
    Programmes,
}

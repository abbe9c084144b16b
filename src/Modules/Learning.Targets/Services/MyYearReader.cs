using Learning.Core;
using Learning.Core.Certificates;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Learning.Targets.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace Learning.Targets.Services;

/// <summary>What other modules know of one person.</summary>
internal sealed record MySources(IHours Hours, ICertificates Certificates, ICurricula Curricula, IEnumerable<IExemptions> Exemptions, IQualifications Qualifications, PeopleFactsReader Facts);

/// <summary>One person's year, computed from the ledger when read: few queries, no read model.</summary>
internal sealed class MyYearReader(LearningDbContext db, TargetCatalogue catalogue, SettingsStore settings, MySources sources, TimeProvider clock)
{
    private static readonly Func<LearningDbContext, Guid, DateOnly, IAsyncEnumerable<Post>> Posts = EF.CompileAsyncQuery((LearningDbContext context, Guid person, DateOnly day) =>
        from appointment in context.Appointments
        join organisation in context.Organisations
            on appointment.CountsAt == CountingPlaces.OnPaper ? appointment.OnPaperId!.Value : appointment.OrganisationId equals organisation.Id
        where appointment.PersonId == person && appointment.ReplacedAt == null && appointment.From <= day && (appointment.To == null || appointment.To >= day)
            && appointment.CountsAt != CountingPlaces.Nowhere
        select new Post(
            appointment.PersonId, organisation.Id, organisation.Kind,
            appointment.CountsAt == CountingPlaces.OnPaper ? organisation.CountyId : appointment.CountyId,
            appointment.CountsAt == CountingPlaces.OnPaper ? organisation.SchoolId : appointment.SchoolId,
            appointment.Role, appointment.Employment, appointment.Standing, appointment.From, appointment.CountsFrom > day));

    public async Task<MyYear> ReadAsync(Guid person, CancellationToken cancellation)
    {
        // Opened once for all that is asked: every opening costs as much as a small query.
        await db.Database.OpenConnectionAsync(cancellation);
        var today = clock.Today();
        var posts = new List<Post>(4);
        await foreach (var post in Posts(db, person, today).WithCancellation(cancellation))
        {
            posts.Add(post);
        }

        if (!posts.Exists(p => Roles.Staff.Contains(p.Role)))
        {
            return MyYear.Nobody;
        }

        var standing = await sources.Certificates.StandingAsync(person, cancellation);
        var mine = await TargetsAsync(person, posts, standing, today, cancellation);
        var ring = mine.Where(t => t.Rule.Measure is HoursMeasure).OrderBy(t => t.Rule.Period.Recurs ? 0 : 1).ThenByDescending(t => t.Required).FirstOrDefault();
        var roles = posts.Select(p => p.Role).Distinct().ToList();
        return new MyYear(
            true, ring, [.. mine.Where(t => t != ring)],
            standing.FirstOrDefault(s => s.State != CertificateState.Held), standing.LastOrDefault(s => s.State == CertificateState.Held),
            await sources.Curricula.CurrentAsync(person, roles, cancellation));
    }

    /// <summary>The targets whose audience the posts put the person in, with what is attained.</summary>
    private async Task<IReadOnlyList<MyTarget>> TargetsAsync(
        Guid person, List<Post> posts, IReadOnlyList<CertificateStanding> standing, DateOnly today, CancellationToken cancellation)
    {
        var countRetired = (await settings.GetAsync(cancellation)).RetiredCount;
        var exempt = new List<Exempted>();
        foreach (var register in sources.Exemptions)
        {
            exempt.AddRange(await register.OnAsync(today, [person], null, cancellation));
        }

        var staffing = new Staffing(posts, exempt);
        var applying = new List<(Target Target, Member Member)>();
        foreach (var target in await catalogue.AllAsync(cancellation))
        {
            if (target.Rule?.Audience is PeopleAudience audience
                && Audiences.Select(audience, posts, countRetired, staffing.ExemptFrom(target.Key), await sources.Facts.OfAsync(audience, posts, today, null, cancellation)) is [var member])
            {
                applying.Add((target, member));
            }
        }

        var hours = new Dictionary<string, HoursStanding>(StringComparer.Ordinal);
        var mine = new List<MyTarget>(applying.Count);
        foreach (var (target, member) in applying)
        {
            var attained = target.Counted.Measure switch
            {
                HoursMeasure => (await HoursAsync(person, target, today, hours, cancellation)).Hours.Value,
                TrainingsMeasure => (await HoursAsync(person, target, today, hours, cancellation)).Trainings,
                CertificateMeasure measure => Holds(measure, standing) || await HoldsAsync(person, measure, today, cancellation) ? 1 : 0,
                ProgrammeMeasure measure => (await sources.Curricula.StandingAsync(person, measure.Programmes, cancellation)).Any(s => s.Completed) ? 1m : 0m,
                _ => 0,
            };
            mine.Add(new MyTarget(target, attained, member.Counting == Counting.Exempt, target.Counted.Period.On(today)));
        }

        return mine;
    }

    /// <summary>Asked once where two targets put the same question.</summary>
    private async Task<HoursStanding> HoursAsync(Guid person, Target target, DateOnly today, Dictionary<string, HoursStanding> known, CancellationToken cancellation)
    {
        var question = Attainments.Question(target.Counted, today, null);
        var same = string.Join('|', string.Join(',', question.Categories ?? []), string.Join(',', question.TrainingKinds ?? []), string.Join(',', question.OrganiserLevels ?? []), question.From, question.To, question.LeastPerTraining);
        if (!known.TryGetValue(same, out var standing))
        {
            known[same] = standing = await sources.Hours.OfAsync(person, question, cancellation);
        }

        return standing;
    }

    private async Task<bool> HoldsAsync(Guid person, CertificateMeasure measure, DateOnly today, CancellationToken cancellation) =>
        measure.Qualifications.Count > 0 && (await sources.Qualifications.HeldAsync([.. measure.Qualifications.Select(q => q.Code)], [person], today, null, cancellation)).Count > 0;

    /// <summary>The standing names every type in order of rank, so "or higher" is at or behind the lowest named: no further question.</summary>
    private static bool Holds(CertificateMeasure measure, IReadOnlyList<CertificateStanding> standing)
    {
        var reached = false;
        foreach (var type in standing)
        {
            var named = measure.Types.Contains(type.TypeCode);
            reached |= named;
            if (type.State == CertificateState.Held && (named || (measure.OrHigher && reached)))
            {
                return true;
            }
        }

        return false;
    }
}

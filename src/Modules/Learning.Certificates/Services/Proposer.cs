using Learning.Certificates.Models;
using Learning.Core;
using Learning.Core.Certificates;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Certificates.Services;

/// <summary>Proposes who meets every requirement, withdraws who no longer does. Doing it twice changes nothing.</summary>
internal sealed class Proposer(LearningDbContext db, TypeCatalog catalog, Requirements requirements, ICertificates certificates, Completion completion, TimeProvider clock)
{
    private const int Few = 20;

    /// <summary>Inside a unit of work.</summary>
    public async Task CheckAsync(ILookup<string, Guid> due, CancellationToken cancellation)
    {
        foreach (var type in (await catalog.AllAsync(db, cancellation)).Where(t => due.Contains(t.Code)))
        {
            await CheckAsync(type, [.. due[type.Code].Distinct()], clock.Today(), cancellation);
        }
    }

    /// <summary>Adds a proposal; the caller has seen that the requirements are met.</summary>
    /// <returns>Null when the person has no appointment on that day.</returns>
    public async Task<Proposal?> ProposeAsync(TypeInfo type, Guid personId, DateOnly day, CancellationToken cancellation) =>
        (await ProposeAsync(type, [personId], _ => day, cancellation)).SingleOrDefault();

    public async Task<IReadOnlyList<Proposal>> ProposeAsync(TypeInfo type, IReadOnlyCollection<Guid> people, Func<Guid, DateOnly> day, CancellationToken cancellation)
    {
        var places = await PlacesAsync(people, day, cancellation);
        var proposals = new List<Proposal>();
        foreach (var person in people)
        {
            if (places.GetValueOrDefault(person) is { } place)
            {
                var proposal = new Proposal
                {
                    Id = clock.NewId(),
                    PersonId = person,
                    TypeCode = type.Code,
                    OpenFor = type.Code,
                    CountyId = place.CountyId,
                    SchoolId = place.SchoolId,
                    SchoolName = place.Name,
                    ProposedOn = day(person),
                    State = ProposalState.Waiting,
                };
                db.Add(proposal);
                proposals.Add(proposal);
            }
        }

        return proposals;
    }

    private async Task CheckAsync(TypeInfo type, IReadOnlyCollection<Guid> people, DateOnly today, CancellationToken cancellation)
    {
        var known = await db.Set<Proposal>()
            .Where(p => people.Contains(p.PersonId) && p.TypeCode == type.Code && (p.OpenFor != null || p.State == ProposalState.Refused))
            .ToListAsync(cancellation);
        var open = known.Where(p => p.OpenFor is not null).ToDictionary(p => p.PersonId);
        var met = people.Count <= Few ? await MetOneByOneAsync(type, people, today, cancellation) : await completion.MetAsync(type, people, today, cancellation);
        foreach (var proposal in open.Values.Where(p => !met.Contains(p.PersonId)))
        {
            await WithdrawAsync(type, proposal, today, cancellation);
        }

        // Who was refused applies again herself: the machine does not overrule the bureau.
        var refused = known.Where(p => p.State == ProposalState.Refused).Select(p => p.PersonId).ToHashSet();
        var fresh = met.Where(p => !open.ContainsKey(p) && !refused.Contains(p)).ToList();
        if (fresh.Count > 0)
        {
            var held = await HoldersAsync(type.Code, fresh, today, cancellation);
            await ProposeAsync(type, [.. fresh.Where(p => !held.Contains(p))], _ => today, cancellation);
        }
    }

    private async Task<HashSet<Guid>> MetOneByOneAsync(TypeInfo type, IReadOnlyCollection<Guid> people, DateOnly today, CancellationToken cancellation)
    {
        var met = new HashSet<Guid>();
        foreach (var person in people)
        {
            if ((await StandingAsync(type, person, today, cancellation)).All(r => r.Met))
            {
                met.Add(person);
            }
        }

        return met;
    }

    public async Task<IReadOnlyList<RequirementStanding>> StandingAsync(TypeInfo type, Guid personId, DateOnly today, CancellationToken cancellation)
    {
        string[] needed = [.. type.Requirements.Select(r => r.Type).OfType<string>()];
        var held = needed.Length == 0
            ? []
            : (await certificates.HeldAsync(personId, needed, orHigher: false, today, cancellation)).Select(c => c.TypeCode).ToHashSet(StringComparer.Ordinal);
        var all = await catalog.AllAsync(db, cancellation);
        return (await requirements.OfAsync(personId, [type], all, held, today, cancellation))[type.Code];
    }

    private async Task WithdrawAsync(TypeInfo type, Proposal proposal, DateOnly today, CancellationToken cancellation)
    {
        var missing = (await StandingAsync(type, proposal.PersonId, today, cancellation)).Where(r => !r.Met).Select(r => r.Name);
        var reason = $"条件不再满足：{string.Join("；", missing)}";
        proposal.MoveTo(ProposalState.Withdrawn, reason);
        db.Add(new ProposalDecision { Id = clock.NewId(), ProposalId = proposal.Id, State = ProposalState.Withdrawn, Reason = reason, DecidedAt = clock.Instant() });
    }

    private async Task<HashSet<Guid>> HoldersAsync(string type, List<Guid> people, DateOnly today, CancellationToken cancellation)
    {
        var held = await certificates.HeldAsync(people.Count == 1 ? people[0] : null, [type], orHigher: false, today, cancellation);
        return held.Select(c => c.PersonId).ToHashSet();
    }

    // The school where someone works counts before a bureau she also sits in.
    private async Task<Dictionary<Guid, Place>> PlacesAsync(IReadOnlyCollection<Guid> people, Func<Guid, DateOnly> day, CancellationToken cancellation)
    {
        var rows = await (
            from appointment in db.Appointments
            join organisation in db.Organisations on appointment.OrganisationId equals organisation.Id
            where people.Contains(appointment.PersonId) && appointment.ReplacedAt == null
            select new { appointment.PersonId, appointment.From, appointment.To, appointment.Role, organisation.CountyId, organisation.SchoolId, organisation.Name, organisation.Code })
            .AsNoTracking().ToListAsync(cancellation);
        return rows.Where(r => r.From <= day(r.PersonId) && (r.To is null || r.To >= day(r.PersonId))).GroupBy(r => r.PersonId).ToDictionary(
            g => g.Key,
            g => g.OrderBy(r => r.SchoolId is null).ThenBy(r => !Roles.Staff.Contains(r.Role)).ThenBy(r => r.Code, StringComparer.Ordinal)
                .Select(r => new Place(r.CountyId, r.SchoolId, r.Name)).First());
    }

    private sealed record Place(Guid? CountyId, Guid? SchoolId, string Name);
}

using Learning.Certificates.Models;
using Learning.Core;
using Learning.Core.Certificates;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Certificates.Services;

/// <summary>Certificates, as other modules ask for them.</summary>
internal sealed class CertificateRegister(LearningDbContext db, TypeCatalog catalog, Requirements requirements, StandingQueries queries, TimeProvider clock) : ICertificates
{
    public async Task<IReadOnlyList<CertificateStanding>> StandingAsync(Guid personId, CancellationToken cancellation)
    {
        var types = await catalog.AllAsync(db, cancellation);
        var today = clock.Today();
        var own = await ListAsync(queries.CertificatesOf(db, personId), cancellation);
        var proposals = await ListAsync(queries.ProposalsOf(db, personId), cancellation);
        var held = own.Where(c => c.InForce(today)).ToList();
        var missing = types.Where(t => held.All(c => c.TypeCode != t.Code)).ToList();
        var standing = await requirements.OfAsync(personId, missing, types, held.Select(c => c.TypeCode).ToHashSet(StringComparer.Ordinal), today, cancellation);
        return [.. types.Select(t => Standing(t, held.FirstOrDefault(c => c.TypeCode == t.Code), proposals.FirstOrDefault(p => p.TypeCode == t.Code), standing))];
    }

    public async Task<IReadOnlyList<HeldCertificate>> HeldAsync(
        Guid? personId, IReadOnlyCollection<string> types, bool orHigher, DateOnly day, CancellationToken cancellation)
    {
        var all = await catalog.AllAsync(db, cancellation);
        var least = all.Where(t => types.Contains(t.Code)).Select(t => t.Rank).DefaultIfEmpty(int.MaxValue).Min();
        var ranks = all.Where(t => types.Contains(t.Code) || (orHigher && t.Rank >= least)).ToDictionary(t => t.Code, t => t.Rank, StringComparer.Ordinal);
        string[] wanted = [.. ranks.Keys];
        var certificates = db.Set<Certificate>().Where(c => wanted.Contains(c.TypeCode) && c.IssuedOn <= day && (c.ExpiresOn == null || c.ExpiresOn >= day));
        var rows = await (
            from certificate in certificates
            join holder in db.People on certificate.PersonId equals holder.Id
            where personId == null || holder.Id == personId || holder.MergedIntoId == personId
            let decision = db.Set<CertificateDecision>().Where(d => d.CertificateId == certificate.Id && d.DecidedOn <= day)
                .OrderByDescending(d => d.Sequence).Select(d => d.Kind).FirstOrDefault()
            where decision == null || decision == CertificateDecision.Reinstate
            select new { PersonId = holder.MergedIntoId ?? holder.Id, certificate.TypeCode, certificate.Number, certificate.IssuedOn, certificate.ExpiresOn })
            .AsNoTracking().ToListAsync(cancellation);
        return [.. rows.Select(r => new HeldCertificate(r.PersonId, r.TypeCode, ranks[r.TypeCode], r.Number, r.IssuedOn, r.ExpiresOn))];
    }

    public Task<int> AwaitingReviewAsync(CancellationToken cancellation) =>
        db.Set<Proposal>().CountAsync(p => p.State == ProposalState.Waiting || p.State == ProposalState.HeldOut, cancellation);

    public async Task<IReadOnlyList<string>> TypeCodesAsync(CancellationToken cancellation) =>
        [.. (await catalog.AllAsync(db, cancellation)).Select(t => t.Code)];

    private static CertificateStanding Standing(
        TypeInfo type, OwnCertificate? held, OpenProposal? proposal, IReadOnlyDictionary<string, IReadOnlyList<RequirementStanding>> requirements)
    {
        var state = held is not null ? CertificateState.Held
            : proposal is null or { State: ProposalState.Returned } ? CertificateState.Missing
            : proposal.State == ProposalState.OnNotice ? CertificateState.OnNotice
            : CertificateState.Proposed;
        return new CertificateStanding(type.Code, type.Title, type.Level, state, held?.Number, requirements.GetValueOrDefault(type.Code) ?? []);
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> rows, CancellationToken cancellation)
    {
        var list = new List<T>();
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            list.Add(row);
        }

        return list;
    }
}

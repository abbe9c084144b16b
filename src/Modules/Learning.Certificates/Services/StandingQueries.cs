using Learning.Certificates.Models;
using Learning.Core.People;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Certificates.Services;

/// <summary>A certificate of a person with the latest decision on it.</summary>
internal sealed record OwnCertificate(
    Guid Id, string TypeCode, string Title, string Level, string Number, string RegisterNumber, DateOnly IssuedOn, DateOnly? ExpiresOn, string? Decision)
{
    public bool InForce(DateOnly day) =>
        IssuedOn <= day && (ExpiresOn is null || ExpiresOn >= day) && Decision is null or CertificateDecision.Reinstate;
}

/// <summary>An open proposal of a person.</summary>
internal sealed record OpenProposal(Guid Id, string TypeCode, ProposalState State, string? Reason);

/// <summary>Questions of hot pages, compiled once for the site.</summary>
internal sealed class StandingQueries
{
    /// <summary>Certificates of a person, and of records merged into hers (one hop).</summary>
    public readonly Func<LearningDbContext, Guid, IAsyncEnumerable<OwnCertificate>> CertificatesOf =
        EF.CompileAsyncQuery((LearningDbContext db, Guid person) =>
            from certificate in db.Set<Certificate>()
            join holder in db.Set<Person>() on certificate.PersonId equals holder.Id
            where holder.Id == person || holder.MergedIntoId == person
            orderby certificate.IssuedOn descending, certificate.Id
            select new OwnCertificate(
                certificate.Id, certificate.TypeCode, certificate.Title, certificate.Level, certificate.Number, certificate.RegisterNumber,
                certificate.IssuedOn, certificate.ExpiresOn,
                db.Set<CertificateDecision>().Where(d => d.CertificateId == certificate.Id).OrderByDescending(d => d.Sequence).Select(d => d.Kind).FirstOrDefault()));

    public readonly Func<LearningDbContext, Guid, IAsyncEnumerable<OpenProposal>> ProposalsOf =
        EF.CompileAsyncQuery((LearningDbContext db, Guid person) =>
            db.Set<Proposal>().Where(p => p.PersonId == person && p.OpenFor != null).Select(p => new OpenProposal(p.Id, p.TypeCode, p.State, p.Reason)));
}

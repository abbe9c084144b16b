using Learning.Certificates.Models;
using Learning.Core.People;
using Learning.Credentials;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Certificates.Services;

/// <summary>Who may open a certificate: its holder, and officers in whose area it lies.</summary>
internal sealed class CertificateAccess(LearningDbContext db, Scope scope)
{
    /// <returns>Null when there is none, or not for this person: the two look alike.</returns>
    public async Task<Certificate?> FindAsync(string? number, CancellationToken cancellation)
    {
        if (scope.ActorOrNone is not { } actor || !CertificateNumber.TryParse(number, out var parsed))
        {
            return null;
        }

        var certificate = await db.Set<Certificate>().AsNoTracking().FirstOrDefaultAsync(c => c.Number == parsed.Value, cancellation);
        return certificate is not null && (scope.Holds(certificate.CountyId, certificate.SchoolId) || await IsHolderAsync(certificate, actor.PersonId, cancellation)) ? certificate : null;
    }

    public async Task<bool> IsHolderAsync(Certificate certificate, Guid person, CancellationToken cancellation) =>
        certificate.PersonId == person || await db.Set<Person>().AnyAsync(p => p.Id == certificate.PersonId && p.MergedIntoId == person, cancellation);

    public async Task<IReadOnlyList<CertificateDecision>> DecisionsAsync(Guid certificateId, CancellationToken cancellation) =>
        await db.Set<CertificateDecision>().AsNoTracking().Where(d => d.CertificateId == certificateId).OrderByDescending(d => d.Sequence).ToListAsync(cancellation);
}

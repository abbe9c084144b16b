using Learning.Certificates.Models;
using Learning.Core;
using Learning.Core.Certificates;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Certificates.Services;

/// <summary>Revokes, suspends and reinstates what was issued: a decision is added, the certificate is never touched.</summary>
internal sealed class RevocationDesk(LearningDbContext db, Audit audit, TimeProvider clock)
{
    /// <param name="kind">One of <see cref="CertificateDecision"/>'s codes.</param>
    /// <param name="seen">How many decisions the officer saw.</param>
    public Task<DeskRefusal?> DecideAsync(Guid certificateId, string kind, int seen, string? reason, Guid actor, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > ReviewDesk.LongestReason)
        {
            return Task.FromResult<DeskRefusal?>(DeskRefusal.ReasonMissing);
        }

        return db.WriteAsync<DeskRefusal?>(
            async () =>
            {
                var certificate = await db.Set<Certificate>().FirstOrDefaultAsync(c => c.Id == certificateId, cancellation);
                if (certificate is null)
                {
                    return DeskRefusal.NotFound;
                }

                if (certificate.PersonId == actor)
                {
                    return DeskRefusal.Own;
                }

                var last = await db.Set<CertificateDecision>().Where(d => d.CertificateId == certificateId).OrderByDescending(d => d.Sequence).FirstOrDefaultAsync(cancellation);
                if ((last?.Sequence ?? 0) != seen || !Allowed(last?.Kind).Contains(kind))
                {
                    return last?.Kind == kind && last.Reason == reason.Trim() ? null : DeskRefusal.Changed;
                }

                db.Add(new CertificateDecision
                {
                    Id = clock.NewId(),
                    CertificateId = certificateId,
                    Sequence = seen + 1,
                    Kind = kind,
                    Reason = reason.Trim(),
                    DecidedOn = clock.Today(),
                    DecidedAt = clock.Instant(),
                    DecidedBy = actor,
                });
                audit.Record($"certificates.{kind}", "certificate", certificate.Number, new { Status = last?.Kind }, new { Status = kind, Reason = reason.Trim() }, certificate);
                db.Raise(new CertificateStatusChanged(certificate.Id, certificate.PersonId, certificate.TypeCode));
                return null;
            },
            cancellation);
    }

    /// <summary>What may follow the latest decision. Revoked is for good.</summary>
    public static IReadOnlyList<string> Allowed(string? last) => last switch
    {
        CertificateDecision.Revoke => [],
        CertificateDecision.Suspend => [CertificateDecision.Reinstate, CertificateDecision.Revoke],
        _ => [CertificateDecision.Suspend, CertificateDecision.Revoke],
    };
}

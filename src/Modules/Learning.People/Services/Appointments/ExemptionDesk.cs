using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Appointments;

internal enum ExemptionRefusal
{
    NotThere,
    Changed,
    EndsBeforeItBegins,

    /// <summary>One for the same target stands on some of those days.</summary>
    Overlaps,

    /// <summary>Nobody exempts himself.</summary>
    Oneself,
}

/// <summary>Exempts people from targets (豁免), ends exemptions, and keeps who decided.</summary>
internal sealed class ExemptionDesk(LearningDbContext db, Scope scope, PeopleSearch search, Audit audit, TimeProvider clock)
{
    /// <param name="id">Made when the form was drawn.</param>
    public Task<ExemptionRefusal?> DecideAsync(Guid id, Guid personId, string? targetKey, DateOnly from, DateOnly? to, string reason, CancellationToken cancellation) =>
        db.WriteAsync<ExemptionRefusal?>(
            async () =>
            {
                if (await db.Set<Exemption>().AnyAsync(e => e.Id == id, cancellation))
                {
                    return null;
                }

                if (!await search.MaySeeAsync(personId, cancellation))
                {
                    return ExemptionRefusal.NotThere;
                }

                if (personId == scope.Actor.PersonId)
                {
                    return ExemptionRefusal.Oneself;
                }

                if (to < from)
                {
                    return ExemptionRefusal.EndsBeforeItBegins;
                }

                if (await db.Set<Exemption>().AnyAsync(e => e.PersonId == personId && e.ReplacedAt == null && e.TargetKey == targetKey && (e.To == null || e.To >= from) && (to == null || e.From <= to), cancellation))
                {
                    return ExemptionRefusal.Overlaps;
                }

                Put(id, personId, targetKey, from, to, reason, null);
                audit.Record("exemptions.decide", "person", personId.ToString(), null, new { Target = targetKey, From = from, To = to, Reason = reason }, await AreaAsync(personId, cancellation));
                return null;
            },
            cancellation);

    /// <param name="lastDay">Null to take it back as if it had never been.</param>
    public Task<ExemptionRefusal?> EndAsync(Guid personId, Guid exemptionId, DateOnly? lastDay, CancellationToken cancellation) =>
        db.WriteAsync<ExemptionRefusal?>(
            async () =>
            {
                if (!await search.MaySeeAsync(personId, cancellation) || await db.Set<Exemption>().FirstOrDefaultAsync(e => e.Id == exemptionId && e.PersonId == personId, cancellation) is not { } old)
                {
                    return ExemptionRefusal.NotThere;
                }

                if (old.ReplacedAt is not null)
                {
                    return ExemptionRefusal.Changed;
                }

                if (lastDay < old.From)
                {
                    return ExemptionRefusal.EndsBeforeItBegins;
                }

                old.ReplacedAt = clock.Instant();
                if (lastDay is { } last)
                {
                    Put(clock.NewId(), personId, old.TargetKey, old.From, last, old.Reason, old.Id);
                }
                else
                {
                    db.Raise(new AppointmentsChanged([personId], []));
                }

                audit.Record(
                    lastDay is null ? "exemptions.annul" : "exemptions.end", "person", personId.ToString(), new { Target = old.TargetKey, old.From, old.To, old.Reason },
                    lastDay is null ? null : new { Target = old.TargetKey, old.From, To = lastDay, old.Reason }, await AreaAsync(personId, cancellation));
                return null;
            },
            cancellation);

    private void Put(Guid id, Guid personId, string? targetKey, DateOnly from, DateOnly? to, string reason, Guid? replaces)
    {
        db.Add(new Exemption
        {
            Id = id,
            PersonId = personId,
            TargetKey = targetKey,
            From = from,
            To = to,
            Reason = reason,
            DecidedBy = scope.Actor.PersonId,
            DecidedFor = scope.Actor.OrganisationId,
            RecordedAt = clock.Instant(),
            ReplacesId = replaces,
        });
        db.Raise(new AppointmentsChanged([personId], []));
    }

    private Task<Appointment?> AreaAsync(Guid personId, CancellationToken cancellation) =>
        db.Appointments.AsNoTracking().ActiveOn(clock.Today()).Within(scope).FirstOrDefaultAsync(a => a.PersonId == personId, cancellation);
}

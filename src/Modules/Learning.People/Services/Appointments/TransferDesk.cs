using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Appointments;

/// <param name="ToId">Where to; a place of the whole city, not only of the own area.</param>
internal sealed record TransferEntry(Guid ToId, string Role, string? Employment, DateOnly On, bool EndsOthers);

internal enum TransferOutcome
{
    /// <summary>Both sides are the acting person's: it is done.</summary>
    Done,

    /// <summary>The other side has to receive.</summary>
    Sent,
}

/// <summary>
/// Moves people from place to place. Whoever has both sides does it at once; who has the giving side only lets go, and nothing
/// changes until the other side receives. Nobody takes staff from elsewhere alone.
/// </summary>
internal sealed class TransferDesk(LearningDbContext db, Scope scope, AppointmentRows rows, TransferRules rules, Audit audit)
{
    /// <param name="id">Made when the form was drawn: posted twice, it is done once.</param>
    public Task<(TransferOutcome? Outcome, AppointmentRefusal? Refusal)> StartAsync(
        Guid id, Guid personId, Guid appointmentId, TransferEntry entry, CancellationToken cancellation) =>
        db.WriteAsync<(TransferOutcome?, AppointmentRefusal?)>(
            async () =>
            {
                if (await db.Set<Transfer>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, cancellation) is { } earlier)
                {
                    return (earlier.State == TransferState.Waiting ? TransferOutcome.Sent : TransferOutcome.Done, null);
                }

                var (old, place, role, refusal) = await rules.CheckAsync(personId, appointmentId, entry, cancellation);
                if (refusal is not null)
                {
                    return (null, refusal);
                }

                var own = scope.Holds(place!.CountyId, place.SchoolId) && RoleRules.Grantable(scope.Actor).Contains(role!.Role);
                var transfer = rules.New(id, old!, place, role!, entry, own);
                db.Add(transfer);
                if (own)
                {
                    await MoveAsync(transfer, old!, place, cancellation);
                }

                audit.Record(own ? "appointments.transfer" : "transfers.offer", "person", personId.ToString(), null, new { Organisation = place.Name, transfer.Role, transfer.OwnRole, From = entry.On }, old!);
                return (own ? TransferOutcome.Done : TransferOutcome.Sent, null);
            },
            cancellation);

    /// <summary>The other side receives: the old appointment ends and the new one begins.</summary>
    public Task<AppointmentRefusal?> ReceiveAsync(Guid id, CancellationToken cancellation) =>
        db.WriteAsync<AppointmentRefusal?>(
            async () =>
            {
                if (await db.Set<Transfer>().Within(scope).FirstOrDefaultAsync(t => t.Id == id, cancellation) is not { } transfer)
                {
                    return AppointmentRefusal.NotThere;
                }

                if (transfer.State != TransferState.Waiting)
                {
                    return transfer.State == TransferState.Received ? null : AppointmentRefusal.Changed;
                }

                var (old, place, refusal) = await rules.ReceivableAsync(transfer, cancellation);
                if (refusal is not null)
                {
                    return refusal;
                }

                rules.Decide(transfer, TransferState.Received, null);
                await MoveAsync(transfer, old!, place!, cancellation);
                audit.Record("transfers.receive", "person", transfer.PersonId.ToString(), null, new { Organisation = place!.Name, transfer.Role, transfer.OwnRole, From = transfer.On }, transfer);
                return null;
            },
            cancellation);

    /// <summary>The other side declines with a reason, or the giving side takes it back; the person stays.</summary>
    public Task<AppointmentRefusal?> CloseAsync(Guid id, string? declinedBecause, CancellationToken cancellation) =>
        db.WriteAsync<AppointmentRefusal?>(
            async () =>
            {
                var transfer = await db.Set<Transfer>().FirstOrDefaultAsync(t => t.Id == id, cancellation);
                var allowed = transfer is not null && (declinedBecause is null ? scope.Holds(transfer.FromCountyId, transfer.FromSchoolId) : scope.Holds(transfer.CountyId, transfer.SchoolId));
                if (!allowed)
                {
                    return AppointmentRefusal.NotThere;
                }

                var state = declinedBecause is null ? TransferState.Withdrawn : TransferState.Declined;
                if (transfer!.State != TransferState.Waiting)
                {
                    return transfer.State == state ? null : AppointmentRefusal.Changed;
                }

                rules.Decide(transfer, state, declinedBecause);
                audit.Record(declinedBecause is null ? "transfers.withdraw" : "transfers.decline", "person", transfer.PersonId.ToString(), null, new { Reason = declinedBecause }, transfer);
                return null;
            },
            cancellation);

    private async Task MoveAsync(Transfer transfer, Appointment old, Organisation place, CancellationToken cancellation)
    {
        var last = transfer.On.AddDays(-1);
        var ending = transfer.EndsOthers
            ? await db.Appointments.Where(a => a.PersonId == old.PersonId && a.OrganisationId == old.OrganisationId && a.ReplacedAt == null && (a.To == null || a.To > last) && Roles.Staff.Contains(a.Role))
                .ToListAsync(cancellation)
            : [];
        foreach (var row in ending.Where(a => a.From <= last).UnionBy([old], a => a.Id).Where(a => a.To is null || a.To > last))
        {
            rows.Reschedule(row, row.From, last, transfer.Id);
        }

        rows.Add(place, rules.Begin(transfer, place));
        rows.Tell();
    }
}

using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Appointments;

/// <summary>An appointment as an officer enters it.</summary>
/// <param name="Role">Code of a role or of the bureau's own name of one.</param>
internal sealed record AppointmentEntry(
    Guid OrganisationId, string Role, string? Employment, string Standing, Guid? OnPaperId, string? CountsAt, DateOnly? CountsFrom, DateOnly From, DateOnly? To);

internal enum AppointmentRefusal
{
    /// <summary>No such person or appointment in the acting person's area.</summary>
    NotThere,

    /// <summary>Somebody changed it since the page was opened.</summary>
    Changed,

    /// <summary>The place is not the acting person's.</summary>
    OutsideScope,

    RoleNotYours,
    RoleDoesNotFit,

    /// <summary>The place is closed on those days.</summary>
    Closed,

    EndsBeforeItBegins,

    /// <summary>The same role at the same place on some of those days.</summary>
    Overlaps,

    /// <summary>On exchange or secondment, but no school on paper.</summary>
    OnPaperMissing,

    /// <summary>On paper at a place that is neither the acting person's nor one where the person works.</summary>
    OnPaperOutside,

    /// <summary>The day lies outside the appointment.</summary>
    DayOutside,

    /// <summary>The new place is the old one.</summary>
    SamePlace,

    /// <summary>A transfer of it waits to be received.</summary>
    Waiting,
}

/// <summary>Adds, ends and corrects appointments: append-only, within the acting person's area and rank.</summary>
internal sealed class AppointmentDesk(LearningDbContext db, AppointmentRows rows, AppointmentRules rules, Audit audit)
{
    /// <param name="id">Made when the form was drawn: posted twice, it is added once.</param>
    public Task<AppointmentRefusal?> AddAsync(Guid id, Guid personId, AppointmentEntry entry, CancellationToken cancellation) =>
        db.WriteAsync<AppointmentRefusal?>(
            async () =>
            {
                if (await db.Appointments.AnyAsync(a => a.Id == id && a.PersonId == personId, cancellation))
                {
                    return null;
                }

                var (checkedEntry, refusal) = await rules.CheckAsync(personId, entry, null, cancellation);
                if (checkedEntry is null)
                {
                    return refusal;
                }

                var added = rows.Add(checkedEntry.Place, checkedEntry.Row(id, personId, null));
                rows.Tell();
                Record("appointments.add", added, null, checkedEntry.Place.Name);
                return null;
            },
            cancellation);

    /// <param name="lastDay">Inclusive. On the day before it began or earlier it is refused: an entry by mistake is annulled.</param>
    public Task<AppointmentRefusal?> EndAsync(Guid personId, Guid appointmentId, DateOnly lastDay, string? reason, CancellationToken cancellation) =>
        db.WriteAsync<AppointmentRefusal?>(
            async () =>
            {
                var (old, refusal) = await rules.EditableAsync(personId, appointmentId, cancellation);
                if (old is null)
                {
                    return refusal;
                }

                if (lastDay < old.From)
                {
                    return AppointmentRefusal.EndsBeforeItBegins;
                }

                if (lastDay > old.To)
                {
                    return AppointmentRefusal.DayOutside;
                }

                if (lastDay != old.To)
                {
                    var ended = rows.Reschedule(old, old.From, lastDay, null);
                    rows.Tell();
                    Record("appointments.end", ended, old, await PlaceNameAsync(old, cancellation), reason);
                }

                return null;
            },
            cancellation);

    /// <summary>Puts a row in place of another; the old one stays in the history.</summary>
    /// <param name="id">Made when the form was drawn.</param>
    public Task<AppointmentRefusal?> CorrectAsync(Guid id, Guid personId, Guid appointmentId, AppointmentEntry entry, CancellationToken cancellation) =>
        db.WriteAsync<AppointmentRefusal?>(
            async () =>
            {
                if (await db.Appointments.AnyAsync(a => a.Id == id && a.PersonId == personId, cancellation))
                {
                    return null;
                }

                var (old, refusal) = await rules.EditableAsync(personId, appointmentId, cancellation);
                if (old is null)
                {
                    return refusal;
                }

                var (checkedEntry, wrong) = await rules.CheckAsync(personId, entry, old, cancellation);
                if (checkedEntry is null)
                {
                    return wrong;
                }

                rows.TakeBack(old);
                var added = rows.Add(checkedEntry.Place, checkedEntry.Row(id, personId, old));
                rows.Tell();
                Record("appointments.correct", added, old, checkedEntry.Place.Name);
                return null;
            },
            cancellation);

    /// <summary>Entered by mistake: the row no longer holds, and nothing takes its place.</summary>
    public Task<AppointmentRefusal?> AnnulAsync(Guid personId, Guid appointmentId, CancellationToken cancellation) =>
        db.WriteAsync<AppointmentRefusal?>(
            async () =>
            {
                var (old, refusal) = await rules.EditableAsync(personId, appointmentId, cancellation);
                if (old is null)
                {
                    return refusal;
                }

                rows.TakeBack(old);
                rows.Tell();
                audit.Record("appointments.annul", "person", personId.ToString(), Told(old, await PlaceNameAsync(old, cancellation), null), null, old);
                return null;
            },
            cancellation);

    /// <summary>On leave, on exchange or seconded for a time: the appointment is parted, and goes on afterwards as it was.</summary>
    /// <param name="id">Cause of the rows; made when the form was drawn.</param>
    /// <param name="placeId">Where the person works meanwhile; the same place when on leave.</param>
    public Task<AppointmentRefusal?> AwayAsync(
        Guid id, Guid personId, Guid appointmentId, string standing, Guid? placeId, string? countsAt, DateOnly from, DateOnly? to, CancellationToken cancellation) =>
        db.WriteAsync<AppointmentRefusal?>(
            async () =>
            {
                if (await db.Appointments.AnyAsync(a => a.CauseId == id && a.PersonId == personId, cancellation))
                {
                    return null;
                }

                var (old, refusal) = await rules.EditableAsync(personId, appointmentId, cancellation);
                if (old is null)
                {
                    return refusal;
                }

                if (from < old.From || from > old.To || to > old.To)
                {
                    return AppointmentRefusal.DayOutside;
                }

                var elsewhere = Standings.Away.Contains(standing);
                var entry = new AppointmentEntry(
                    elsewhere ? placeId ?? Guid.Empty : old.OrganisationId, old.OwnRole ?? old.Role, old.Employment, standing,
                    elsewhere ? old.OrganisationId : old.OnPaperId, elsewhere ? countsAt : old.CountsAt, null, from, to ?? old.To);
                if (elsewhere && entry.OrganisationId == old.OrganisationId)
                {
                    return AppointmentRefusal.SamePlace;
                }

                var (checkedEntry, wrong) = await rules.CheckAsync(personId, entry, old, cancellation);
                if (checkedEntry is null)
                {
                    return wrong;
                }

                Part(old, checkedEntry, id);
                rows.Tell();
                audit.Record(
                    "appointments.away", "person", personId.ToString(), Told(old, await PlaceNameAsync(old, cancellation), null),
                    Told(checkedEntry.Row(id, personId, null), checkedEntry.Place.Name, null), checkedEntry.Place);
                return null;
            },
            cancellation);

    private void Part(Appointment old, CheckedEntry away, Guid cause)
    {
        var (from, to) = (away.Entry.From, away.Entry.To);
        var first = from > old.From ? rows.Reschedule(old, old.From, from.AddDays(-1), cause) : null;
        if (first is null)
        {
            rows.TakeBack(old);
        }

        // Undoing puts the old row back once: whichever comes first stands in its place.
        rows.Add(away.Place, away.Row(null, old.PersonId, first is null ? old : null, cause));
        if (to is { } last && (old.To is null || last < old.To))
        {
            rows.Continue(old, null, last.AddDays(1), old.To, cause);
        }
    }

    private Task<string> PlaceNameAsync(Appointment row, CancellationToken cancellation) =>
        db.Organisations.Where(o => o.Id == row.OrganisationId).Select(o => o.Name).FirstAsync(cancellation);

    private void Record(string action, Appointment now, Appointment? old, string place, string? reason = null) => audit.Record(
        action, "person", now.PersonId.ToString(), old is null ? null : Told(old, old.OrganisationId == now.OrganisationId ? place : null, null), Told(now, place, reason), now);

    private static object Told(Appointment row, string? place, string? reason) =>
        new { Organisation = place, row.Role, row.OwnRole, row.Employment, row.Standing, row.CountsAt, row.CountsFrom, row.From, row.To, Reason = reason };
}

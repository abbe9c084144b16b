using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Appointments;

/// <summary>When somebody may be let go and received.</summary>
internal sealed class TransferRules(LearningDbContext db, Scope scope, AppointmentRules rules, RoleBook roles, TimeProvider clock)
{
    /// <summary>For the giving side.</summary>
    public async Task<(Appointment? Old, Organisation? Place, RoleChoice? Role, AppointmentRefusal? Refusal)> CheckAsync(
        Guid personId, Guid appointmentId, TransferEntry entry, CancellationToken cancellation)
    {
        var (old, refusal) = await rules.EditableAsync(personId, appointmentId, cancellation);
        if (old is null)
        {
            return (null, null, null, refusal);
        }

        // Staff go from place to place; an office is given anew.
        if (await roles.FindAsync(entry.Role, cancellation) is not { } role || !Roles.Staff.Contains(role.Role) || !Roles.Staff.Contains(old.Role))
        {
            return (null, null, null, AppointmentRefusal.RoleNotYours);
        }

        if (await db.Organisations.AsNoTracking().FirstOrDefaultAsync(o => o.Id == entry.ToId && o.SchoolId != null, cancellation) is not { } place)
        {
            return (null, null, null, AppointmentRefusal.OutsideScope);
        }

        var wrong = place.Id == old.OrganisationId ? AppointmentRefusal.SamePlace
            : entry.On <= old.From || entry.On.AddDays(-1) > old.To ? AppointmentRefusal.DayOutside
            : await rules.RefusalAsync(personId, Entry(place, entry.Role, entry.Employment, entry.On), place, role, null, cancellation);
        return (old, place, role, wrong);
    }

    /// <summary>For the receiving side.</summary>
    public async Task<(Appointment? Old, Organisation? Place, AppointmentRefusal? Refusal)> ReceivableAsync(Transfer transfer, CancellationToken cancellation)
    {
        var old = await db.Appointments.FirstAsync(a => a.Id == transfer.AppointmentId, cancellation);
        var place = await db.Organisations.AsNoTracking().FirstAsync(o => o.Id == transfer.ToId, cancellation);
        if (old.ReplacedAt is not null)
        {
            return (null, null, AppointmentRefusal.Changed);
        }

        if (!roles.MayGive(transfer.Role) || await roles.FindAsync(transfer.OwnRole ?? transfer.Role, cancellation) is not { } role)
        {
            return (null, null, AppointmentRefusal.RoleNotYours);
        }

        return (old, place, await rules.RefusalAsync(transfer.PersonId, Entry(place, role.Code, transfer.Employment, transfer.On), place, role, null, cancellation));
    }

    public Transfer New(Guid id, Appointment old, Organisation place, RoleChoice role, TransferEntry entry, bool atOnce) => new()
    {
        Id = id,
        PersonId = old.PersonId,
        AppointmentId = old.Id,
        FromId = old.OrganisationId,
        ToId = place.Id,
        CountyId = place.CountyId,
        SchoolId = place.SchoolId,
        FromCountyId = old.CountyId,
        FromSchoolId = old.SchoolId,
        Role = role.Role,
        OwnRole = role.Own?.Code,
        Employment = role.Role == Roles.PsychologyTeacher ? entry.Employment : null,
        EndsOthers = entry.EndsOthers,
        On = entry.On,
        State = atOnce ? TransferState.Received : TransferState.Waiting,
        WaitingFor = atOnce ? null : old.Id,
        RequestedAt = clock.Instant(),
        RequestedBy = scope.Actor.PersonId,
        DecidedAt = atOnce ? clock.Instant() : null,
        DecidedBy = atOnce ? scope.Actor.PersonId : null,
    };

    public void Decide(Transfer transfer, TransferState state, string? reason)
    {
        transfer.State = state;
        transfer.WaitingFor = null;
        transfer.DecidedAt = clock.Instant();
        transfer.DecidedBy = scope.Actor.PersonId;
        transfer.Reason = reason;
    }

    /// <summary>The appointment that begins at the new place.</summary>
    public Appointment Begin(Transfer transfer, Organisation place) => new()
    {
        Id = clock.NewId(),
        PersonId = transfer.PersonId,
        OrganisationId = place.Id,
        Role = transfer.Role,
        OwnRole = transfer.OwnRole,
        Employment = transfer.Employment,
        From = transfer.On,
        RecordedAt = clock.Instant(),
        CauseId = transfer.Id,
    };

    private static AppointmentEntry Entry(Organisation place, string role, string? employment, DateOnly on) =>
        new(place.Id, role, employment, Standings.InPost, null, null, null, on, null);
}

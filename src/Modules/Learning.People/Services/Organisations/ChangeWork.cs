using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.People.Models;
using Learning.People.Services.Appointments;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Organisations;

/// <summary>Carries a change out and back, inside a unit of work. Asks nobody's permission.</summary>
internal sealed class ChangeWork(LearningDbContext db, AppointmentRows rows, OrganisationMoves moves, TimeProvider clock)
{
    public async Task<ChangeRefusal?> RefusalAsync(OrganisationChange change, Organisation organisation, CancellationToken cancellation)
    {
        if (change.Kind == OrganisationChangeKind.Rename)
        {
            return change.NewName == organisation.Name ? ChangeRefusal.SameName
                : await NameTakenAsync(change.NewName!, organisation.ParentId, organisation.Id, cancellation) ? ChangeRefusal.NameTaken
                : null;
        }

        if (organisation.SchoolId is null)
        {
            return ChangeRefusal.IsArea;
        }

        if (change.Kind == OrganisationChangeKind.Reopen)
        {
            return organisation.ClosedOn is null || change.On <= organisation.ClosedOn ? ChangeRefusal.NotClosed
                : await NameTakenAsync(organisation.Name, organisation.ParentId, organisation.Id, cancellation) ? ChangeRefusal.NameTaken
                : null;
        }

        if (organisation.ClosedOn is not null)
        {
            return ChangeRefusal.AlreadyClosed;
        }

        var other = change.OtherId is null ? null : await db.Organisations.AsNoTracking().FirstOrDefaultAsync(o => o.Id == change.OtherId, cancellation);
        return change.Kind switch
        {
            OrganisationChangeKind.Close => change.Going.Count > 0 && (other is null or { ClosedOn: not null } or { SchoolId: null } || other.Id == organisation.Id) ? ChangeRefusal.WrongOther
                : await db.Organisations.AnyAsync(o => o.ParentId == organisation.Id && o.ClosedOn == null, cancellation) ? ChangeRefusal.HasBelow
                : null,
            OrganisationChangeKind.Merge => other is null or { ClosedOn: not null } or { SchoolId: null } || other.Id == organisation.Id || other.ParentId == organisation.Id ? ChangeRefusal.WrongOther
                : OrganisationTree.IsSchool(other.Kind) != OrganisationTree.IsSchool(organisation.Kind) ? ChangeRefusal.DoesNotFit
                : null,
            _ => other is null or { ClosedOn: not null } || other.Id == organisation.Id || other.Id == organisation.ParentId || other.ParentId == organisation.Id ? ChangeRefusal.WrongOther
                : !OrganisationTree.MayStandUnder(organisation.Kind, other.Kind) ? ChangeRefusal.DoesNotFit
                : null,
        };
    }

    public async Task DoAsync(OrganisationChange change, Organisation organisation, CancellationToken cancellation)
    {
        switch (change.Kind)
        {
            case OrganisationChangeKind.Rename:
                organisation.Name = change.NewName!;
                break;
            case OrganisationChangeKind.Merge:
                var into = await db.Organisations.FirstAsync(o => o.Id == change.OtherId, cancellation);
                await StaffAsync(change, organisation, into, everybodyGoes: true, cancellation);
                await OnPaperAsync(change, organisation, into, cancellation);
                await BelowAsync(change, organisation, into, cancellation);
                (organisation.ClosedOn, organisation.MergedIntoId) = (change.On.AddDays(-1), into.Id);
                break;
            case OrganisationChangeKind.Close:
                var to = await db.Organisations.FirstOrDefaultAsync(o => o.Id == change.OtherId, cancellation);
                await StaffAsync(change, organisation, to, everybodyGoes: false, cancellation);
                organisation.ClosedOn = change.On.AddDays(-1);
                break;
            case OrganisationChangeKind.Reopen:
                (organisation.OpenedOn, organisation.ClosedOn, organisation.MergedIntoId) = (change.On, null, null);
                break;
            case OrganisationChangeKind.Move:
                var above = await db.Organisations.FirstAsync(o => o.Id == change.OtherId, cancellation);
                await moves.MoveAsync(organisation, above, change.On, change.Id, cancellation);
                break;
        }

        change.AppliedAt = clock.Instant();
        rows.Tell();
        db.Raise(new AppointmentsChanged([], [.. new[] { organisation.Id, change.OtherId ?? organisation.Id }.Distinct()]));
    }

    /// <returns>How many people stay as they are because something was changed since.</returns>
    public async Task<int> UndoAsync(OrganisationChange change, Organisation organisation, CancellationToken cancellation)
    {
        switch (change.Kind)
        {
            case OrganisationChangeKind.Rename:
                organisation.Name = change.OldName!;
                break;
            case OrganisationChangeKind.Reopen:
                (organisation.OpenedOn, organisation.ClosedOn) = (change.OldOpenedOn, change.OldClosedOn);
                organisation.MergedIntoId = await MergedBeforeAsync(change, cancellation);
                break;
            case OrganisationChangeKind.Move:
                await moves.MoveBackAsync(organisation, await db.Organisations.FirstAsync(o => o.Id == change.OldAboveId, cancellation), cancellation);
                break;
            default:
                (organisation.OpenedOn, organisation.ClosedOn, organisation.MergedIntoId) = (change.OldOpenedOn, change.OldClosedOn, null);
                foreach (var below in await db.Organisations.Where(o => change.Below.Contains(o.Id)).ToListAsync(cancellation))
                {
                    await moves.MoveBackAsync(below, organisation, cancellation);
                }

                break;
        }

        var left = await rows.UndoAsync(change.Id, change.TakenBack, cancellation);
        rows.Tell();
        db.Raise(new AppointmentsChanged([], [.. new[] { organisation.Id, change.OtherId ?? organisation.Id }.Distinct()]));
        return left;
    }

    private async Task StaffAsync(OrganisationChange change, Organisation organisation, Organisation? to, bool everybodyGoes, CancellationToken cancellation)
    {
        var last = change.On.AddDays(-1);
        var staff = await db.Appointments.Where(a => a.OrganisationId == organisation.Id && a.ReplacedAt == null && (a.To == null || a.To >= change.On)).ToListAsync(cancellation);
        var people = staff.Select(a => a.PersonId).Distinct().ToArray();
        var there = to is null ? [] : await db.Appointments.AsNoTracking()
            .Where(a => a.OrganisationId == to.Id && EF.Parameter(people).Contains(a.PersonId) && a.ReplacedAt == null && (a.To == null || a.To >= change.On)).ToListAsync(cancellation);
        foreach (var old in staff)
        {
            var begins = old.From > change.On ? old.From : change.On;
            var goes = to is not null && (everybodyGoes || change.Going.Contains(old.Id))
                && !there.Exists(a => a.PersonId == old.PersonId && a.Role == old.Role && a.OwnRole == old.OwnRole && AppointmentRows.Overlap(begins, old.To, a.From, a.To));
            var ended = old.From <= last ? rows.Reschedule(old, old.From, last, change.Id) : null;
            if (ended is null)
            {
                rows.TakeBack(old);
            }

            if (goes)
            {
                // On paper where one now works is no longer elsewhere.
                rows.Continue(old, to, begins, old.To, change.Id, ended is null ? old.Id : null);
            }
            else if (ended is null)
            {
                change.TakenBack = [.. change.TakenBack, old.Id];
            }
        }
    }

    /// <summary>Those who work elsewhere and are on paper here are on paper there from the day on.</summary>
    private async Task OnPaperAsync(OrganisationChange change, Organisation organisation, Organisation into, CancellationToken cancellation)
    {
        var away = await db.Appointments.Where(a => a.OnPaperId == organisation.Id && a.OrganisationId != organisation.Id && a.ReplacedAt == null && (a.To == null || a.To >= change.On)).ToListAsync(cancellation);
        foreach (var old in away)
        {
            if (old.From < change.On)
            {
                rows.Reschedule(old, old.From, change.On.AddDays(-1), change.Id);
                rows.Continue(old, null, change.On, old.To, change.Id, onPaper: into.Id);
            }
            else
            {
                rows.TakeBack(old);
                rows.Continue(old, null, old.From, old.To, change.Id, old.Id, into.Id);
            }
        }
    }

    private async Task BelowAsync(OrganisationChange change, Organisation organisation, Organisation into, CancellationToken cancellation)
    {
        var below = await db.Organisations.Where(o => o.ParentId == organisation.Id && o.ClosedOn == null).ToListAsync(cancellation);
        foreach (var unit in below)
        {
            await moves.MoveAsync(unit, into, change.On, change.Id, cancellation);
        }

        change.Below = [.. below.Select(o => o.Id)];
    }

    private Task<Guid?> MergedBeforeAsync(OrganisationChange reopening, CancellationToken cancellation) => db.Set<OrganisationChange>()
        .Where(c => c.OrganisationId == reopening.OrganisationId && c.AppliedAt < reopening.AppliedAt && c.UndoneAt == null && (c.Kind == OrganisationChangeKind.Merge || c.Kind == OrganisationChangeKind.Close))
        .OrderByDescending(c => c.AppliedAt).Select(c => c.Kind == OrganisationChangeKind.Merge ? c.OtherId : null).FirstOrDefaultAsync(cancellation);

    private Task<bool> NameTakenAsync(string name, Guid? above, Guid except, CancellationToken cancellation) =>
        db.Organisations.AnyAsync(o => o.ParentId == above && o.Name == name && o.ClosedOn == null && o.Id != except, cancellation);
}

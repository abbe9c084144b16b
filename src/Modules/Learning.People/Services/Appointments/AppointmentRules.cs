using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Appointments;

/// <summary>An entry that may be recorded, with its place and role found.</summary>
internal sealed record CheckedEntry(AppointmentEntry Entry, Organisation Place, RoleChoice Role, string? CountsAt, TimeProvider Clock)
{
    /// <param name="id">Null for a new one.</param>
    public Appointment Row(Guid? id, Guid personId, Appointment? replaces, Guid? cause = null) => new()
    {
        Id = id ?? Clock.NewId(),
        PersonId = personId,
        OrganisationId = Place.Id,
        CountyId = Place.CountyId,
        SchoolId = Place.SchoolId,
        Role = Role.Role,
        OwnRole = Role.Own?.Code,
        Employment = Role.Role == Roles.PsychologyTeacher ? Entry.Employment : null,
        Standing = Entry.Standing,
        OnPaperId = Entry.OnPaperId,
        CountsAt = CountsAt,
        CountsFrom = Entry.CountsFrom > Entry.From ? Entry.CountsFrom : null,
        From = Entry.From,
        To = Entry.To,
        RecordedAt = Clock.Instant(),
        ReplacesId = replaces?.Id,
        CauseId = cause,
    };
}

/// <summary>What an appointment must be for the acting person to record or change it.</summary>
internal sealed class AppointmentRules(LearningDbContext db, Scope scope, PeopleSearch search, RoleBook roles, TimeProvider clock)
{
    /// <summary>The row to be changed, tracked, if the acting person may: of the own area, of a role below the own, still the latest.</summary>
    public async Task<(Appointment? Row, AppointmentRefusal? Refusal)> EditableAsync(Guid personId, Guid appointmentId, CancellationToken cancellation)
    {
        if (await db.Appointments.Within(scope).FirstOrDefaultAsync(a => a.Id == appointmentId && a.PersonId == personId, cancellation) is not { } row)
        {
            return (null, AppointmentRefusal.NotThere);
        }

        return row.ReplacedAt is not null ? (null, AppointmentRefusal.Changed)
            : !roles.MayGive(row.Role) ? (null, AppointmentRefusal.RoleNotYours)
            : await db.Set<Transfer>().AnyAsync(t => t.WaitingFor == appointmentId, cancellation) ? (null, AppointmentRefusal.Waiting)
            : (row, null);
    }

    /// <param name="old">The row it takes the place of, which it may overlap.</param>
    public async Task<(CheckedEntry? Entry, AppointmentRefusal? Refusal)> CheckAsync(Guid personId, AppointmentEntry entry, Appointment? old, CancellationToken cancellation)
    {
        if (!await search.MaySeeAsync(personId, cancellation) || !await db.People.AnyAsync(p => p.Id == personId && p.MergedIntoId == null, cancellation))
        {
            return (null, AppointmentRefusal.NotThere);
        }

        if (await db.Organisations.AsNoTracking().Within(scope).FirstOrDefaultAsync(o => o.Id == entry.OrganisationId, cancellation) is not { } place)
        {
            return (null, AppointmentRefusal.OutsideScope);
        }

        if (await roles.FindAsync(entry.Role, cancellation) is not { } role || !roles.MayGive(role.Role))
        {
            return (null, AppointmentRefusal.RoleNotYours);
        }

        if (!await MayBeOnPaperAsync(personId, entry, place, old, cancellation))
        {
            return (null, AppointmentRefusal.OnPaperOutside);
        }

        return await RefusalAsync(personId, entry, place, role, old, cancellation) is { } refusal
            ? (null, refusal)
            : (new CheckedEntry(entry.OnPaperId == place.Id ? entry with { OnPaperId = null } : entry, place, role, await CountsAtAsync(entry, place, cancellation), clock), null);
    }

    /// <summary>What stands against the days, the role and the place, whoever records it.</summary>
    public async Task<AppointmentRefusal?> RefusalAsync(Guid personId, AppointmentEntry entry, Organisation place, RoleChoice role, Appointment? old, CancellationToken cancellation)
    {
        if (!role.Fits(place))
        {
            return AppointmentRefusal.RoleDoesNotFit;
        }

        if (entry.To < entry.From)
        {
            return AppointmentRefusal.EndsBeforeItBegins;
        }

        if (place.ClosedOn is { } closed && (entry.To is null || entry.To > closed))
        {
            return AppointmentRefusal.Closed;
        }

        if (Standings.Away.Contains(entry.Standing) && (entry.OnPaperId is null || entry.OnPaperId == place.Id))
        {
            return AppointmentRefusal.OnPaperMissing;
        }

        var (own, usual, except, from) = (role.Own?.Code, role.Role, old?.Id ?? Guid.Empty, entry.From);
        var same = db.Appointments.Where(a => a.PersonId == personId && a.ReplacedAt == null && a.Id != except
            && a.OrganisationId == place.Id && a.Role == usual && a.OwnRole == own && (a.To == null || a.To >= from));
        if (entry.To is { } to)
        {
            same = same.Where(a => a.From <= to);
        }

        if (await same.AnyAsync(cancellation))
        {
            return AppointmentRefusal.Overlaps;
        }

        await ClaimAsync(personId, cancellation);
        return null;
    }

    /// <summary>
    /// A unit sees no row another inserted since it began, so two could each find the days free. Both change the person's row:
    /// the later one fails on it, runs again, and finds what the first recorded.
    /// </summary>
    private async Task ClaimAsync(Guid personId, CancellationToken cancellation)
    {
        var person = await db.People.FirstAsync(p => p.Id == personId, cancellation);
        db.Entry(person).Property(p => p.Version).IsModified = true;
    }

    /// <summary>Where it counts: as chosen, else as the bureau set it for the standing; null for the usual, where one works.</summary>
    private async ValueTask<string?> CountsAtAsync(AppointmentEntry entry, Organisation place, CancellationToken cancellation)
    {
        var chosen = CountingPlaces.All.Contains(entry.CountsAt ?? "") ? entry.CountsAt! : await roles.CountsAtAsync(entry.Standing, cancellation);
        var paper = entry.OnPaperId is not null && entry.OnPaperId != place.Id;
        return chosen == CountingPlaces.Here || (chosen == CountingPlaces.OnPaper && !paper) ? null : chosen;
    }

    /// <summary>Who is on paper somewhere may count there: so only in the own area, or where the person has worked.</summary>
    private async Task<bool> MayBeOnPaperAsync(Guid personId, AppointmentEntry entry, Organisation place, Appointment? old, CancellationToken cancellation) =>
        entry.OnPaperId is not { } paper || paper == place.Id || paper == old?.OnPaperId
        || await db.Organisations.Within(scope).AnyAsync(o => o.Id == paper, cancellation)
        || await db.Appointments.AnyAsync(a => a.PersonId == personId && a.ReplacedAt == null && a.OrganisationId == paper, cancellation);
}

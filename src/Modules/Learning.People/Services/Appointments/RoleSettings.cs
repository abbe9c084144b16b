using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Appointments;

/// <summary>The bureau's own roles, what they count as, and where those who work away from their school on paper count.</summary>
internal sealed class RoleSettings(LearningDbContext db, SettingsStore settings, AppointmentRows rows, Audit audit, TimeProvider clock)
{
    public const int NameLength = 20;

    /// <summary>Saves a role by its code. If it counts as another role now, those who hold it are recorded anew from today on, and read models follow.</summary>
    public Task SaveAsync(OwnRole role, CancellationToken cancellation) =>
        db.WriteAsync(
            async () =>
            {
                var before = (await settings.GetAsync(cancellation)).Roles.FirstOrDefault(r => r.Code == role.Code);
                if (role.Equals(before))
                {
                    return;
                }

                await settings.ChangeAsync(
                    db, s => s with { Roles = s.Roles.Any(r => r.Code == role.Code) ? [.. s.Roles.Select(r => r.Code == role.Code ? role : r)] : [.. s.Roles, role], RolesEdited = true }, cancellation);
                audit.Record("people.roles", "settings", role.Code, before is null ? null : Told(before), Told(role));
                if (before is not null && before.CountsAs != role.CountsAs)
                {
                    await CountAsAsync(role, cancellation);
                }
            },
            cancellation);

    public Task SaveCountingAsync(IReadOnlyDictionary<string, string> countsAt, CancellationToken cancellation) =>
        db.WriteAsync(
            async () =>
            {
                var before = (await settings.GetAsync(cancellation)).CountsAt;
                await settings.ChangeAsync(db, s => s with { CountsAt = countsAt, RolesEdited = true }, cancellation);
                audit.Record("people.counting", "settings", "counts-at", before, countsAt);
            },
            cancellation);

    private async Task CountAsAsync(OwnRole role, CancellationToken cancellation)
    {
        var today = clock.Today();
        var (cause, place) = (clock.NewId(), new Dictionary<Guid, Organisation>());
        foreach (var old in await db.Appointments.Where(a => a.OwnRole == role.Code && a.ReplacedAt == null && (a.To == null || a.To >= today) && a.Role != role.CountsAs).ToListAsync(cancellation))
        {
            if (!place.TryGetValue(old.OrganisationId, out var at))
            {
                place[old.OrganisationId] = at = await db.Organisations.FirstAsync(o => o.Id == old.OrganisationId, cancellation);
            }

            if (old.From < today)
            {
                rows.Reschedule(old, old.From, today.AddDays(-1), cause);
                rows.Add(at, As(old, role.CountsAs, today, cause, null));
            }
            else
            {
                rows.TakeBack(old);
                rows.Add(at, As(old, role.CountsAs, old.From, cause, old.Id));
            }
        }

        rows.Tell();
    }

    private Appointment As(Appointment old, string role, DateOnly begins, Guid cause, Guid? replaces) => new()
    {
        Id = clock.NewId(),
        PersonId = old.PersonId,
        OrganisationId = old.OrganisationId,
        Role = role,
        OwnRole = old.OwnRole,
        Employment = old.Employment,
        Standing = old.Standing,
        OnPaperId = old.OnPaperId,
        CountsAt = old.CountsAt,
        CountsFrom = old.CountsFrom,
        From = begins,
        To = old.To,
        RecordedAt = clock.Instant(),
        CauseId = cause,
        ReplacesId = replaces,
    };

    private static object Told(OwnRole role) => new { role.Name, Role = role.CountsAs, Kinds = string.Join(',', role.Kinds), State = role.Retired ? "retired" : null };
}

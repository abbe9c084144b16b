using System.Security.Cryptography;
using System.Text;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Appointments;

internal enum RoleRefusal
{
    NameTaken,

    /// <summary>A colleague changed the role since the form was drawn.</summary>
    Changed,
}

/// <summary>The bureau's own roles, what they count as, and where those who work away from their school on paper count.</summary>
internal sealed class RoleSettings(LearningDbContext db, SettingsStore settings, AppointmentRows rows, Audit audit, TimeProvider clock)
{
    public const int NameLength = 20;

    /// <param name="seen">How the role stood when the form was drawn; null for a new one.</param>
    /// <summary>Saves a role by its code. If it counts as another role now, those who hold it are recorded anew from today on, and read models follow.</summary>
    public Task<RoleRefusal?> SaveAsync(OwnRole role, string? seen, CancellationToken cancellation) =>
        db.WriteAsync(
            async () =>
            {
                (OwnRole? before, RoleRefusal? refusal) = (null, null);
                await settings.ChangeAsync(
                    db,
                    s =>
                    {
                        before = s.Roles.FirstOrDefault(r => r.Code == role.Code);
                        refusal = role.Equals(before) ? null
                            : s.Roles.Any(r => r.Name == role.Name && r.Code != role.Code) ? RoleRefusal.NameTaken
                            : (before is null ? null : Stamp(before)) != seen ? RoleRefusal.Changed
                            : null;
                        return refusal is not null || role.Equals(before) ? s
                            : s with { Roles = before is null ? [.. s.Roles, role] : [.. s.Roles.Select(r => r.Code == role.Code ? role : r)], RolesEdited = true };
                    },
                    cancellation);
                if (refusal is not null || role.Equals(before))
                {
                    return refusal;
                }

                audit.Record("people.roles", "settings", role.Code, before is null ? null : Told(before), Told(role));
                if (before is not null && before.CountsAs != role.CountsAs)
                {
                    await CountAsAsync(role, cancellation);
                }

                return refusal;
            },
            cancellation);

    /// <summary>How a role stands, for a form to say what it was drawn from.</summary>
    public static string Stamp(OwnRole role) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [role.Name, role.English, role.CountsAs, role.Retired ? "retired" : "", .. role.Kinds]))))[..16];

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

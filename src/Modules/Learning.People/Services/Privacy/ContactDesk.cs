using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Privacy;

/// <summary>What everyone who may see a person sees of phone and identity number.</summary>
internal sealed record MaskedContact(string? Phone, string? IdentityNumber);

internal enum ContactField
{
    Phone,
    IdentityNumber,
}

internal enum ContactRefusal
{
    /// <summary>A colleague of the same rank or someone above: the next office up does it.</summary>
    NotYours,

    /// <summary>Works at a place outside the acting person's area too.</summary>
    WorksElsewhere,
    PhoneTaken,
    IdentityNumberTaken,

    /// <summary>Looked at too many numbers within the hour.</summary>
    TooMany,

    /// <summary>There is nothing to show.</summary>
    Nothing,
}

/// <summary>Enters, changes and shows phone and identity number. Whoever asks has checked that the acting person may see this one.</summary>
internal sealed class ContactDesk(LearningDbContext db, Scope scope, FieldCipher cipher, Audit audit, TimeProvider clock)
{
    public const string RevealAction = "people.reveal";

    /// <summary>Numbers an acting person may look at in an hour, on all nodes together: enough for work, not for copying a school.</summary>
    public const int RevealsPerHour = 30;

    public async Task<MaskedContact> MaskedAsync(Guid personId, CancellationToken cancellation)
    {
        var contact = await db.Set<PersonContact>().AsNoTracking().FirstOrDefaultAsync(c => c.PersonId == personId, cancellation);
        return new MaskedContact(
            contact?.Phone(cipher) is { } phone ? PhoneNumbers.Mask(phone) : null,
            contact?.IdentityNumber(cipher) is { } number ? IdentityNumbers.Mask(number) : null);
    }

    /// <summary>Why the acting person may neither change nor look at the numbers; null if they may.</summary>
    public async Task<ContactRefusal?> RefusalAsync(Guid personId, CancellationToken cancellation)
    {
        if (personId == scope.Actor.PersonId)
        {
            return null;
        }

        var today = clock.Today();
        var posts = await db.Appointments.AsNoTracking().Where(a => a.PersonId == personId && a.ReplacedAt == null && (a.To == null || a.To >= today)).ToListAsync(cancellation);
        var grantable = RoleRules.Grantable(scope.Actor);
        return posts.Any(a => !grantable.Contains(a.Role)) ? ContactRefusal.NotYours
            : posts.Any(a => !scope.Holds(a.CountyId, a.SchoolId)) ? ContactRefusal.WorksElsewhere
            : null;
    }

    /// <summary>Shows one number, on record.</summary>
    public Task<(string? Number, ContactRefusal? Refusal)> RevealAsync(Guid personId, ContactField field, CancellationToken cancellation) =>
        db.WriteAsync<(string?, ContactRefusal?)>(
            async () =>
            {
                if (await RefusalAsync(personId, cancellation) is { } refusal)
                {
                    return (null, refusal);
                }

                var (actor, since) = (scope.Actor.PersonId, clock.Instant() - TimeSpan.FromHours(1));
                if (await db.Set<AuditRow>().CountAsync(r => r.PersonId == actor && r.Action == RevealAction && r.At > since, cancellation) >= RevealsPerHour)
                {
                    return (null, ContactRefusal.TooMany);
                }

                var contact = await db.Set<PersonContact>().AsNoTracking().FirstOrDefaultAsync(c => c.PersonId == personId, cancellation);
                var number = field == ContactField.Phone ? contact?.Phone(cipher) : contact?.IdentityNumber(cipher);
                if (number is null)
                {
                    return (null, ContactRefusal.Nothing);
                }

                audit.Record(RevealAction, "person", personId.ToString(), null, new { Field = field == ContactField.Phone ? "phone" : "identity-number" }, await AreaAsync(personId, cancellation));
                return (number, null);
            },
            cancellation);

    /// <param name="phone">Normalised; null leaves it as it is, empty takes it away.</param>
    /// <param name="identityNumber">Normalised; null leaves it as it is, empty takes it away.</param>
    public Task<ContactRefusal?> ChangeAsync(Guid personId, string? phone, string? identityNumber, CancellationToken cancellation) =>
        db.WriteAsync(
            async () =>
            {
                if (await RefusalAsync(personId, cancellation) is { } refusal)
                {
                    return refusal;
                }

                if (phone is { Length: > 0 } && cipher.Hash(phone) is var phoneHash
                    && await db.Set<PersonContact>().AnyAsync(c => c.PhoneHash == phoneHash && c.PersonId != personId, cancellation))
                {
                    return ContactRefusal.PhoneTaken;
                }

                if (identityNumber is { Length: > 0 } && cipher.Hash(identityNumber) is var numberHash
                    && await db.Set<PersonContact>().AnyAsync(c => c.IdentityNumberHash == numberHash && c.PersonId != personId, cancellation))
                {
                    return ContactRefusal.IdentityNumberTaken;
                }

                await SetAsync(personId, phone, identityNumber, cancellation);
                return (ContactRefusal?)null;
            },
            cancellation);

    private async Task SetAsync(Guid personId, string? phone, string? identityNumber, CancellationToken cancellation)
    {
        var contact = await db.Set<PersonContact>().FirstOrDefaultAsync(c => c.PersonId == personId, cancellation);
        if (contact is null)
        {
            contact = new PersonContact { PersonId = personId };
            db.Add(contact);
        }

        var before = Masked(contact);
        if (phone is not null)
        {
            contact.SetPhone(cipher, phone.Length == 0 ? null : phone);
        }

        if (identityNumber is not null)
        {
            contact.SetIdentityNumber(cipher, identityNumber.Length == 0 ? null : identityNumber);
        }

        if (Masked(contact) is var after && after != before)
        {
            audit.Record("people.contact", "person", personId.ToString(), before, after, await AreaAsync(personId, cancellation));
        }
    }

    private MaskedContact Masked(PersonContact contact) => new(
        contact.Phone(cipher) is { } phone ? PhoneNumbers.Mask(phone) : null,
        contact.IdentityNumber(cipher) is { } number ? IdentityNumbers.Mask(number) : null);

    /// <summary>Where the person is or was last: who may read the record.</summary>
    private Task<Appointment?> AreaAsync(Guid personId, CancellationToken cancellation) =>
        db.Appointments.AsNoTracking().Where(a => a.PersonId == personId && a.ReplacedAt == null).OrderBy(a => a.To != null).ThenByDescending(a => a.To).ThenBy(a => a.From).FirstOrDefaultAsync(cancellation);
}

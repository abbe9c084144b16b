using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Text;
using Learning.People.Services.Accounts;
using Learning.People.Services.Privacy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services;

/// <param name="Version">As the form was drawn.</param>
internal sealed record PersonEdit(string Name, string? StaffNumber, int Version);

internal enum PersonRefusal
{
    /// <summary>Somebody changed it since the page was opened.</summary>
    Changed,

    /// <summary>Oneself, a colleague of the same rank or someone above: the next office up does it.</summary>
    NotYours,

    /// <summary>Works at a place outside the acting person's area too.</summary>
    WorksElsewhere,
    NumberTaken,

    /// <summary>The account is known by it.</summary>
    NumberNeeded,
}

/// <summary>Corrects a name or a staff number. Whoever asks has checked that the acting person may see this one.</summary>
internal sealed class PersonDesk(LearningDbContext db, Scope scope, ContactDesk contacts, AccountMaker accounts, ILookupNormalizer normalizer, Audit audit)
{
    public Task<PersonRefusal?> EditAsync(Guid id, PersonEdit edit, CancellationToken cancellation) =>
        db.WriteAsync(() => EditInUnitAsync(id, edit, cancellation), cancellation);

    private async Task<PersonRefusal?> EditInUnitAsync(Guid id, PersonEdit edit, CancellationToken cancellation)
    {
        // The own name is a colleague's to correct; above the city there is none.
        if (id == scope.Actor.PersonId && scope.Level != ScopeLevel.City)
        {
            return PersonRefusal.NotYours;
        }

        if (await contacts.RefusalAsync(id, cancellation) is { } refusal)
        {
            return refusal == ContactRefusal.WorksElsewhere ? PersonRefusal.WorksElsewhere : PersonRefusal.NotYours;
        }

        var person = await db.People.FirstAsync(p => p.Id == id, cancellation);
        var name = Names.Clean(edit.Name);
        if (person.Name == name && person.StaffNumber == edit.StaffNumber)
        {
            return null;
        }

        if (person.Version != edit.Version)
        {
            return PersonRefusal.Changed;
        }

        var account = await db.Users.FirstOrDefaultAsync(u => u.PersonId == id, cancellation);
        if (edit.StaffNumber is not { } number)
        {
            if (account is not null)
            {
                return PersonRefusal.NumberNeeded;
            }
        }
        else if (await db.People.AnyAsync(p => p.Id != id && p.StaffNumber == number, cancellation))
        {
            return PersonRefusal.NumberTaken;
        }
        else if (account is not null && account.UserName == person.StaffNumber && number != person.StaffNumber)
        {
            // Else whoever is given the old number would sign in as this one.
            account.UserName = await accounts.FreeNameAsync(number, cancellation);
            account.NormalizedUserName = normalizer.NormalizeName(account.UserName);
        }

        var before = new { person.Name, person.StaffNumber };
        (person.Name, person.SortKey, person.Initials, person.StaffNumber) = (name, Pinyin.SortKey(name), Pinyin.Initials(name), edit.StaffNumber);
        audit.Record("people.edit", "person", id.ToString(), before, new { person.Name, person.StaffNumber }, await PlaceAsync(id, cancellation));
        db.Raise(new AppointmentsChanged([id], []));
        return null;
    }

    /// <summary>Where the act is filed: where the person is or was last.</summary>
    private Task<Appointment?> PlaceAsync(Guid person, CancellationToken cancellation) =>
        db.Appointments.AsNoTracking().Where(a => a.PersonId == person && a.ReplacedAt == null).OrderBy(a => a.To != null).ThenByDescending(a => a.To).ThenBy(a => a.From).FirstOrDefaultAsync(cancellation);
}

using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services;

/// <summary>A person as an officer enters one.</summary>
/// <param name="Id">Made when the form was drawn: posted twice, the person is added once.</param>
internal sealed record NewPerson(Guid Id, string Name, string? StaffNumber, string Role, string? Employment, Guid OrganisationId, DateOnly From);

internal enum AddRefusal
{
    /// <summary>The staff number belongs to someone the acting person may see.</summary>
    NumberTaken,

    /// <summary>The staff number belongs to someone of another area.</summary>
    NumberTakenElsewhere,
    RoleNotYours,
    OutsideScope,
    RoleDoesNotFit,
}

/// <summary>Adds people one by one.</summary>
internal sealed class Roster(LearningDbContext db, Scope scope, PeopleSearch search, Audit audit, TimeProvider clock)
{
    public Task<(Guid? PersonId, AddRefusal? Refusal)> AddAsync(NewPerson entered, CancellationToken cancellation) =>
        db.WriteAsync(() => AddInUnitAsync(entered, cancellation), cancellation);

    private async Task<(Guid? PersonId, AddRefusal? Refusal)> AddInUnitAsync(NewPerson entered, CancellationToken cancellation)
    {
        if (await db.People.AnyAsync(p => p.Id == entered.Id, cancellation))
        {
            return await search.MaySeeAsync(entered.Id, cancellation) ? (entered.Id, null) : (null, AddRefusal.OutsideScope);
        }

        var place = await db.Organisations.Within(scope).FirstOrDefaultAsync(o => o.Id == entered.OrganisationId && o.ClosedOn == null, cancellation);
        if (place is null)
        {
            return (null, AddRefusal.OutsideScope);
        }

        if (!RoleRules.Grantable(scope.Actor).Contains(entered.Role))
        {
            return (null, AddRefusal.RoleNotYours);
        }

        if (!RoleRules.Fits(entered.Role, place))
        {
            return (null, AddRefusal.RoleDoesNotFit);
        }

        if (entered.StaffNumber is { } number
            && await db.People.Where(p => p.StaffNumber == number).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(cancellation) is { } taken)
        {
            return (taken, await search.MaySeeAsync(taken, cancellation) ? AddRefusal.NumberTaken : AddRefusal.NumberTakenElsewhere);
        }

        var person = Names.New(entered.Id, entered.Name, entered.StaffNumber);
        db.Add(person);
        db.Add(new Appointment
        {
            Id = clock.NewId(),
            PersonId = person.Id,
            OrganisationId = place.Id,
            CountyId = place.CountyId,
            SchoolId = place.SchoolId,
            Role = entered.Role,
            Employment = entered.Role == Roles.PsychologyTeacher ? entered.Employment : null,
            From = entered.From,
            RecordedAt = clock.Instant(),
        });
        audit.Record(
            "people.create", "person", person.Id.ToString(), null,
            new { person.Name, person.StaffNumber, entered.Role, entered.Employment, Organisation = place.Name, entered.From }, place);
        db.Raise(new AppointmentsChanged([person.Id], [place.Id]));
        return (person.Id, null);
    }
}

using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Hours.Models;
using Learning.Hours.Pages.Records;
using Microsoft.EntityFrameworkCore;

namespace Learning.Hours.Services;

/// <summary>Someone hours may be entered for.</summary>
internal sealed record Colleague
{
    public required Guid PersonId { get; init; }

    public required string Name { get; init; }

    public required string SortKey { get; init; }

    public string? StaffNumber { get; init; }

    public required string Organisation { get; init; }
}

/// <summary>Finds teachers of the clerk's own school or area.</summary>
internal sealed class Colleagues(LearningDbContext db, Scope scope, TimeProvider clock)
{
    public const int Most = 20;

    /// <summary>By name, pinyin or number; without any the first of the school.</summary>
    public async Task<IReadOnlyList<Colleague>> SearchAsync(string? typed, CancellationToken cancellation)
    {
        var me = scope.Actor.PersonId;
        var people = Here().Where(c => c.PersonId != me);
        if (typed is not null)
        {
            var pinyin = typed.ToLowerInvariant();
            people = people.Where(c => c.Name.Contains(typed) || c.SortKey.StartsWith(pinyin) || c.StaffNumber == typed);
        }
        else if (scope.Level != ScopeLevel.School)
        {
            return [];
        }

        // Several roles at one school are one line.
        return await people.Distinct().OrderBy(c => c.SortKey).ThenBy(c => c.PersonId).Take(Most).ToListAsync(cancellation);
    }

    public Task<Colleague?> FindAsync(Guid personId, CancellationToken cancellation) =>
        Here().Where(c => c.PersonId == personId).OrderBy(c => c.Organisation).FirstOrDefaultAsync(cancellation);

    /// <summary>The clerk's last entry for a person, which the next teacher's form begins from.</summary>
    public Task<Guid?> LatestAsync(Guid personId, CancellationToken cancellation)
    {
        var me = scope.Actor.PersonId;
        return db.Set<HourEntry>().AsNoTracking().Within(scope).Where(e => e.PersonId == personId && e.ActorPersonId == me && e.ReversesId == null)
            .OrderByDescending(e => e.Seq).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancellation);
    }

    public async Task<NewModel.InputModel?> TrainingAsync(Guid entryId, CancellationToken cancellation)
    {
        var entry = await db.Set<HourEntry>().AsNoTracking().Within(scope).FirstOrDefaultAsync(e => e.Id == entryId && e.ReversesId == null, cancellation);
        return entry is not { ByHand: true } ? null : new NewModel.InputModel
        {
            Title = entry.Title,
            Hours = entry.Hours.ToString(),
            EarnedOn = entry.EarnedOn,
            Kind = entry.TrainingKind,
            Level = entry.OrganiserLevel,
            Evidence = entry.Evidence,
            Category = CategoryText.HoldsAny(entry.Categories, [HourCategories.Counsellor]) ? HourCategories.Counsellor
                : CategoryText.HoldsAny(entry.Categories, [HourCategories.MentalHealth]) ? HourCategories.MentalHealth : "",
        };
    }

    private IQueryable<Colleague> Here() =>
        from appointment in db.Appointments.AsNoTracking().Within(scope).ActiveOn(clock.Today())
        join person in db.People on appointment.PersonId equals person.Id
        join organisation in db.Organisations on appointment.OrganisationId equals organisation.Id
        where Roles.Staff.Contains(appointment.Role)
        select new Colleague { PersonId = person.Id, Name = person.Name, SortKey = person.SortKey, StaffNumber = person.StaffNumber, Organisation = organisation.Name };
}

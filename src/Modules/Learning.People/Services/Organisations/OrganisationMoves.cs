using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.People.Models;
using Learning.People.Services.Appointments;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Organisations;

/// <summary>
/// Puts a school or unit, with all below it, under another organisation. Into another county everything filed with it goes along:
/// appointments end and begin anew on the day, so that a day before is still counted in the old county; what is written once is filed anew.
/// </summary>
internal sealed class OrganisationMoves(LearningDbContext db, AppointmentRows rows)
{
    /// <summary>Inside a unit of work.</summary>
    public async Task MoveAsync(Organisation organisation, Organisation above, DateOnly on, Guid cause, CancellationToken cancellation)
    {
        var moved = await PlaceAsync(organisation, above, cancellation);
        if (moved.Count == 0)
        {
            return;
        }

        var ids = moved.Keys.ToArray();
        var staff = await db.Appointments.Where(a => EF.Parameter(ids).Contains(a.OrganisationId) && a.ReplacedAt == null && (a.To == null || a.To >= on)).ToListAsync(cancellation);
        foreach (var old in staff)
        {
            if (old.From < on)
            {
                rows.Reschedule(old, old.From, on.AddDays(-1), cause);
                rows.Continue(old, moved[old.OrganisationId], on, old.To, cause);
            }
            else
            {
                rows.TakeBack(old);
                rows.Continue(old, moved[old.OrganisationId], old.From, old.To, cause, old.Id);
            }
        }

        await FileAsync(ids, organisation.CountyId, cancellation);
    }

    /// <summary>Without the appointments, which are undone by their cause.</summary>
    public async Task MoveBackAsync(Organisation organisation, Organisation above, CancellationToken cancellation)
    {
        var moved = await PlaceAsync(organisation, above, cancellation);
        if (moved.Count > 0)
        {
            await FileAsync([.. moved.Keys], organisation.CountyId, cancellation);
        }
    }

    /// <returns>The organisation and all below it, if their county changed.</returns>
    private async Task<Dictionary<Guid, Organisation>> PlaceAsync(Organisation organisation, Organisation above, CancellationToken cancellation)
    {
        var county = organisation.CountyId;
        var last = await db.Organisations.Where(o => o.ParentId == above.Id).MaxAsync(o => (int?)o.Order, cancellation) ?? 0;
        OrganisationTree.Place(organisation, above);
        organisation.Order = last + 1;
        if (organisation.CountyId == county)
        {
            return [];
        }

        var moved = new Dictionary<Guid, Organisation> { [organisation.Id] = organisation };
        for (var level = new List<Organisation> { organisation }; level.Count > 0;)
        {
            var next = new List<Organisation>();
            foreach (var parent in level)
            {
                foreach (var child in await db.Organisations.Where(o => o.ParentId == parent.Id).ToListAsync(cancellation))
                {
                    OrganisationTree.Place(child, parent);
                    moved[child.Id] = child;
                    next.Add(child);
                }
            }

            level = next;
        }

        return moved;
    }

    private async Task FileAsync(Guid[] schools, Guid? county, CancellationToken cancellation)
    {
        await db.OrganisationFacts.Where(f => f.ReplacedAt == null && EF.Parameter(schools).Contains(f.OrganisationId)).ExecuteUpdateAsync(f => f.SetProperty(x => x.CountyId, county), cancellation);
        await db.Set<OrganisationChange>().Where(c => EF.Parameter(schools).Contains(c.OrganisationId)).ExecuteUpdateAsync(c => c.SetProperty(x => x.CountyId, county), cancellation);
        await db.Set<YearChange>().Where(c => EF.Parameter(schools).Contains(c.OrganisationId)).ExecuteUpdateAsync(c => c.SetProperty(x => x.CountyId, county), cancellation);
        await db.Set<Transfer>().Where(t => EF.Parameter(schools).Contains(t.ToId)).ExecuteUpdateAsync(t => t.SetProperty(x => x.CountyId, county), cancellation);
        await db.Set<Transfer>().Where(t => EF.Parameter(schools).Contains(t.FromId)).ExecuteUpdateAsync(t => t.SetProperty(x => x.FromCountyId, county), cancellation);
        db.Raise(new SchoolsMoved(schools, county));
    }
}

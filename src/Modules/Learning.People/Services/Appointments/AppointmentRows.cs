using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Appointments;

/// <summary>Writes rows of the history of appointments inside a unit of work and tells at its end whom it concerned. Asks nobody's permission.</summary>
internal sealed class AppointmentRows(LearningDbContext db, TimeProvider clock)
{
    /// <summary>From so many people on, read models are built anew in the background.</summary>
    private const int Roster = 1000;

    private readonly HashSet<Guid> people = [];
    private readonly HashSet<Guid> places = [];

    /// <summary>Adds a row as it was entered, placed where its organisation lies.</summary>
    public Appointment Add(Organisation place, Appointment row)
    {
        var added = Copy(row, row.Id, place, row.From, row.To, row.CauseId, row.ReplacesId);
        db.Add(added);
        Touch(added);
        return added;
    }

    /// <summary>Puts a row in the place of another that is the same but for its days.</summary>
    public Appointment Reschedule(Appointment old, DateOnly from, DateOnly? to, Guid? cause)
    {
        var now = Copy(old, clock.NewId(), null, from, to, cause, old.Id);
        TakeBack(old);
        db.Add(now);
        Touch(now);
        return now;
    }

    /// <summary>A row like another for other days.</summary>
    /// <param name="place">Null for the same place.</param>
    /// <param name="replaces">The row it stands in place of; null for one in addition.</param>
    public Appointment Continue(Appointment like, Organisation? place, DateOnly from, DateOnly? to, Guid? cause, Guid? replaces = null, Guid? onPaper = null)
    {
        var added = Copy(like, clock.NewId(), place, from, to, cause, replaces, onPaper);
        db.Add(added);
        Touch(added);
        return added;
    }

    /// <summary>The row no longer holds.</summary>
    public void TakeBack(Appointment row)
    {
        row.ReplacedAt = clock.Instant();
        Touch(row);
    }

    /// <summary>Takes back what an act recorded and puts back what it had replaced.</summary>
    /// <param name="takenBack">Rows it took back without putting another in their place.</param>
    /// <returns>How many people were left as they are, because something was changed since.</returns>
    public async Task<int> UndoAsync(Guid cause, IReadOnlyCollection<Guid> takenBack, CancellationToken cancellation)
    {
        var alone = takenBack.ToArray();
        foreach (var row in await db.Appointments.AsNoTracking().Where(a => EF.Parameter(alone).Contains(a.Id)).ToListAsync(cancellation))
        {
            Continue(row, null, row.From, row.To, null, row.Id);
        }

        var recorded = await db.Appointments.Where(a => a.CauseId == cause).ToListAsync(cancellation);
        var replaced = recorded.Select(a => a.ReplacesId).OfType<Guid>().ToArray();
        var before = (await db.Appointments.AsNoTracking().Where(a => EF.Parameter(replaced).Contains(a.Id)).ToListAsync(cancellation)).ToDictionary(a => a.Id);
        var ids = recorded.Select(a => a.PersonId).Distinct().ToArray();
        var standing = (await db.Appointments.AsNoTracking().Where(a => EF.Parameter(ids).Contains(a.PersonId) && a.ReplacedAt == null && a.CauseId != cause).ToListAsync(cancellation)).ToLookup(a => a.PersonId);
        var left = 0;
        foreach (var person in recorded.GroupBy(a => a.PersonId))
        {
            var back = person.Where(a => a.ReplacesId is not null).Select(a => before[a.ReplacesId!.Value]).ToList();
            if (person.Any(a => a.ReplacedAt is not null) || back.Exists(b => standing[person.Key].Any(s => Same(b, s) && Overlap(b.From, b.To, s.From, s.To))))
            {
                left++;
                continue;
            }

            foreach (var row in person)
            {
                TakeBack(row);
                if (row.ReplacesId is { } old)
                {
                    var again = Copy(before[old], clock.NewId(), null, before[old].From, before[old].To, null, row.Id);
                    db.Add(again);
                    Touch(again);
                }
            }
        }

        return left;
    }

    /// <summary>At the end of the unit: read models hear whom it concerned.</summary>
    public void Tell()
    {
        if (people.Count > Roster)
        {
            db.Raise(new RosterChanged());
        }
        else if (people.Count + places.Count > 0)
        {
            db.Raise(new AppointmentsChanged([.. people], [.. places]));
        }

        people.Clear();
        places.Clear();
    }

    public void Touch(Appointment row)
    {
        people.Add(row.PersonId);
        places.Add(row.OrganisationId);
        if (row.OnPaperId is { } paper)
        {
            places.Add(paper);
        }
    }

    public static bool Same(Appointment one, Appointment other) =>
        one.OrganisationId == other.OrganisationId && one.Role == other.Role && one.OwnRole == other.OwnRole;

    public static bool Overlap(DateOnly from, DateOnly? to, DateOnly otherFrom, DateOnly? otherTo) =>
        (otherTo is null || from <= otherTo) && (to is null || otherFrom <= to);

    private Appointment Copy(Appointment like, Guid id, Organisation? place, DateOnly from, DateOnly? to, Guid? cause, Guid? replaces, Guid? onPaper = null) => new()
    {
        Id = id,
        PersonId = like.PersonId,
        OrganisationId = place?.Id ?? like.OrganisationId,
        CountyId = place is null ? like.CountyId : place.CountyId,
        SchoolId = place is null ? like.SchoolId : place.SchoolId,
        Role = like.Role,
        OwnRole = like.OwnRole,
        Employment = like.Employment,
        Standing = like.Standing,
        OnPaperId = onPaper ?? like.OnPaperId,
        CountsAt = like.CountsAt,
        CountsFrom = like.CountsFrom is { } counts && counts > from ? counts : null,
        From = from,
        To = to,
        RecordedAt = clock.Instant(),
        CauseId = cause,
        ReplacesId = replaces,
    };
}

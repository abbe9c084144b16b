using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Organisations;

/// <summary>What somebody of the staff may lack.</summary>
internal enum StaffGap
{
    Number,
    Phone,
    Account,
}

/// <summary>What a school or unit lacks, to be shown with the page that mends it.</summary>
internal sealed record Missing(bool Principal, bool PsychologyTeacher, bool Homeroom, bool Facts, bool FactsSinceMerger, IReadOnlyDictionary<StaffGap, int> Staff)
{
    public bool Nothing => !Principal && !PsychologyTeacher && !Homeroom && !Facts && !FactsSinceMerger && Staff.Count == 0;
}

internal sealed record ChangeLine(OrganisationChange Change, string? Other, string By, bool MayUndo);

/// <summary>One person of the staff with the roles held there.</summary>
internal sealed record StaffRow(Guid Id, string Name, string? StaffNumber, bool HasPhone, bool HasAccount, IReadOnlyList<Appointment> Posts);

/// <summary>Reads one organisation's page. Whoever asks has checked the area.</summary>
internal sealed class OrganisationSheet(LearningDbContext db, TimeProvider clock)
{
    /// <summary>Null for what is no school or unit, or is closed.</summary>
    public async Task<Missing?> MissingAsync(Organisation place, CancellationToken cancellation)
    {
        if (place.SchoolId is null || place.ClosedOn is not null)
        {
            return null;
        }

        var today = clock.Today();
        var counted = Standings.Counted.ToArray();
        var roles = await db.Appointments.ActiveOn(today).Where(a => a.OrganisationId == place.Id && EF.Parameter(counted).Contains(a.Standing)).Select(a => a.Role).Distinct().ToListAsync(cancellation);
        var school = OrganisationTree.IsSchool(place.Kind);
        var year = SchoolYear.Of(today).FirstDay;
        var newest = await db.OrganisationFacts.Where(f => f.OrganisationId == place.Id && f.Fact == OrganisationFacts.Pupils && f.ReplacedAt == null).MaxAsync(f => (DateOnly?)f.AsOf, cancellation);
        var merged = await db.Set<OrganisationChange>().Where(c => c.OtherId == place.Id && c.Kind == OrganisationChangeKind.Merge && c.AppliedAt != null && c.UndoneAt == null).MaxAsync(c => (DateOnly?)c.On, cancellation);
        var gaps = new Dictionary<StaffGap, int>();
        foreach (var gap in Enum.GetValues<StaffGap>())
        {
            if (await Staff(place.Id, gap).CountAsync(cancellation) is > 0 and var count)
            {
                gaps[gap] = count;
            }
        }

        var hasFacts = newest >= year;
        return new Missing(
            school && place.Kind != "teaching-point" && !roles.Contains(Roles.Principal),
            school && !roles.Contains(Roles.PsychologyTeacher),
            school && !roles.Contains(Roles.HomeroomTeacher),
            school && !hasFacts,
            school && hasFacts && newest < merged,
            gaps);
    }

    /// <summary>What a school lacks, for its list of things to do; null for a unit that is no open school.</summary>
    public async Task<SchoolGaps?> GapsAsync(Guid school, CancellationToken cancellation)
    {
        var place = await db.Organisations.AsNoTracking().FirstAsync(o => o.Id == school, cancellation);
        if (await MissingAsync(place, cancellation) is not { } missing)
        {
            return null;
        }

        (bool Lacks, string Role)[] roles = [(missing.Principal, Roles.Principal), (missing.PsychologyTeacher, Roles.PsychologyTeacher), (missing.Homeroom, Roles.HomeroomTeacher)];
        return new SchoolGaps(school, [.. roles.Where(r => r.Lacks).Select(r => r.Role)], missing.Facts || missing.FactsSinceMerger, missing.Staff.GetValueOrDefault(StaffGap.Account));
    }

    public async Task<IReadOnlyList<ChangeLine>> ChangesAsync(Guid id, CancellationToken cancellation)
    {
        var rows = await (
            from change in db.Set<OrganisationChange>().AsNoTracking()
            join person in db.People on change.RecordedBy equals person.Id
            join other in db.Organisations on change.OtherId equals (Guid?)other.Id into others
            from other in others.DefaultIfEmpty()
            where change.OrganisationId == id
            orderby change.On descending, change.RecordedAt descending
            select new { change, By = person.Name, Other = other == null ? null : other.Name }).ToListAsync(cancellation);
        var latest = rows.Where(r => r.change is { AppliedAt: not null, UndoneAt: null }).MaxBy(r => r.change.AppliedAt)?.change.Id;
        return [.. rows.Select(r => new ChangeLine(r.change, r.Other, r.By, r.change.UndoneAt is null && (r.change.AppliedAt is null || r.change.Id == latest)))];
    }

    /// <summary>Schools and units that were merged into this one.</summary>
    public Task<List<Organisation>> MergedHereAsync(Guid id, CancellationToken cancellation) =>
        db.Organisations.AsNoTracking().Where(o => o.MergedIntoId == id).OrderBy(o => o.ClosedOn).ToListAsync(cancellation);

    /// <summary>What stands below: areas and the city's own units under the bureau, schools under an area, points and stations under a school.</summary>
    public Task<List<Organisation>> BelowAsync(Guid id, CancellationToken cancellation) =>
        db.Organisations.AsNoTracking().Where(o => o.ParentId == id && o.ClosedOn == null).OrderBy(o => o.Order).ThenBy(o => o.Code).ToListAsync(cancellation);

    /// <summary>Staff of today with their roles, by name; only those who lack something, if asked.</summary>
    public async Task<PageOf<StaffRow>> StaffAsync(Guid id, StaffGap? lacking, string? role, int page, CancellationToken cancellation)
    {
        var people = lacking is { } gap ? Staff(id, gap) : Staff(id);
        if (role is { Length: > 0 })
        {
            var active = db.Appointments.ActiveOn(clock.Today());
            people = people.Where(p => active.Any(a => a.PersonId == p.Id && a.OrganisationId == id && (a.Role == role || a.OwnRole == role)));
        }

        var found = await people.OrderBy(p => p.SortKey).ThenBy(p => p.Id)
            .Select(p => new
            {
                p.Id,
                p.Name,
                p.StaffNumber,
                Phone = db.Set<PersonContact>().Any(c => c.PersonId == p.Id && c.PhoneHash != null),
                Account = db.Users.Any(u => u.PersonId == p.Id),
            }).ToPageAsync(page, cancellation);
        var ids = found.Items.Select(p => p.Id).ToArray();
        var posts = (await db.Appointments.AsNoTracking().ActiveOn(clock.Today()).Where(a => a.OrganisationId == id && EF.Parameter(ids).Contains(a.PersonId)).ToListAsync(cancellation)).ToLookup(a => a.PersonId);
        return new PageOf<StaffRow>(
            [.. found.Items.Select(p => new StaffRow(p.Id, p.Name, p.StaffNumber, p.Phone, p.Account, [.. posts[p.Id].OrderBy(a => RoleRules.Rank(a.Role))]))],
            found.Number, found.Size, found.Total);
    }

    private IQueryable<Person> Staff(Guid id, StaffGap gap) => gap switch
    {
        StaffGap.Number => Staff(id).Where(p => p.StaffNumber == null),
        StaffGap.Phone => Staff(id).Where(p => !db.Set<PersonContact>().Any(c => c.PersonId == p.Id && c.PhoneHash != null)),
        _ => Staff(id).Where(p => !db.Users.Any(u => u.PersonId == p.Id)),
    };

    private IQueryable<Person> Staff(Guid id)
    {
        var active = db.Appointments.ActiveOn(clock.Today());
        return db.People.AsNoTracking().Where(p => p.MergedIntoId == null && active.Any(a => a.PersonId == p.Id && a.OrganisationId == id));
    }
}

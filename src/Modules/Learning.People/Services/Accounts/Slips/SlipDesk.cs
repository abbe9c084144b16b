using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Accounts.Slips;

/// <param name="Waiting">Has a code that was not used yet: a new one voids it.</param>
internal sealed record SlipRow(Guid Id, string Name, string? StaffNumber, string Schools, bool Waiting, bool Expired);

internal enum SlipProblem
{
    NobodyChosen,
    TooMany,

    /// <summary>Somebody of the list cannot be given a code any more.</summary>
    Changed,
}

/// <summary>Codes for many at once: for people who have never signed in, by whoever may give each of them one.</summary>
internal sealed class SlipDesk(LearningDbContext db, Scope scope, AccountDesk desk, AccountMaker accounts, SlipSheet sheet, TimeProvider clock)
{
    /// <summary>Slips of one print: the largest schools have fewer staff.</summary>
    public const int Most = 500;

    /// <summary>Whom the list offers: in post here, with a staff number, of a role the acting person may give, and no password yet.</summary>
    public async Task<PageOf<SlipRow>> FindAsync(PeopleQuestion question, int page, CancellationToken cancellation)
    {
        var found = await Eligible(question).OrderBy(p => p.SortKey).ThenBy(p => p.Id).Select(p => p.Id).ToPageAsync(page, cancellation);
        return new PageOf<SlipRow>(await RowsAsync(found.Items, cancellation), found.Number, found.Size, found.Total);
    }

    /// <summary>Everyone of a list, one more than may be printed at most.</summary>
    public Task<List<Guid>> AllAsync(PeopleQuestion question, CancellationToken cancellation) =>
        Eligible(question).OrderBy(p => p.SortKey).ThenBy(p => p.Id).Select(p => p.Id).Take(Most + 1).ToListAsync(cancellation);

    /// <summary>Draws the slips with new codes and then puts the codes into force, all or none: a sheet that failed to draw has voided nothing.</summary>
    public async Task<(byte[]? Pdf, SlipProblem? Problem)> PrintAsync(IReadOnlyCollection<Guid> personIds, CancellationToken cancellation)
    {
        var ids = personIds.Distinct().ToList();
        if (ids.Count == 0)
        {
            return (null, SlipProblem.NobodyChosen);
        }

        if (ids.Count > Most)
        {
            return (null, SlipProblem.TooMany);
        }

        var rows = await RowsAsync(await Eligible(new PeopleQuestion(null, null, null, null)).Where(p => ids.Contains(p.Id)).OrderBy(p => p.SortKey).ThenBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellation), cancellation);
        if (rows.Count != ids.Count)
        {
            return (null, SlipProblem.Changed);
        }

        // School by school, as they are handed out.
        rows = [.. rows.OrderBy(r => r.Schools, StringComparer.Ordinal)];
        var names = await UserNamesAsync(rows, cancellation);
        var lastDay = clock.Today().AddDays(FirstSignIn.Days - 1);
        var codes = rows.ToDictionary(r => r.Id, _ => FirstSignIn.NewCode());
        var pdf = await sheet.DrawAsync([.. rows.Select(r => new Slip(r.Name, r.Schools, names[r.Id], codes[r.Id], lastDay))], cancellation);
        return await PutIntoForceAsync(codes, cancellation) ? (pdf, null) : (null, SlipProblem.Changed);
    }

    /// <summary>The slip of a code that was just given to one person.</summary>
    public async Task<byte[]> DrawOneAsync(Guid personId, string code, CancellationToken cancellation)
    {
        var rows = await RowsAsync([personId], cancellation);
        var name = (await UserNamesAsync(rows, cancellation))[personId];
        return await sheet.DrawAsync([new Slip(rows[0].Name, rows[0].Schools, name, code, clock.Today().AddDays(FirstSignIn.Days - 1))], cancellation);
    }

    private async Task<bool> PutIntoForceAsync(Dictionary<Guid, string> codes, CancellationToken cancellation)
    {
        try
        {
            await db.WriteAsync(
                async () =>
                {
                    var ids = codes.Keys.ToList();
                    foreach (var person in await db.People.Where(p => ids.Contains(p.Id)).ToListAsync(cancellation))
                    {
                        if (await desk.GiveCodeInUnitAsync(person, codes[person.Id], cancellation) is not null)
                        {
                            throw new ChangedException();
                        }
                    }
                },
                cancellation);
            return true;
        }
        catch (ChangedException)
        {
            return false;
        }
    }

    private IQueryable<Person> Eligible(PeopleQuestion question)
    {
        var (today, grantable) = (clock.Today(), RoleRules.Grantable(scope.Actor));
        var open = db.Appointments.Where(a => a.ReplacedAt == null && (a.To == null || a.To >= today));
        var (level, county, school, me) = (scope.Level, scope.CountyId, scope.SchoolId, scope.Actor.PersonId);
        var active = Active(question);
        return PeopleSearch.Named(db.People.AsNoTracking().Where(p => p.MergedIntoId == null), question.Text).Where(p => active.Any(a => a.PersonId == p.Id)).Where(p => p.StaffNumber != null && p.Id != me
            && !db.Users.Any(u => u.PersonId == p.Id && u.PasswordHash != null)
            && !open.Any(a => a.PersonId == p.Id && (!grantable.Contains(a.Role) || (level == ScopeLevel.County && a.CountyId != county) || (level == ScopeLevel.School && a.SchoolId != school))));
    }

    private IQueryable<Appointment> Active(PeopleQuestion question)
    {
        var active = db.Appointments.ActiveOn(clock.Today()).Within(scope);
        active = question.County == PeopleQuestion.Direct ? active.Where(a => a.CountyId == null)
            : Guid.TryParse(question.County, out var county) ? active.Where(a => a.CountyId == county)
            : active;
        active = question.School is { } school ? active.Where(a => a.SchoolId == school) : active;
        return question.Role is { Length: > 0 } role ? active.Where(a => a.Role == role) : active;
    }

    private async Task<IReadOnlyList<SlipRow>> RowsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var now = clock.Instant();
        var people = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.StaffNumber }).ToDictionaryAsync(p => p.Id, cancellation);
        var schools = (await (
            from appointment in db.Appointments.ActiveOn(clock.Today())
            join organisation in db.Organisations on appointment.OrganisationId equals organisation.Id
            where ids.Contains(appointment.PersonId)
            orderby appointment.From
            select new { appointment.PersonId, organisation.Name }).ToListAsync(cancellation)).ToLookup(s => s.PersonId, s => s.Name);
        var codes = await (
            from code in db.Set<Models.FirstSignInCode>()
            join user in db.Users on code.AccountId equals user.Id
            where ids.Contains(user.PersonId)
            select new { user.PersonId, Expired = code.ExpiresAt <= now }).ToDictionaryAsync(c => c.PersonId, c => c.Expired, cancellation);
        return [.. ids.Select(id => people[id]).Select(p => new SlipRow(
            p.Id, p.Name, p.StaffNumber, string.Join('、', schools[p.Id].Distinct()), codes.ContainsKey(p.Id), codes.GetValueOrDefault(p.Id)))];
    }

    /// <summary>The user name of each, or the one the account will get.</summary>
    private async Task<Dictionary<Guid, string>> UserNamesAsync(IReadOnlyList<SlipRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(r => r.Id).ToList();
        var names = await db.Users.Where(u => ids.Contains(u.PersonId)).ToDictionaryAsync(u => u.PersonId, u => u.UserName!, cancellation);
        foreach (var row in rows.Where(r => !names.ContainsKey(r.Id)))
        {
            names[row.Id] = await accounts.FreeNameAsync(row.StaffNumber!, cancellation);
        }

        return names;
    }

    private sealed class ChangedException : Exception;
}

using System.Globalization;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Exports;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Rosters;

/// <summary>Writes the roster of the acting person's area in the form the import reads back. Streamed; every export is an audit row.</summary>
internal sealed class RosterExport(LearningDbContext db, Scope scope, FieldCipher cipher, Audit audit, TimeProvider clock)
{
    private const int Batch = 1000;

    /// <summary>Posts of staff that hold today.</summary>
    public Task<int> CountAsync(Guid? place, CancellationToken cancellation) => Posts(place).CountAsync(cancellation);

    /// <summary>Before the first row goes out.</summary>
    public Task RecordAsync(Guid? place, bool withNumbers, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            var count = await Posts(place).CountAsync(cancellation);
            var organisation = place is { } id ? await db.Organisations.Within(scope).FirstOrDefaultAsync(o => o.Id == id, cancellation) : null;
            audit.Record(
                withNumbers ? "people.export-numbers" : "people.export", "roster", (place ?? scope.Actor.OrganisationId).ToString(), null,
                new { organisation = organisation?.Name ?? scope.Actor.OrganisationName, count }, organisation);
        },
        cancellation);

    /// <param name="withNumbers">Phones and identity numbers in full; otherwise so that nobody can call them, and the import passes over them.</param>
    public async Task WriteAsync(ITableWriter table, Guid? place, bool withNumbers, CancellationToken cancellation)
    {
        await table.BeginSheetAsync("人员", RosterTemplate.Columns, cancellation);
        var (lastKey, lastId) = ("", Guid.Empty);
        while (true)
        {
            var (key, after) = (lastKey, lastId);
            // By pinyin, everybody's posts together: the order lists have.
            var people = await db.People.AsNoTracking()
                .Where(p => p.MergedIntoId == null && (string.Compare(p.SortKey, key) > 0 || (p.SortKey == key && p.Id > after)) && Posts(place).Any(a => a.PersonId == p.Id))
                .OrderBy(p => p.SortKey).ThenBy(p => p.Id).Take(Batch).Select(p => new { p.Id, p.Name, p.SortKey, p.StaffNumber }).ToListAsync(cancellation);
            if (people.Count == 0)
            {
                return;
            }

            var ids = people.Select(p => p.Id).ToArray();
            var posts = (await (
                from appointment in db.Appointments.AsNoTracking().Within(scope)
                join organisation in db.Organisations on appointment.OrganisationId equals organisation.Id
                where appointment.ReplacedAt == null && EF.Parameter(ids).Contains(appointment.PersonId)
                select new { Post = appointment, organisation.Code, organisation.Name }).ToListAsync(cancellation)).ToLookup(p => p.Post.PersonId);
            var contacts = await db.Set<PersonContact>().AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.PersonId)).ToDictionaryAsync(c => c.PersonId, cancellation);
            var today = clock.Today();
            foreach (var person in people)
            {
                var contact = contacts.GetValueOrDefault(person.Id);
                var all = posts[person.Id].OrderBy(p => p.Post.From).ToList();
                foreach (var held in all.Where(p => Holds(p.Post, today) && (place is null || p.Post.OrganisationId == place)).OrderBy(p => p.Code, StringComparer.Ordinal).ThenBy(p => RoleRules.Rank(p.Post.Role)))
                {
                    var (since, until) = Unbroken(held.Post, all.Select(p => p.Post));
                    await table.WriteAsync(
                        [
                            person.Name, person.StaffNumber, held.Code, held.Name, RosterTemplate.RoleWord(held.Post.Role), RosterTemplate.EmploymentWord(held.Post.Employment), RosterTemplate.StandingWord(held.Post.Standing),
                            Day(since), Day(until), Phone(contact, withNumbers), IdentityNumber(contact, withNumbers),
                        ],
                        cancellation);
                }
            }

            (lastKey, lastId) = (people[^1].SortKey, people[^1].Id);
        }
    }

    private IQueryable<Appointment> Posts(Guid? place)
    {
        var officers = Roles.Officers.ToArray();
        var posts = db.Appointments.ActiveOn(clock.Today()).Within(scope).Where(a => !officers.Contains(a.Role));
        return place is { } id ? posts.Where(a => a.OrganisationId == id) : posts;
    }

    private static bool Holds(Appointment post, DateOnly today) => !Roles.Officers.Contains(post.Role) && post.From <= today && (post.To is null || post.To >= today);

    /// <summary>Since when and until when somebody has the role without a break; how they stand may change on the way.</summary>
    private static (DateOnly Since, DateOnly? Until) Unbroken(Appointment held, IEnumerable<Appointment> posts)
    {
        var (since, until) = (held.From, held.To);
        var same = posts.Where(p => p.OrganisationId == held.OrganisationId && p.Role == held.Role).OrderBy(p => p.From).ToList();
        foreach (var before in Enumerable.Reverse(same).Where(p => p.From < held.From))
        {
            if (before.To?.AddDays(1) != since)
            {
                break;
            }

            since = before.From;
        }

        foreach (var after in same.Where(p => p.From > held.From))
        {
            if (until?.AddDays(1) != after.From)
            {
                break;
            }

            until = after.To;
        }

        return (since, until);
    }

    private string? Phone(PersonContact? contact, bool full) => contact?.Phone(cipher) is { } phone ? (full ? phone : PhoneNumbers.Mask(phone)) : null;

    private string? IdentityNumber(PersonContact? contact, bool full) => contact?.IdentityNumber(cipher) is { } number ? (full ? number : IdentityNumbers.Mask(number)) : null;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Framework.Settings;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Accounts.Passwords;

/// <summary>What others know of a person and must not be part of the password.</summary>
internal sealed class OwnWords(LearningDbContext db, FieldCipher cipher, SettingsStore settings, TimeProvider clock)
{
    public async Task<IReadOnlyList<string>> OfAsync(Guid personId, string? userName, CancellationToken cancellation)
    {
        var person = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == personId, cancellation);
        var contact = await db.Set<PersonContact>().AsNoTracking().FirstOrDefaultAsync(c => c.PersonId == personId, cancellation);
        var schools = await (
            from appointment in db.Appointments.ActiveOn(clock.Today())
            join organisation in db.Organisations on appointment.OrganisationId equals organisation.Id
            where appointment.PersonId == personId
            select organisation.Name).Distinct().ToListAsync(cancellation);
        var pinyin = person?.SortKey.Replace(" ", "", StringComparison.Ordinal);
        return
        [
            .. await OfSiteAsync(userName, cancellation),
            .. new[] { person?.Name, person?.StaffNumber, contact?.Phone(cipher), pinyin is { Length: >= 5 } ? pinyin : null }.OfType<string>(),
            .. schools,
        ];
    }

    /// <summary>Where there is no person yet.</summary>
    public async Task<IReadOnlyList<string>> OfSiteAsync(string? userName, CancellationToken cancellation)
    {
        var site = await settings.GetAsync(cancellation);
        return [.. new[] { userName is { Length: > 3 } ? userName : null, site.SiteName is { Length: > 3 } name ? name : null, site.Bureau }.OfType<string>().Where(w => w.Length > 1)];
    }
}

using Learning.Core;
using Learning.Core.Certificates;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.People.Models;
using Learning.People.Services.Accounts.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services;

internal enum AccountState
{
    None,

    /// <summary>A one-time code is out.</summary>
    Waiting,
    CodeExpired,
    Active,
    Locked,
}

/// <param name="OwnRole">The bureau's own name of the role.</param>
internal sealed record HeldPost(Guid OrganisationId, string Organisation, string Role, string? OwnRole, string? Employment, string Standing, DateOnly From, DateOnly? To);

internal sealed record HeldTitle(string Title, string Number, DateOnly IssuedOn);

/// <summary>What the site knows of one person. Whoever asks has checked the area.</summary>
internal sealed class PersonFile(LearningDbContext db, IEnumerable<IHours> hours, IEnumerable<ICertificates> certificates, AccountNames names, Throttle throttle, TimeProvider clock)
{
    public DateOnly Today => clock.Today();

    public Task<Person?> PersonAsync(Guid id, CancellationToken cancellation) =>
        db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id && p.MergedIntoId == null, cancellation);

    /// <summary>Appointments as known now, the latest first.</summary>
    public async Task<IReadOnlyList<HeldPost>> HistoryAsync(Guid id, CancellationToken cancellation) => [.. (await (
        from appointment in db.Appointments
        join organisation in db.Organisations on appointment.OrganisationId equals organisation.Id
        where appointment.PersonId == id && appointment.ReplacedAt == null
        orderby appointment.From descending, appointment.Role
        select new HeldPost(organisation.Id, organisation.Name, appointment.Role, appointment.OwnRole, appointment.Employment, appointment.Standing, appointment.From, appointment.To))
        .ToListAsync(cancellation)).OrderByDescending(p => p.From).ThenBy(p => RoleRules.Rank(p.Role))];

    /// <summary>Hours of a school year; null where this site keeps none.</summary>
    public async Task<CreditHours?> HoursAsync(Guid id, SchoolYear year, CancellationToken cancellation) =>
        hours.FirstOrDefault() is { } ledger
            ? (await ledger.OfAsync(id, new HoursQuestion(null, null, null, year.FirstDay, year.LastDay), cancellation)).Hours
            : null;

    /// <summary>Certificates in force today.</summary>
    public async Task<IReadOnlyList<HeldTitle>> CertificatesAsync(Guid id, CancellationToken cancellation)
    {
        if (certificates.FirstOrDefault() is not { } register)
        {
            return [];
        }

        var held = await register.HeldAsync(id, await register.TypeCodesAsync(cancellation), orHigher: false, Today, cancellation);
        if (held.Count == 0)
        {
            return [];
        }

        var titles = (await register.StandingAsync(id, cancellation)).ToDictionary(s => s.TypeCode, s => s.Title, StringComparer.Ordinal);
        return [.. held.OrderByDescending(h => h.Rank).Select(h => new HeldTitle(titles.GetValueOrDefault(h.TypeCode, h.TypeCode), h.Number, h.IssuedOn))];
    }

    public async Task<(AccountState State, string? UserName)> AccountAsync(Guid id, CancellationToken cancellation)
    {
        var account = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.PersonId == id, cancellation);
        if (account is null)
        {
            return (AccountState.None, null);
        }

        var now = clock.Instant();
        if (await throttle.IsAnyClosedAsync((await names.OfAsync(account, cancellation)).Select(n => throttle.Subject("sign-in", n)), cancellation))
        {
            return (AccountState.Locked, account.UserName);
        }

        if (account.PasswordHash is not null)
        {
            return (AccountState.Active, account.UserName);
        }

        var open = await db.Set<FirstSignInCode>().AnyAsync(c => c.AccountId == account.Id && c.ExpiresAt > now, cancellation);
        return (open ? AccountState.Waiting : AccountState.CodeExpired, account.UserName);
    }
}

using System.Security.Claims;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Learning.Framework.Accounts;

/// <summary>Puts into the cookie for whom a person acts. Built at sign-in and again every 60 s, so an ended appointment stops working.</summary>
public sealed class ActorClaims(UserManager<Account> users, LearningDbContext db, TimeProvider clock, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account>(users, options)
{
    /// <summary>The organisations a person can act for today, with the roles there; officers' first.</summary>
    public async Task<IReadOnlyList<Actor>> ChoicesAsync(Account account, CancellationToken cancellation = default)
    {
        var today = clock.Today();
        var rows = await (
            from appointment in db.Appointments.ActiveOn(today)
            join organisation in db.Organisations on appointment.OrganisationId equals organisation.Id
            join person in db.People on appointment.PersonId equals person.Id
            where appointment.PersonId == account.PersonId && appointment.Standing != "retired"
            orderby organisation.Order, organisation.Code
            select new { person.Name, appointment.Role, Organisation = organisation }).ToListAsync(cancellation);
        return [.. rows.GroupBy(r => r.Organisation.Id)
            .Select(g => new Actor(
                account.Id, account.PersonId, g.First().Name, g.Key, g.First().Organisation.Name, g.First().Organisation.CountyId,
                g.First().Organisation.SchoolId, [.. Roles.All.Intersect(g.Select(r => r.Role))]))
            .OrderByDescending(a => a.Level)];
    }

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        var choices = await ChoicesAsync(user);
        var actor = choices.FirstOrDefault(c => c.OrganisationId == user.OrganisationId) ?? choices.FirstOrDefault();
        foreach (var nameClaim in identity.FindAll(identity.NameClaimType).ToList())
        {
            identity.RemoveClaim(nameClaim);
        }

        if (actor is not null)
        {
            identity.AddClaim(new Claim(identity.NameClaimType, actor.Name));
            identity.AddClaims(actor.ToClaims());
        }

        return identity;
    }
}

using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Framework;

/// <summary>Kinds of user the demo city has none of: a reviewer at the bureau, a mentor and a parent at a school. The account is called as the role.</summary>
internal static class Guests
{
    public static Task AddAsync(LearningSite site, CancellationToken cancellation) => site.AskAsync(async services =>
    {
        var db = services.GetRequiredService<LearningDbContext>();
        var clock = services.GetRequiredService<TimeProvider>();
        var hash = services.GetRequiredService<IPasswordHasher<Account>>().HashPassword(new Account(), LearningSite.DemoPassword);
        var bureau = await db.Organisations.SingleAsync(o => o.Kind == OrganisationKinds.CityBureau, cancellation);
        var school = await db.Organisations.Where(o => o.SchoolId != null && o.CountyId != null).OrderBy(o => o.Code).FirstAsync(cancellation);
        await db.WriteAsync(
            () =>
            {
                Add(db, clock, hash, Roles.Reviewer, bureau);
                Add(db, clock, hash, Roles.Mentor, school);
                Add(db, clock, hash, Roles.Parent, school);
                return Task.CompletedTask;
            },
            cancellation);
        return 0;
    });

    private static void Add(LearningDbContext db, TimeProvider clock, string hash, string role, Organisation place)
    {
        var person = new Person { Id = clock.NewId(), Name = "客人", SortKey = "ke ren" };
        db.Add(person);
        db.Add(new Appointment
        {
            Id = clock.NewId(),
            PersonId = person.Id,
            OrganisationId = place.Id,
            CountyId = place.CountyId,
            SchoolId = place.SchoolId,
            Role = role,
            From = clock.Today().AddDays(-30),
            RecordedAt = clock.Instant(),
        });
        db.Add(new Account
        {
            Id = clock.NewId(),
            PersonId = person.Id,
            UserName = role,
            NormalizedUserName = role.ToUpperInvariant(),
            PasswordHash = hash,
            SecurityStamp = person.Id.ToString("N"),
            ConcurrencyStamp = person.Id.ToString("N"),
            LockoutEnabled = true,
        });
    }
}

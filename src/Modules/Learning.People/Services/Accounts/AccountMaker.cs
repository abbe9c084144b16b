using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Accounts;

/// <summary>Makes accounts as Identity expects them, to be added inside a unit of work.</summary>
internal sealed class AccountMaker(LearningDbContext db, TimeProvider clock, ILookupNormalizer normalizer)
{
    /// <param name="passwordHash">Null until the first sign-in.</param>
    public Account Make(Person person, string userName, string? passwordHash) => new()
    {
        Id = clock.NewId(),
        PersonId = person.Id,
        UserName = userName,
        NormalizedUserName = normalizer.NormalizeName(userName),
        PasswordHash = passwordHash,
        SecurityStamp = Stamp(clock),
        ConcurrencyStamp = Stamp(clock),
        LockoutEnabled = true,
    };

    /// <summary>A new security stamp: every cookie given out before stops working.</summary>
    public static string Stamp(TimeProvider clock) => clock.NewId().ToString("N");

    /// <summary>The staff number; with a dash behind it should someone's user name be the same.</summary>
    public async Task<string> FreeNameAsync(string number, CancellationToken cancellation)
    {
        for (var name = number; ; name += "-")
        {
            var normal = normalizer.NormalizeName(name);
            if (!await db.Users.AnyAsync(u => u.NormalizedUserName == normal, cancellation))
            {
                return name;
            }
        }
    }
}

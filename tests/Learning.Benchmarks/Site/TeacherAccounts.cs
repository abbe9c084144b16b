using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Benchmarks.Site;

/// <summary>Gives teachers who have none an account to sign in with.</summary>
internal static class TeacherAccounts
{
    public const string Password = "learning-bench";

    /// <returns>Names of the accounts: homeroom teachers in post, in the order of their ids.</returns>
    public static async Task<IReadOnlyList<string>> AddAsync(IServiceProvider services, int count)
    {
        var db = services.GetRequiredService<LearningDbContext>();
        var clock = services.GetRequiredService<TimeProvider>();
        var hash = services.GetRequiredService<IPasswordHasher<Account>>().HashPassword(new Account(), Password);
        return await db.WriteAsync(
            async () =>
            {
                var people = await db.Appointments.ActiveOn(clock.Today()).Where(a => a.Role == Roles.HomeroomTeacher && a.Standing == Standings.InPost)
                    .Where(a => !db.Users.Any(u => u.PersonId == a.PersonId)).Select(a => a.PersonId).Distinct().OrderBy(id => id).Take(count).ToListAsync();
                var accounts = people.Select((person, i) => new Account
                {
                    Id = clock.NewId(),
                    PersonId = person,
                    UserName = $"bench{i}",
                    NormalizedUserName = $"BENCH{i}",
                    PasswordHash = hash,
                    SecurityStamp = person.ToString("N"),
                    ConcurrencyStamp = person.ToString("N"),
                    LockoutEnabled = true,
                }).ToList();
                db.AddRange(accounts);
                return accounts.Count == count ? accounts.ConvertAll(a => a.UserName!) : throw new InvalidOperationException($"The recipe has only {accounts.Count} such teachers.");
            },
            CancellationToken.None);
    }
}

using System.Text.RegularExpressions;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Host;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Framework;

/// <summary>Nothing that is held about a person is forgotten: every entity that names one is shown to them and thought of when they are erased.</summary>
public sealed partial class PersonalDataTests
{
    [Fact]
    public async Task Entities_NamingAPerson_AreSpokenForByAModule()
    {
        await using var site = Site.Build(["--data", Path.Combine(Path.GetTempPath(), "learning-none"), "--urls", "http://127.0.0.1:0"], Program.Modules());
        await using var scope = site.Services.CreateAsyncScope();
        var spoken = scope.ServiceProvider.GetServices<IPersonalData>().SelectMany(d => d.Entities).Append(typeof(AuditRow)).ToList();
        var model = scope.ServiceProvider.GetRequiredService<LearningDbContext>().Model;

        var forgotten = model.GetEntityTypes().Where(e => !e.IsOwned() && Naming(e).Any() && !spoken.Contains(e.ClrType)).Select(e => $"{e.ClrType.Name} ({string.Join(", ", Naming(e))})").Order(StringComparer.Ordinal).ToList();
        var unknown = spoken.Where(t => model.FindEntityType(t) is null).Select(t => t.Name);

        Assert.True(forgotten.Count == 0, "No IPersonalData speaks for: " + string.Join("; ", forgotten));
        Assert.Empty(unknown);
        Assert.Empty(spoken.GroupBy(t => t).Where(g => g.Count() > 1).Select(g => g.Key.Name));
    }

    /// <summary>Columns that say who: by their name, or by pointing at a person or an account.</summary>
    private static IEnumerable<string> Naming(IEntityType entity) =>
        entity.ClrType == typeof(Person) || entity.ClrType == typeof(Account)
            ? ["Id"]
            : entity.GetProperties().Where(p => (p.ClrType == typeof(Guid) || p.ClrType == typeof(Guid?))
                && (Who().IsMatch(p.Name) || p.GetContainingForeignKeys().Any(k => k.PrincipalEntityType.ClrType == typeof(Person) || k.PrincipalEntityType.ClrType == typeof(Account)))).Select(p => p.Name);

    [GeneratedRegex("(Person|Learner|Holder|Subject|Account|User|Actor|Officer|Mentor|Reviewer|Author)Id$|(By|ById)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Who();
}

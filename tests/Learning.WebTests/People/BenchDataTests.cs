using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Commands;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.People;

public sealed class BenchDataTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_SameSeedTwice_SameRowsAndSameFiles()
    {
        var first = await MadeAsync("--seed", "7");
        var second = await MadeAsync("--seed", "7");
        var other = await MadeAsync("--seed", "8");

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Run_EmptyDatabase_OfficersSignInAndSeeTheirArea()
    {
        await using var site = await LearningSite.StartAsync(recipe: null);
        Assert.Equal(0, (await RunAsync(site, "--teachers", "600", "--schools", "30")).Code);
        await site.SettledAsync(Cancel);

        using var county = await site.SignedInAsync("county");
        var people = await county.PageAsync("/people");
        Assert.NotEmpty(people.QuerySelectorAll("tbody th a"));
        Assert.Contains(await site.AskDatabaseAsync(db => db.Set<Job>().Select(j => j.Kind).ToListAsync(Cancel)), k => k == "targets-rebuild");
    }

    [Fact]
    public async Task Run_RealPeople_RefusedUnlessTold()
    {
        await using var site = await LearningSite.StartAsync(recipe: null);
        await site.AskDatabaseAsync(async db =>
        {
            var clock = site.Services.GetRequiredService<TimeProvider>();
            await db.WriteAsync(
                () =>
                {
                    db.Add(new Person { Id = clock.NewId(), Name = "真人", SortKey = "zhen ren", Initials = "zr" });
                    return Task.CompletedTask;
                },
                Cancel);
            return 0;
        });

        var refused = await RunAsync(site, "--teachers", "200", "--schools", "10");
        Assert.Equal(1, refused.Code);
        Assert.Contains("--anyway", refused.Said, StringComparison.Ordinal);
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.People.CountAsync(Cancel)));

        Assert.Equal(0, (await RunAsync(site, "--teachers", "200", "--schools", "10", "--anyway")).Code);
        var again = await RunAsync(site, "--teachers", "200", "--schools", "10", "--anyway");
        Assert.Equal(1, again.Code);
        Assert.Contains("已经有", again.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--teachers", "20")]
    [InlineData("--teachers", "60", "--schools", "40")]
    [InlineData("--roster", "people.docx")]
    [InlineData("--sede", "5")]
    public async Task Run_WrongOptions_NothingWritten(params string[] options)
    {
        await using var site = await LearningSite.StartAsync(recipe: null);

        await Assert.ThrowsAsync<CommandException>(() => RunAsync(site, options));
        Assert.Equal(0, await site.AskDatabaseAsync(db => db.People.CountAsync(Cancel)));
    }

    private static async Task<string> MadeAsync(params string[] options)
    {
        await using var site = await LearningSite.StartAsync(recipe: null);
        var sheet = Path.Combine(site.DataFolder, "r.xlsx");
        Assert.Equal(0, (await RunAsync(site, ["--teachers", "400", "--schools", "25", "--year", "2025", "--roster", sheet, .. options])).Code);
        var places = await site.AskDatabaseAsync(db => db.Organisations.OrderBy(o => o.Id).ToListAsync(Cancel));
        var facts = await site.AskDatabaseAsync(db => db.OrganisationFacts.OrderBy(f => f.Id).ToListAsync(Cancel));
        var people = await site.AskDatabaseAsync(db => db.People.OrderBy(p => p.Id).ToListAsync(Cancel));
        var posts = await site.AskDatabaseAsync(db => db.Appointments.OrderBy(a => a.Id).ToListAsync(Cancel));
        Assert.True(people.Count > 400 && posts.Count > people.Count && places.Count > 25 && facts.Count == 25 * 15);
        return Convert.ToHexString(SHA256.HashData([.. Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { places, facts, people, posts })), .. await File.ReadAllBytesAsync(sheet, Cancel)]));
    }

    private static Task<(int Code, string Said)> RunAsync(LearningSite site, params string[] options) => site.AskAsync(async services =>
    {
        await using var said = new StringWriter();
        var code = await services.GetServices<ISiteCommand>().Single(c => c.Name == "bench-data").RunAsync(CommandLine.Read(options), said, Cancel);
        return (code, said.ToString());
    });
}

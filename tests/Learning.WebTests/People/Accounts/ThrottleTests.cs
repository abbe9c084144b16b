using Learning.People.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.People.Accounts;

/// <summary>Guessing is slowed down; nobody is kept out of their own account by it.</summary>
public sealed class ThrottleTests : IAsyncLifetime
{
    private const string Closed = "试了太多次，10分钟后再试。", Wrong = "账号或密码不对，再试或找回。";
    private readonly FixedClock clock = new(TimeProvider.System.GetUtcNow());
    private LearningSite site = null!;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync(clock: clock);

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Name_GuessedFromOneAddress_StaysOpenFromAnother()
    {
        using var attacker = site.From("198.51.100.7");
        using var owner = site.From("203.0.113.9");
        await GuessAsync(attacker, "teacher", 5);

        using var closed = await attacker.TrySignInAsync("teacher", LearningSite.DemoPassword);
        using var open = await owner.TrySignInAsync("teacher", LearningSite.DemoPassword);

        Assert.Equal(Closed, await closed.ErrorAsync("Input_Password"));
        Assert.Equal("/my", open.PathOf());
    }

    [Fact]
    public async Task Pair_AfterTenMinutes_OpensAgain()
    {
        using var visitor = site.From("198.51.100.7");
        await GuessAsync(visitor, "teacher", 5);

        clock.Move(TimeSpan.FromMinutes(11));
        using var open = await visitor.TrySignInAsync("teacher", LearningSite.DemoPassword);

        Assert.Equal("/my", open.PathOf());
    }

    [Fact]
    public async Task Name_GuessedFromManyAddresses_ClosesToStrangersButNotAtHome()
    {
        using (var home = site.From("203.0.113.9"))
        {
            using var before = await home.TrySignInAsync("teacher", LearningSite.DemoPassword);
        }

        for (var address = 0; address < 8; address++)
        {
            using var attacker = site.From($"198.51.100.{address}");
            await GuessAsync(attacker, "teacher", 4);
        }

        using var stranger = site.From("192.0.2.1");
        using var owner = site.From("203.0.113.9");
        using var closed = await stranger.TrySignInAsync("teacher", LearningSite.DemoPassword);
        using var open = await owner.TrySignInAsync("teacher", LearningSite.DemoPassword);

        Assert.Equal(Closed, await closed.ErrorAsync("Input_Password"));
        Assert.Equal("/my", open.PathOf());
    }

    [Fact]
    public async Task Names_ThatExistAndNot_CloseAlikeFromManyAddresses()
    {
        var answers = new Dictionary<string, List<string?>>(StringComparer.Ordinal) { ["teacher"] = [], ["nobody-here"] = [] };
        for (var address = 0; address < 9; address++)
        {
            using var attacker = site.From($"198.51.100.{address}");
            foreach (var (name, said) in answers)
            {
                for (var guess = 0; guess < 4; guess++)
                {
                    using var answer = await attacker.TrySignInAsync(name, "wrong " + guess);
                    said.Add(await answer.ErrorAsync("Input_Password"));
                }
            }
        }

        Assert.Equal(answers["nobody-here"], answers["teacher"]);
        Assert.Equal((Wrong, Closed), (answers["teacher"][0], answers["teacher"][^1]));
    }

    [Fact]
    public async Task Tries_InTheDatabase_NameNobodyAndNoAddress()
    {
        using var visitor = site.From("198.51.100.7");
        await GuessAsync(visitor, "teacher", 1);

        var rows = await site.AskDatabaseAsync(db => db.Set<FailedTries>().ToListAsync());

        Assert.Equal(3, rows.Count);
        Assert.All(rows, r => Assert.DoesNotContain("198", r.Network, StringComparison.Ordinal));
        Assert.All(rows, r => Assert.DoesNotContain("teacher", r.Subject, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Address_GuessingManyNames_IsClosedExceptForWhoWasHereBefore()
    {
        using (var teacher = site.From("198.51.100.7"))
        {
            using var before = await teacher.TrySignInAsync("teacher", LearningSite.DemoPassword);
        }

        using var sprayer = site.From("198.51.100.7");
        var page = await sprayer.PageAsync("/sign-in");
        for (var name = 0; name < 300; name++)
        {
            using var wrong = await sprayer.SubmitAsync(page, "/sign-in", f => f.Set("Input.UserName", "name" + name).Set("Input.Password", "spring in the valley"));
        }

        using var school = site.From("198.51.100.7");
        using var closed = await school.TrySignInAsync("school", LearningSite.DemoPassword);
        using var known = await school.TrySignInAsync("teacher", LearningSite.DemoPassword);

        Assert.Equal(Closed, await closed.ErrorAsync("Input_Password"));
        Assert.Equal("/my", known.PathOf());
    }

    private static async Task GuessAsync(HttpClient visitor, string name, int times)
    {
        var page = await visitor.PageAsync("/sign-in");
        for (var guess = 0; guess < times; guess++)
        {
            using var wrong = await visitor.SubmitAsync(page, "/sign-in", f => f.Set("Input.UserName", name).Set("Input.Password", "wrong " + guess));
        }
    }
}

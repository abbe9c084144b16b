using System.Text.Json.Nodes;
using Learning.Framework.Data;
using Learning.Framework.Recipes;
using Learning.Targets.Models;
using Learning.Targets.Services;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Targets;

public sealed class TargetsStepTests
{
    [Fact]
    public async Task Apply_Twice_ChangesNothing()
    {
        await using var bench = await TargetsBench.StartAsync(FixedClock.At(2026, 3, 1), "panzhihua");
        var before = await VersionsAsync(bench);

        await bench.ApplyAsync("panzhihua", step => step["sourceShort"] = null);

        Assert.Equal(before, await VersionsAsync(bench));
        Assert.Equal(13, before.Count);
    }

    [Fact]
    public async Task Apply_ChangedRow_AddsAVersionAndKeepsTheOld()
    {
        var clock = FixedClock.At(2026, 3, 1);
        await using var bench = await TargetsBench.StartAsync(clock, "panzhihua");
        var known = clock.GetUtcNow();
        clock.Move(TimeSpan.FromDays(1));

        await bench.ApplyAsync("panzhihua", step => Row(step, "PZ-5")["required"] = 12);

        Assert.Equal(14, (await VersionsAsync(bench)).Count);
        var catalogue = await bench.AskAsync(s => Task.FromResult(s.GetRequiredService<TargetCatalogue>()));
        Assert.Equal(12m, (await catalogue.FindAsync("panzhihua-2022/PZ-5", CancellationToken.None))!.Counted.Required);
        Assert.Equal(8m, (await catalogue.AsKnownAsync(known, CancellationToken.None)).Single(t => t.Id == "PZ-5").Counted.Required);
    }

    [Fact]
    public async Task Apply_RowLeftOut_EndsIt()
    {
        await using var bench = await TargetsBench.StartAsync(FixedClock.At(2026, 3, 1), "panzhihua");

        var outcome = await bench.ApplyAsync("panzhihua", step => step["targets"]!.AsArray().RemoveAt(0));

        Assert.Contains(outcome.Notes, n => n.Contains("panzhihua-2022/PZ-1", StringComparison.Ordinal));
        Assert.Equal(12, (await VersionsAsync(bench)).Count(v => v.EndsWith("holds", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Apply_UnknownRole_StopsWithPlaceAndLeavesTheDatabase()
    {
        await using var bench = await TargetsBench.StartAsync(FixedClock.At(2026, 3, 1), "panzhihua");
        var before = await VersionsAsync(bench);

        var wrong = await Assert.ThrowsAsync<RecipeException>(() => bench.ApplyAsync("panzhihua", step =>
        {
            Row(step, "PZ-5")["required"] = 12;
            Row(step, "PZ-2")["audience"]!["people"]!["anyRole"]![0] = "teacher";
        }));

        Assert.Contains("steps[0].targets[1].audience.people.anyRole[0]", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("expected one of: psychology-teacher", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(before, await VersionsAsync(bench));
    }

    [Fact]
    public async Task Apply_UnknownField_NamesIt()
    {
        await using var bench = await TargetsBench.StartAsync(FixedClock.At(2026, 3, 1));

        var wrong = await Assert.ThrowsAsync<RecipeException>(() => bench.ApplyAsync("panzhihua", step => Row(step, "PZ-5")["need"] = 1));

        Assert.Contains("need", wrong.Message, StringComparison.Ordinal);
    }

    private static JsonNode Row(JsonObject step, string id) => step["targets"]!.AsArray().Single(t => t!["id"]!.ToString() == id)!;

    private static Task<List<string>> VersionsAsync(TargetsBench bench) => bench.AskAsync(async s =>
    {
        var versions = await s.GetRequiredService<LearningDbContext>().Set<TargetVersion>().AsNoTracking().OrderBy(v => v.Id).ToListAsync();
        return versions.Select(v => $"{v.Id} {v.Key} {(v.ReplacedAt is null ? "holds" : "replaced")}").ToList();
    });
}

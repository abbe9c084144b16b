using Learning.Framework.Data;
using Learning.Framework.Recipes;
using Learning.Framework.Settings;
using Learning.Host;
using Learning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Framework;

/// <summary>A recipe that is not right stops the start with file, line and what was expected, and the database is as before.</summary>
public sealed class RecipeTests : IDisposable
{
    private const string Head = """
        {
          "name": "trial",
          "displayName": "试",
          "version": "1.0.0",
          "issetuprecipe": true,
          "steps": [
            { "name": "settings", "site": { "city": "甲市" } },

        """;

    private readonly string folder = Directory.CreateTempSubdirectory("learning-recipes-").FullName;
    private readonly string data = Directory.CreateTempSubdirectory("learning-recipe-data-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        Directory.Delete(data, recursive: true);
    }

    [Theory]
    [InlineData("""{ "name": "nothing-like-it" }""", 8, "settings")]
    [InlineData("""{ "name": "settings", "site": { "town": "乙市" } }""", 8, "town")]
    [InlineData("{ \"name\": \"settings\",\n  \"site\": {\n \"noticeWorkingDays\": 99 } }", 10, "0 to 60")]
    [InlineData("""{ "name": "settings", "site": { "noticeWorkingDays": "five" } }""", 8, "noticeWorkingDays")]
    [InlineData("{ \"name\": \"content\", \"data\": [\n { \"ContentItemId\": \"x\", \"ContentType\": \"Poem\", \"DisplayText\": \"诗\" } ] }", 9, "Programme")]
    [InlineData("""{ "name": "settings", "site": {} ,, }""", 8, "JSON")]
    [InlineData("""{ "name": "recipes", "values": [ { "name": "not-there" } ] }""", 0, "no such recipe")]
    public async Task Start_WrongRecipe_StopsWithFileLineAndExpectation(string step, int line, string expected)
    {
        Write(step);

        var wrong = await Assert.ThrowsAsync<RecipeException>(PrepareAsync);

        Assert.Equal(line, wrong.Line);
        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
        if (line > 0)
        {
            Assert.Contains("trial.recipe.json", wrong.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Start_SecondVersionWrong_LeavesTheFirst()
    {
        Write("""{ "name": "settings", "site": { "bureau": "甲市教育局" } }""");
        await PrepareAsync();
        Write("""{ "name": "settings", "site": { "bureau": "别的" } }, { "name": "wrong" }""");

        await Assert.ThrowsAsync<RecipeException>(PrepareAsync);

        await using var site = Site.Build(["--data", data, "--urls", "http://127.0.0.1:0"], Program.Modules());
        var settings = await site.Services.GetRequiredService<SettingsStore>().GetAsync(TestContext.Current.CancellationToken);
        Assert.Equal("甲市教育局", settings.Bureau);
    }

    [Fact]
    public async Task Start_HotlinesAnOfficerChanged_AreKeptAndTold()
    {
        Write("""{ "name": "settings", "hotlines": [ { "name": "热线", "number": "12355", "scope": "city" } ] }""");
        await PrepareAsync();
        await using (var site = Site.Build(["--data", data, "--urls", "http://127.0.0.1:0"], Program.Modules()))
        {
            await using var scope = site.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<LearningDbContext>();
            var settings = site.Services.GetRequiredService<SettingsStore>();
            await db.WriteAsync(
                () => settings.ChangeAsync(db, s => s with { Hotlines = [new Hotline { Name = "热线", Number = "0812-1234567", Scope = "city" }], HotlinesEdited = true }, default), default);
        }

        Write("""{ "name": "settings", "hotlines": [ { "name": "热线", "number": "12356", "scope": "city" } ] }""");
        await using var again = Site.Build(["--data", data, "--Learning:Recipes", folder, "--urls", "http://127.0.0.1:0"], Program.Modules());
        await using var running = again.Services.CreateAsyncScope();
        var outcome = await running.ServiceProvider.GetRequiredService<RecipeRunner>().RunAsync("trial", null, TestContext.Current.CancellationToken);

        Assert.Single(outcome.Notes);
        var kept = await again.Services.GetRequiredService<SettingsStore>().GetAsync(TestContext.Current.CancellationToken);
        Assert.Equal("0812-1234567", Assert.Single(kept.Hotlines).Number);
    }

    [Fact]
    public async Task Schema_InTheTree_IsWhatTheModelsSay()
    {
        await using var site = await LearningSite.StartAsync(recipe: null);

        var made = await site.AskAsync(s => Task.FromResult(s.GetRequiredService<RecipeSchema>().Build()));

        var kept = await File.ReadAllTextAsync(Path.Combine(site.Services.GetRequiredService<RecipeFolder>().Path, "recipe.schema.json"), TestContext.Current.CancellationToken);
        Assert.True(made == kept, "content-recipes/recipe.schema.json is old; make it anew with the command recipe-schema (README).");
    }

    private void Write(string step) => File.WriteAllText(Path.Combine(folder, "trial.recipe.json"), Head + "    " + step + "\n  ]\n}\n");

    private async Task PrepareAsync()
    {
        await using var site = Site.Build(
            ["--data", data, "--Learning:Recipes", folder, "--recipe", "trial", "--urls", "http://127.0.0.1:0"], Program.Modules());
        await Site.PrepareAsync(site);
    }
}

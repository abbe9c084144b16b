using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Learning.Core;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Logging;

namespace Learning.Framework.Recipes;

/// <summary>Where recipes lie.</summary>
public sealed record RecipeFolder(string Path);

/// <summary>That a recipe ran, and with which content.</summary>
internal sealed class RecipeRecord
{
    public required string Name { get; init; }

    public required string Hash { get; set; }

    public required DateTimeOffset RanAt { get; set; }
}

internal sealed class RecipeRecordConfiguration : IEntityTypeConfiguration<RecipeRecord>
{
    public void Configure(EntityTypeBuilder<RecipeRecord> record)
    {
        record.HasKey(r => r.Name);
        record.Property(r => r.Name).HasMaxLength(60);
    }
}

/// <summary>What a run did.</summary>
public sealed record RecipeOutcome(bool Ran, string DisplayName, bool Demo, IReadOnlyList<string> Notes);

/// <summary>Runs a recipe in one transaction, again only if its content changed.</summary>
public sealed class RecipeRunner(
    LearningDbContext db, IEnumerable<IRecipeStep> steps, RecipeFolder folder, TimeProvider clock, ILogger<RecipeRunner> log)
{
    private const string Include = "recipes";
    private readonly Dictionary<string, IRecipeStep> known = steps.ToDictionary(s => s.Name, StringComparer.Ordinal);

    /// <param name="progress">Hears each step before it is done.</param>
    public async Task<RecipeOutcome> RunAsync(string name, IProgress<string>? progress, CancellationToken cancellation)
    {
        var recipe = RecipeFile.Read(folder.Path, name);
        if (!recipe.Head.IsSetupRecipe)
        {
            throw recipe.Problem("issetuprecipe", $"'{name}' is a part of other recipes; a site starts with one that says true");
        }

        var hash = Convert.ToHexString(Hash(recipe, []));
        var demo = recipe.Head.Categories.Contains("demo");
        var before = await db.Set<RecipeRecord>().AsNoTracking().FirstOrDefaultAsync(r => r.Name == name, cancellation);
        if (before?.Hash == hash)
        {
            return new RecipeOutcome(false, recipe.Head.DisplayName, demo, []);
        }

        var notes = new List<string>();
        await db.WriteAsync(
            async () =>
            {
                notes.Clear();
                await RunAsync(recipe, notes, progress, cancellation);
                var record = await db.Set<RecipeRecord>().FirstOrDefaultAsync(r => r.Name == name, cancellation);
                if (record is null)
                {
                    db.Add(new RecipeRecord { Name = name, Hash = hash, RanAt = clock.Instant() });
                }
                else
                {
                    record.Hash = hash;
                    record.RanAt = clock.Instant();
                }
            },
            cancellation);
        return new RecipeOutcome(true, recipe.Head.DisplayName, demo, notes);
    }

    /// <summary>The recipe this site was set up with, if any.</summary>
    public Task<string?> LastAsync(CancellationToken cancellation) =>
        db.Set<RecipeRecord>().OrderByDescending(r => r.RanAt).Select(r => (string?)r.Name).FirstOrDefaultAsync(cancellation);

    private async Task RunAsync(RecipeFile recipe, List<string> notes, IProgress<string>? progress, CancellationToken cancellation)
    {
        for (var i = 0; i < recipe.Head.Steps.Count; i++)
        {
            var place = $"steps[{i}]";
            var name = recipe.Head.Steps[i]["name"] is JsonValue value && value.TryGetValue<string>(out var text)
                ? text
                : throw recipe.Problem(place, "a step has a \"name\"");
            if (name == Include)
            {
                foreach (var included in Included(recipe, i))
                {
                    await RunAsync(RecipeFile.Read(folder.Path, included), notes, progress, cancellation);
                }

                continue;
            }

            if (!known.TryGetValue(name, out var step))
            {
                throw recipe.Problem($"{place}.name", $"no step is called '{name}'; there are: {string.Join(", ", known.Keys.Append(Include).Order(StringComparer.Ordinal))}");
            }

            log.LogInformation("Recipe {Recipe}: {Step}", recipe.Head.Name, name);
            progress?.Report($"{recipe.Head.Name} {i + 1}/{recipe.Head.Steps.Count} {name}");
            await step.ExecuteAsync(recipe.Model(i, step.Model), new RecipeRun(recipe, place, notes), cancellation);
            await db.SaveChangesAsync(cancellation);
        }
    }

    private byte[] Hash(RecipeFile recipe, HashSet<string> seen)
    {
        if (!seen.Add(recipe.Head.Name))
        {
            throw recipe.Problem("steps", $"'{recipe.Head.Name}' includes itself");
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(recipe.Hash());
        for (var i = 0; i < recipe.Head.Steps.Count; i++)
        {
            if (recipe.Head.Steps[i]["name"]?.ToString() == Include)
            {
                foreach (var included in Included(recipe, i))
                {
                    hash.AppendData(Hash(RecipeFile.Read(folder.Path, included), [.. seen]));
                }
            }
        }

        return hash.GetHashAndReset();
    }

    private static IEnumerable<string> Included(RecipeFile recipe, int step) =>
        ((RecipesModel)recipe.Model(step, typeof(RecipesModel))).Values.Select(v => v.Name);
}

/// <summary>Orchard's <c>recipes</c> step: other recipes, run in place.</summary>
public sealed record RecipesModel
{
    public required IReadOnlyList<IncludedRecipe> Values { get; init; }

    public sealed record IncludedRecipe
    {
        [System.Text.Json.Serialization.JsonPropertyName("executionid")]
        public string? ExecutionId { get; init; }

        public required string Name { get; init; }
    }
}

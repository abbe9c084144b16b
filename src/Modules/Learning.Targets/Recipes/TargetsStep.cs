using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Framework.Recipes;
using Learning.Targets.Models;
using Learning.Targets.Services;
using Microsoft.EntityFrameworkCore;

namespace Learning.Targets.Recipes;

/// <summary>Puts a policy's rows in: an unchanged row stays as it is, a changed one gets a new version, one left out ends.</summary>
internal sealed class TargetsStep(LearningDbContext db, TargetCatalogue catalogue, ProgressQueue progress, IQualifications qualifications, TimeProvider clock) : RecipeStep<TargetsModel>("targets")
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    protected override async Task ExecuteAsync(TargetsModel model, RecipeRun run, CancellationToken cancellation)
    {
        Check(model, run, [.. (await qualifications.KindsAsync(cancellation)).Select(k => k.Code)]);
        var now = clock.Instant();
        var current = await db.Set<TargetVersion>().Where(v => v.SourceCode == model.Source && v.ReplacedAt == null).ToDictionaryAsync(v => v.Key, cancellation);
        var added = new List<TargetVersion>();
        for (var order = 0; order < model.Targets.Count; order++)
        {
            var version = Version(model, order, now);
            if (current.Remove(version.Key, out var before))
            {
                if (Same(before, version))
                {
                    continue;
                }

                before.ReplacedAt = now;
            }

            added.Add(version);
        }

        foreach (var gone in current.Values)
        {
            gone.ReplacedAt = now;
            run.Note($"{gone.Key} is no longer in {run.Recipe}; its history is kept.");
        }

        db.AddRange(added);
        db.AfterCommit(catalogue.Drop);
        // Steps after this one may add people: the numbers are made when the whole recipe stands.
        await progress.RebuildAsync(cancellation);
    }

    private static void Check(TargetsModel model, RecipeRun run, HashSet<string> kinds)
    {
        if (model.Source.Length is 0 or > 40 || !model.Source.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw run.Problem("source", $"'{model.Source}' is not a code: expected letters, digits and dashes, such as panzhihua-2022");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < model.Targets.Count; i++)
        {
            try
            {
                var target = TargetReader.Read(model.Source, "", model.SourceTitle, model.Published, model.Targets[i]);
                if (target.Rule?.Qualifications.FirstOrDefault(q => !kinds.Contains(q.Code)) is { } unknown)
                {
                    throw new TargetModelException("measure", $"no qualification is called '{unknown.Code}'; a recipe's qualification-kinds stand before its targets");
                }
            }
            catch (TargetModelException wrong)
            {
                throw run.Problem($"targets[{i}].{wrong.Place}", wrong.Message);
            }

            if (!seen.Add(TargetReader.Number(model.Targets[i])))
            {
                throw run.Problem($"targets[{i}].id", $"{TargetReader.Number(model.Targets[i])} stands twice; expected another part");
            }
        }
    }

    private TargetVersion Version(TargetsModel model, int order, DateTimeOffset now) => new()
    {
        Id = clock.NewId(),
        Key = TargetReader.Key(model.Source, model.Targets[order]),
        SourceCode = model.Source,
        SourceTitle = model.SourceTitle,
        SourceShort = model.SourceShort,
        Published = model.Published,
        Order = order,
        Json = JsonSerializer.Serialize(model.Targets[order], Json),
        RecordedAt = now,
    };

    private static bool Same(TargetVersion before, TargetVersion after) =>
        (before.SourceTitle, before.SourceShort, before.Published, before.Order, before.Json) == (after.SourceTitle, after.SourceShort, after.Published, after.Order, after.Json);
}

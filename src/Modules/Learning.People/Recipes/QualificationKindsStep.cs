using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Recipes;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Recipes;

/// <summary>Step <c>qualification-kinds</c>: which qualifications given elsewhere the bureau accepts. Stands before the targets and certificate types that name them.</summary>
internal sealed record QualificationKindsModel
{
    public required IReadOnlyList<Entry> Kinds { get; init; }

    public sealed record Entry
    {
        /// <summary>Natural key, such as <c>national-counsellor</c>.</summary>
        public required string Code { get; init; }

        public required string Title { get; init; }

        /// <summary>What is accepted and what to look at, for holders and officers.</summary>
        public string Note { get; init; } = "";

        /// <summary>Whether the paper names a last day.</summary>
        public bool Expires { get; init; }

        /// <summary>No longer taken in; what was accepted stays.</summary>
        public bool Retired { get; init; }
    }
}

internal sealed class QualificationKindsStep(LearningDbContext db, TimeProvider clock) : RecipeStep<QualificationKindsModel>("qualification-kinds")
{
    protected override async Task ExecuteAsync(QualificationKindsModel model, RecipeRun run, CancellationToken cancellation)
    {
        var known = await db.Set<QualificationKind>().ToDictionaryAsync(k => k.Code, StringComparer.Ordinal, cancellation);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < model.Kinds.Count; i++)
        {
            var (entry, at) = (model.Kinds[i], $"kinds[{i}]");
            Expect(entry.Code.Length is > 0 and <= 40 && entry.Code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'), $"{at}.code", "expected 1 to 40 letters, digits and dashes", run);
            Expect(seen.Add(entry.Code), $"{at}.code", $"'{entry.Code}' stands here twice", run);
            Expect(entry.Title.Trim().Length is > 0 and <= 80, $"{at}.title", "expected 1 to 80 characters", run);
            Expect(entry.Note.Length <= 300, $"{at}.note", "expected at most 300 characters", run);
            if (!known.TryGetValue(entry.Code, out var kind))
            {
                kind = new QualificationKind { Id = clock.NewId(), Code = entry.Code, Title = entry.Title, Note = entry.Note, Expires = entry.Expires, Order = i, Retired = entry.Retired };
                db.Add(kind);
                continue;
            }

            (kind.Title, kind.Note, kind.Expires, kind.Order, kind.Retired) = (entry.Title, entry.Note, entry.Expires, i, entry.Retired);
        }
    }

    private static void Expect(bool right, string at, string message, RecipeRun run)
    {
        if (!right)
        {
            throw run.Problem(at, message);
        }
    }
}

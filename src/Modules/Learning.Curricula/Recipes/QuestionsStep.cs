using Learning.Core;
using Learning.Curricula.Models;
using Learning.Curricula.Services;
using Learning.Framework.Data;
using Learning.Framework.Recipes;
using Microsoft.EntityFrameworkCore;

namespace Learning.Curricula.Recipes;

/// <summary>The whole bank of one lesson: what is no longer named is no longer drawn.</summary>
internal sealed record QuestionsModel
{
    /// <summary>Code of the programme.</summary>
    public required string Programme { get; init; }

    /// <summary>Number of the lesson in it.</summary>
    public required int Lesson { get; init; }

    public IReadOnlyList<CaseModel> Cases { get; init; } = [];

    public required IReadOnlyList<QuestionModel> Questions { get; init; }
}

internal sealed record CaseModel
{
    public required string Id { get; init; }

    public required string Text { get; init; }
}

internal sealed record QuestionModel
{
    public required string Id { get; init; }

    /// <summary>single, multiple or truefalse.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the case it belongs to; null for none.</summary>
    public string? Case { get; init; }

    public required string Topic { get; init; }

    public required int Difficulty { get; init; }

    public required bool RedLine { get; init; }

    public required string Stem { get; init; }

    public required string Source { get; init; }

    public required IReadOnlyList<OptionModel> Options { get; init; }
}

internal sealed record OptionModel
{
    public required string Text { get; init; }

    public required bool Right { get; init; }

    /// <summary>Why, and what instead.</summary>
    public required string Feedback { get; init; }
}

internal sealed class QuestionsStep(LearningDbContext db, TimeProvider clock) : RecipeStep<QuestionsModel>("questions")
{
    protected override async Task ExecuteAsync(QuestionsModel model, RecipeRun run, CancellationToken cancellation)
    {
        var programme = await db.FindAsync<Programme>(p => p.Code == model.Programme, cancellation)
            ?? throw run.Problem("programme", $"no programme is called '{model.Programme}'");
        var lesson = await db.FindAsync<Lesson>(l => l.ProgrammeId == programme.Id && l.Number == model.Lesson, cancellation)
            ?? throw run.Problem("lesson", $"the programme '{model.Programme}' has no lesson {model.Lesson}");
        QuestionChecks.Check(model, run.Problem);
        var codes = model.Questions.Select(q => q.Id).ToList();
        var known = await db.Set<Question>().Where(q => q.ProgrammeId == programme.Id && (q.LessonId == lesson.Id || codes.Contains(q.Code))).ToListAsync(cancellation);
        for (var i = 0; i < model.Questions.Count; i++)
        {
            if (known.Find(q => q.Code == model.Questions[i].Id && q.LessonId != lesson.Id) is { } foreign)
            {
                throw run.Problem($"questions[{i}].id", $"'{foreign.Code}' belongs to another lesson of '{programme.Code}'");
            }

            Put(New(model, i, programme, lesson), known);
        }

        foreach (var gone in known.Where(q => q.Current && !codes.Contains(q.Code)))
        {
            gone.Current = false;
        }
    }

    private void Put(Question question, List<Question> known)
    {
        var revisions = known.Where(q => q.Code == question.Code).OrderBy(q => q.Revision).ToList();
        var same = revisions.Find(q => q.SaysTheSameAs(question));
        if (same is null)
        {
            same = question;
            db.Add(question);
        }

        same.Order = question.Order;
        same.Current = true;
        foreach (var earlier in revisions.Where(q => q != same))
        {
            earlier.Current = false;
        }
    }

    private Question New(QuestionsModel model, int index, Programme programme, Lesson lesson)
    {
        var question = model.Questions[index];
        return new Question
        {
            Id = clock.NewId(),
            ProgrammeId = programme.Id,
            LessonId = lesson.Id,
            Code = question.Id,
            Revision = 1 + KnownRevisions(programme.Id, question.Id),
            Order = index,
            Kind = question.Kind,
            CaseCode = question.Case,
            CaseText = question.Case is null ? null : model.Cases.First(c => c.Id == question.Case).Text,
            Topic = question.Topic,
            Difficulty = question.Difficulty,
            RedLine = question.RedLine,
            Stem = question.Stem,
            Source = question.Source,
            Options = [.. question.Options.Select(o => new QuestionOption(o.Text, o.Right, o.Feedback))],
        };
    }

    private int KnownRevisions(Guid programmeId, string code) =>
        db.Set<Question>().Local.Where(q => q.ProgrammeId == programmeId && q.Code == code).Select(q => q.Revision).DefaultIfEmpty().Max();
}

using Learning.Core;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Curricula.Models;
using Learning.Curricula.Services;
using Learning.Framework.Data;
using Learning.Framework.Recipes;
using Learning.Framework.Recipes.Content;
using Microsoft.EntityFrameworkCore;

namespace Learning.Curricula.Recipes;

/// <summary>A plan from a recipe.</summary>
internal sealed class ProgrammeType(LearningDbContext db, ProgrammeCatalog catalog, TimeProvider clock) : IContentType
{
    public string Name => "Programme";

    public Type Part => typeof(ProgrammePart);

    public async Task ImportAsync(ContentItem item, object part, string markdown, RecipeRun run, string at, CancellationToken cancellation)
    {
        var plan = (ProgrammePart)part;
        var place = $"{at}.ProgrammePart";
        Check(plan, run, place);
        var programme = await db.FindAsync<Programme>(p => p.ContentItemId == item.ContentItemId, cancellation);
        if (await db.FindAsync<Programme>(p => p.Code == plan.Code, cancellation) is { } other && other != programme)
        {
            throw run.Problem($"{place}.Code", $"the code '{plan.Code}' belongs to '{other.ContentItemId}'");
        }

        if (programme is null)
        {
            programme = new Programme { Id = clock.NewId(), ContentItemId = item.ContentItemId, Code = plan.Code };
            db.Add(programme);
        }

        Fill(programme, item, plan, markdown);
        catalog.Change(db);
    }

    private static void Fill(Programme programme, ContentItem item, ProgrammePart plan, string markdown)
    {
        programme.Code = plan.Code;
        programme.Title = item.TitlePart?.Title ?? item.DisplayText;
        programme.Body = markdown;
        programme.Published = item.Published;
        programme.Audience = plan.Audience;
        programme.Roles = [.. plan.Roles];
        programme.Hours = CreditHours.Of(plan.Hours);
        programme.Category = plan.Category;
        programme.TrainingKind = plan.TrainingKind;
        programme.OrganiserLevel = plan.OrganiserLevel;
        programme.Mode = plan.Mode;
        programme.Assessment = plan.Assessment;
        programme.PassShare = plan.PassShare;
        programme.Attempts = plan.Attempts;
        programme.FinalItems = plan.FinalItems;
        programme.CaseShare = plan.CaseShare;
        programme.RedLines = plan.RedLines;
        programme.Order = plan.Order;
        programme.Courses = [.. plan.Courses.Select(c => new Course(c.Code, c.Title, CreditHours.Of(c.Hours).Hundredths, c.Practicum))];
    }

    private static void Check(ProgrammePart plan, RecipeRun run, string place)
    {
        run.Require(RecipeChecks.IsCode(plan.Code), $"{place}.Code", "expected letters, digits and dashes, at most 40");
        run.Require(plan.PassShare is >= 1 and <= 100, $"{place}.PassShare", "expected 1 to 100 per cent");
        run.Require(plan.Attempts is >= 1 and <= 20, $"{place}.Attempts", "expected 1 to 20 tries a day");
        run.Require(plan.FinalItems is >= 0 and <= 200, $"{place}.FinalItems", "expected 0 (no exam) to 200 items");
        run.Require(plan.CaseShare is >= 0 and <= 100, $"{place}.CaseShare", "expected 0 to 100 per cent");
        run.RequireOneOf(plan.TrainingKind, TrainingKinds.All, $"{place}.TrainingKind");
        run.RequireOneOf(plan.OrganiserLevel, TrainingKinds.OrganiserLevels, $"{place}.OrganiserLevel");
        run.RequireHours(plan.Hours, $"{place}.Hours");
        for (var i = 0; i < plan.Roles.Count; i++)
        {
            run.RequireOneOf(plan.Roles[i], Roles.All, $"{place}.Roles[{i}]");
        }

        for (var i = 0; i < plan.Courses.Count; i++)
        {
            var code = plan.Courses[i].Code;
            run.Require(RecipeChecks.IsCode(code), $"{place}.Courses[{i}].Code", "expected letters, digits and dashes, at most 40");
            run.Require(plan.Courses.Take(i).All(c => c.Code != code), $"{place}.Courses[{i}].Code", $"the course '{code}' is named twice");
            run.RequireHours(plan.Courses[i].Hours, $"{place}.Courses[{i}].Hours");
        }

        var sum = plan.Courses.Sum(c => c.Hours);
        run.Require(sum == plan.Hours, $"{place}.Hours", $"the courses add up to {sum:0.##}, not {plan.Hours:0.##}");
    }
}

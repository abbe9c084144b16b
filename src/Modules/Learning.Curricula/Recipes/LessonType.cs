using Learning.Core;
using Learning.Core.Media;
using Learning.Curricula.Models;
using Learning.Curricula.Services;
using Learning.Framework.Data;
using Learning.Framework.Recipes;
using Learning.Framework.Recipes.Content;

namespace Learning.Curricula.Recipes;

/// <summary>A lesson from a recipe; its film is registered with it.</summary>
internal sealed class LessonType(LearningDbContext db, ProgrammeCatalog catalog, IFilms films, TimeProvider clock) : IContentType
{
    public string Name => "Lesson";

    public Type Part => typeof(LessonPart);

    public async Task ImportAsync(ContentItem item, object part, string markdown, RecipeRun run, string at, CancellationToken cancellation)
    {
        var read = (LessonPart)part;
        var place = $"{at}.LessonPart";
        run.Require(RecipeChecks.IsCode(item.ContentItemId), $"{at}.ContentItemId", "a lesson's id is its address: letters, digits and dashes, at most 40");
        var programme = await db.FindAsync<Programme>(p => p.Code == read.Programme, cancellation)
            ?? throw run.Problem($"{place}.Programme", $"no programme is called '{read.Programme}'; it stands before its lessons");
        Check(read, programme, markdown, run, at);
        var lesson = await db.FindAsync<Lesson>(l => l.ContentItemId == item.ContentItemId, cancellation);
        var twin = await db.FindAsync<Lesson>(l => l.ProgrammeId == programme.Id && l.Number == read.Number, cancellation);
        run.Require(twin is null || twin == lesson, $"{place}.Number", $"lesson {read.Number} of '{read.Programme}' is '{twin?.ContentItemId}'");
        if (lesson is null)
        {
            lesson = new Lesson { Id = clock.NewId(), ContentItemId = item.ContentItemId };
            db.Add(lesson);
        }

        Fill(lesson, programme, item, read, markdown);
        if (read.Film is { } film)
        {
            run.Require(await films.RegisterAsync(film, lesson.Title, cancellation), $"{place}.Film", $"media/ has no film '{film}'");
        }

        catalog.Change(db);
    }

    private static void Fill(Lesson lesson, Programme programme, ContentItem item, LessonPart read, string markdown)
    {
        lesson.ProgrammeId = programme.Id;
        lesson.Course = read.Course;
        lesson.Number = read.Number;
        lesson.Title = item.TitlePart?.Title ?? item.DisplayText;
        lesson.Body = markdown;
        lesson.Published = item.Published;
        lesson.Hours = CreditHours.Of(read.Hours);
        lesson.Objective = read.Objective;
        lesson.Summary = read.Summary;
        lesson.Exercise = read.Exercise;
        lesson.Minutes = new LessonMinutes(read.Minutes.Read, read.Minutes.Film, read.Minutes.Exercise, read.Minutes.Reflection, read.Minutes.Check);
        lesson.Risk = read.Risk;
        lesson.RedLine = read.RedLine;
        lesson.Film = read.Film;
        lesson.QuizItems = read.QuizItems;
        lesson.Sources = [.. read.Sources];
    }

    private static void Check(LessonPart read, Programme programme, string markdown, RecipeRun run, string at)
    {
        var place = $"{at}.LessonPart";
        var course = programme.Courses.FirstOrDefault(c => c.Code == read.Course)
            ?? throw run.Problem($"{place}.Course", $"the programme '{programme.Code}' has no course '{read.Course}'");
        run.Require(read.Number >= 1, $"{place}.Number", "expected 1 or more");
        run.RequireHours(read.Hours, $"{place}.Hours");
        run.Require(read.Hours <= course.Hours.Value, $"{place}.Hours", $"the course '{course.Code}' has {course.Hours} hours in the plan");
        run.Require(read.QuizItems is >= 1 and <= 20, $"{place}.QuizItems", "expected 1 to 20 items");
        run.Require(read.Sources.Count > 0, $"{place}.Sources", "a lesson names its sources");
        run.Require(markdown.Trim().Length > 0, at, "a lesson has a MarkdownBodyPart with its text");
        run.Require(read.Objective.Length > 0 && read.Exercise.Length > 0, place, "a lesson has an Objective and an Exercise");
    }
}

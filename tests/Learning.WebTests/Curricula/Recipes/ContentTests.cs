using Learning.Curricula.Models;
using Learning.Framework.Recipes;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Curricula.Recipes;

/// <summary>Programmes, lessons and questions from a recipe: twice the same, a change, and a mistake.</summary>
public sealed class ContentTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("learning-recipes-").FullName;
    private LearningSite site = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(folder, "trial"));
        site = await LearningSite.StartAsync(recipe: null, settings: ("Learning:Recipes", folder));
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Run_Twice_ChangesNothing()
    {
        await RunAsync(Question("怎么做合适？"));
        var before = await StateAsync();

        await RunAsync(Question("怎么做合适？") + "\n");

        Assert.Equal(before, await StateAsync());
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<Question>().CountAsync()));
    }

    [Fact]
    public async Task Run_QuestionChanged_KeepsTheOldWording()
    {
        await RunAsync(Question("怎么做合适？"));
        await RunAsync(Question("先做什么？"));

        var rows = await site.AskDatabaseAsync(db => db.Set<Question>().OrderBy(q => q.Revision).ToListAsync());

        Assert.Equal(["怎么做合适？", "先做什么？"], rows.Select(r => r.Stem));
        Assert.Equal([false, true], rows.Select(r => r.Current));
        Assert.Equal([1, 2], rows.Select(r => r.Revision));
    }

    [Fact]
    public async Task Run_QuestionGone_IsNoLongerDrawn()
    {
        await RunAsync(Question("怎么做合适？"));
        await RunAsync("");

        Assert.False(await site.AskDatabaseAsync(db => db.Set<Question>().AnyAsync(q => q.Current)));
    }

    [Fact]
    public async Task Run_QuestionWithoutARightAnswer_StopsWithItsLineAndChangesNothing()
    {
        await RunAsync(Question("怎么做合适？"));

        var wrong = await Assert.ThrowsAsync<RecipeException>(() => RunAsync(Question("先做什么？").Replace("\"right\": true", "\"right\": false", StringComparison.Ordinal)));

        Assert.Contains("no right answer", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("trial.recipe.json:27:", wrong.Message, StringComparison.Ordinal);
        Assert.Equal("怎么做合适？", await site.AskDatabaseAsync(db => db.Set<Question>().Select(q => q.Stem).SingleAsync()));
    }

    private async Task RunAsync(string questions)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "trial", "trial.recipe.json"), Recipe(questions));
        await site.AskAsync(s => s.GetRequiredService<RecipeRunner>().RunAsync("trial", null, CancellationToken.None));
    }

    private Task<string> StateAsync() => site.AskDatabaseAsync(async db => string.Join(
        ";",
        (await db.Set<Programme>().Select(p => p.Id.ToString() + p.Version).ToListAsync())
            .Concat(await db.Set<Lesson>().Select(l => l.Id.ToString() + l.Version).ToListAsync())
            .Concat(await db.Set<Question>().Select(q => q.Id.ToString() + q.Version).ToListAsync())));

    private static string Question(string stem) => $$"""
        {
          "id": "q-1", "kind": "single", "topic": "talking", "difficulty": 1, "redLine": false, "stem": "{{stem}}", "source": "本课正文",
          "options": [
            { "text": "陪着他", "right": true, "feedback": "人不离开。" },
            { "text": "明天再看", "right": false, "feedback": "不能隔夜。" }
          ]
        }
        """;

    private static string Recipe(string questions) => $$"""
        {
          "name": "trial",
          "displayName": "试",
          "version": "1.0.0",
          "issetuprecipe": true,
          "steps": [
            {
              "name": "content",
              "data": [
                {
                  "ContentItemId": "p", "ContentType": "Programme", "DisplayText": "甲", "Published": true,
                  "ProgrammePart": { "Code": "p", "Audience": "班主任", "Hours": 1, "Category": "counsellor", "TrainingKind": "in-service", "OrganiserLevel": "city", "Mode": "自学",
                    "Assessment": "测验", "PassShare": 80, "Attempts": 3, "FinalItems": 0, "CaseShare": 0, "RedLines": false, "Order": 1, "Courses": [ { "Code": "p-1", "Title": "一", "Hours": 1 } ] }
                },
                {
                  "ContentItemId": "p-1", "ContentType": "Lesson", "DisplayText": "一", "Published": true, "MarkdownBodyPart": { "Markdown": "正文" },
                  "LessonPart": { "Programme": "p", "Course": "p-1", "Number": 1, "Hours": 1, "Objective": "会", "Summary": "一", "Exercise": "练", "Minutes": { "Read": 12, "Film": 10, "Exercise": 15, "Reflection": 3, "Check": 5 },
                    "Risk": false, "RedLine": false, "QuizItems": 1, "Sources": [ "本课" ] }
                }
              ]
            },
            {
              "name": "questions", "programme": "p", "lesson": 1,
              "questions": [
        {{questions}}
              ]
            }
          ]
        }
        """;
}

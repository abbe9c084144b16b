using System.Net;
using Learning.Core.Curricula;
using Learning.Curricula.Models;
using Learning.Framework.Accounts;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Curricula.Quizzes;

/// <summary>The check of a lesson from the first question to the result, as a browser without script does it.</summary>
public sealed class IndexTests : IAsyncLifetime
{
    private const string Lesson = "counsellor-c-25";
    private LearningSite site = null!;
    private HttpClient teacher = null!;

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync();
        teacher = await site.SignedInAsync("teacher");
    }

    public async ValueTask DisposeAsync()
    {
        teacher.Dispose();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task Check_AllRightAndExerciseDone_CompletesTheLessonOnce()
    {
        using var confirmed = await teacher.SubmitAsync($"/curricula/lessons/{Lesson}", _ => { }, "form[action*=Exercise]");
        var paper = await StartAsync(teacher);

        var result = await AnswerAsync(teacher, paper, right: true);
        using var again = await teacher.PostAsync(new Uri($"{paper}?handler=HandIn", UriKind.Relative), null);

        Assert.Contains("通过了", result.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        var person = await PersonAsync("teacher");
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<LessonCompletion>().CountAsync(c => c.PersonId == person
            && db.Set<Lesson>().Any(l => l.Id == c.LessonId && l.ContentItemId == Lesson))));
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<AttemptResult>().CountAsync(r => r.PersonId == person && r.Passed)));
        Assert.Equal(11, await site.AskAsync(async s => (await s.GetRequiredService<ICurricula>().StandingAsync(person, ["counsellor-c"], CancellationToken.None))[0].LessonsDone));
    }

    [Fact]
    public async Task Check_BeforeHandingIn_SaysNothingOfWhatIsRight()
    {
        var paper = await StartAsync(teacher);
        var feedback = await site.AskDatabaseAsync(db => db.Set<Question>().Select(q => q.Options).ToListAsync());

        for (var q = 0; q <= 5; q++)
        {
            var html = await teacher.GetStringAsync(new Uri($"{paper}?q={q}", UriKind.Relative));
            Assert.DoesNotContain(feedback.SelectMany(o => o), o => html.Contains(o.Feedback, StringComparison.Ordinal));
            Assert.DoesNotContain("choice-right", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Check_BegunTwice_IsOnePaperWithItsAnswers()
    {
        var first = await StartAsync(teacher);
        using var saved = await teacher.SubmitAsync($"{first}?q=1", f => f.Set("choice", "0").Press("go", "2"), "#answer");

        var page = await teacher.PageAsync($"/curricula/lessons/{Lesson}");

        Assert.Equal(first, page.QuerySelector("#steps a[href*=quizzes]")!.GetAttribute("href"));
        var question = await teacher.PageAsync($"{first}?q=1");
        Assert.True(question.QuerySelectorAll("input[name=choice]")[0].HasAttribute("checked"));
    }

    [Fact]
    public async Task Check_TappedManyTimesAtOnce_DrawsOnePaper()
    {
        var page = await teacher.PageAsync($"/curricula/lessons/{Lesson}");

        var responses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => teacher.SubmitAsync(page, $"/curricula/lessons/{Lesson}", _ => { }, "form[action*=Check]")));

        Assert.Single(responses.Select(r => r.RequestMessage!.RequestUri!.AbsolutePath).Distinct(StringComparer.Ordinal));
        var person = await PersonAsync("teacher");
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<QuizAttempt>().CountAsync(a => a.PersonId == person)));
    }

    [Fact]
    public async Task Check_ThirdTryFailed_ComesBackTomorrow()
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await AnswerAsync(teacher, await StartAsync(teacher), right: false);
        }

        var page = await teacher.PageAsync($"/curricula/lessons/{Lesson}");

        Assert.Null(page.QuerySelector("form[action*=Check]"));
        Assert.Contains("今天的3次机会用完了，明天再来。", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_SomeAnswersMissing_AsksBeforeHandingIn()
    {
        var paper = await StartAsync(teacher);

        using var response = await teacher.SubmitAsync($"{paper}?q=5", f => f.Set("choice", "0").Press("go", "submit"), "#answer");
        var page = await response.ReadPageAsync();

        Assert.Contains("还有4题没答", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#hand-in"));
    }

    [Fact]
    public async Task Check_OfSomeoneElse_IsNotThere()
    {
        var paper = await StartAsync(teacher);
        using var other = await site.SignedInAsync("psychologist");

        using var response = await other.GetAsync(new Uri(paper, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Exam_LessonsMissing_DoesNotOpen()
    {
        var page = await teacher.PageAsync("/curricula/exams/counsellor-c");

        Assert.Null(page.QuerySelector("main form[method=post]"));
        Assert.Contains("还有2课没学完", page.Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<string> StartAsync(HttpClient learner)
    {
        using var response = await learner.SubmitAsync($"/curricula/lessons/{Lesson}", _ => { }, "form[action*=Check]");
        return response.RequestMessage!.RequestUri!.AbsolutePath;
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> AnswerAsync(HttpClient learner, string paper, bool right)
    {
        var bank = await site.AskDatabaseAsync(db => db.Set<Question>().ToListAsync());
        var page = await learner.PageAsync($"{paper}?q=1");
        for (var number = 1; ; number++)
        {
            var stem = page.QuerySelector("legend")!.LastChild!.TextContent.Trim();
            var options = bank.Single(q => q.Stem == stem).Options;
            var shown = page.QuerySelectorAll(".choice-text").Select(c => c.TextContent.Trim()).ToList();
            var chosen = options.Where(o => o.Right == right).Take(right ? options.Count : 1).Select(o => shown.IndexOf(o.Text)).ToList();
            var last = number == 5;
            using var response = await learner.SubmitAsync(
                page, $"{paper}?q={number}",
                f => chosen.Aggregate(f.Press("go", last ? "submit" : $"{number + 1}"), (form, c) => form.Add("choice", $"{c}")), "#answer");
            page = await response.ReadPageAsync();
            if (last)
            {
                return page;
            }
        }
    }

    private Task<Guid> PersonAsync(string account) => site.AskDatabaseAsync(db => db.Set<Account>().Where(a => a.UserName == account).Select(a => a.PersonId).SingleAsync());
}

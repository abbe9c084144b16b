using System.Net;
using Learning.Core;
using Learning.Core.Curricula;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.Hours;

/// <summary>What a teacher sees of the ledger, and the statement.</summary>
public sealed class IndexTests : IAsyncLifetime
{
    private LearningSite site = null!;
    private Guid teacher;

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync(clock: FixedClock.At(2046, 3, 20));
        teacher = await site.AskDatabaseAsync(db => db.Users.Where(u => u.UserName == "teacher").Select(u => u.PersonId).SingleAsync());
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Hours_NothingYet_SaysHowTheyCome()
    {
        using var visitor = await site.SignedInAsync("teacher");

        var page = await visitor.PageAsync("/hours");
        using var statement = await visitor.GetAsync(new Uri("/hours/statement/2045", UriKind.Relative));

        Assert.Contains("学完一课就会记上", page.QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, statement.StatusCode);
    }

    [Fact]
    public async Task Hours_LessonsDone_ShowEachAndPrint()
    {
        await site.AskDatabaseAsync(async db =>
        {
            await db.WriteAsync(
                () =>
                {
                    for (var i = 1; i <= 20; i++)
                    {
                        db.Raise(new LessonCompleted(teacher, new Guid(i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), $"第{i}课 倾听四技", "counsellor-c", new CreditHours(50), ["counsellor"], "in-service", "city", new(2046, 3, 1)));
                    }

                    return Task.CompletedTask;
                },
                CancellationToken.None);
            return 0;
        });
        using var visitor = await site.SignedInAsync("teacher");

        var page = await visitor.PageAsync("/hours");
        using var statement = await visitor.GetAsync(new Uri(page.QuerySelector("a.btn-primary")!.GetAttribute("href")!, UriKind.Relative));

        Assert.Equal("10", page.QuerySelector(".figure")!.TextContent);
        Assert.Equal(20, page.QuerySelectorAll("ul.rows > li").Length);
        Assert.Equal("application/pdf", statement.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString((await statement.Content.ReadAsByteArrayAsync())[..4]), StringComparison.Ordinal);
    }
}

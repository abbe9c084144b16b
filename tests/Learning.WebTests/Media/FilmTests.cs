using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Learning.Core.Media;
using Learning.Media.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Media;

/// <summary>A film from the recipe to the last watched second, on a clock that the test moves.</summary>
public sealed class FilmTests : IAsyncLifetime
{
    private const string Film = "confidentiality";
    private readonly FixedClock clock = FixedClock.At(2046, 3, 20);
    private LearningSite site = null!;

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync(clock: clock);
        Assert.NotNull((await site.AskAsync(s => s.GetRequiredService<IFilms>().FindAsync(Film, CancellationToken.None)))?.Source);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Film_Visitor_IsSentToSignIn()
    {
        using var visitor = site.Visitor(followRedirects: false);

        using var response = await visitor.GetAsync(new Uri($"/media/films/{Film}/index.m3u8", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    [Fact]
    public async Task Film_SignedIn_PlaysSegmentsCaptionsAndPoster()
    {
        using var teacher = await site.SignedInAsync("teacher");

        var playlist = await teacher.GetStringAsync(new Uri($"/media/films/{Film}/index.m3u8", UriKind.Relative));
        var segments = playlist.Split('\n').Where(l => l.EndsWith(".ts", StringComparison.Ordinal)).ToList();

        Assert.Contains("#EXT-X-ENDLIST", playlist, StringComparison.Ordinal);
        Assert.InRange(segments.Count, 10, 40);
        foreach (var (file, type) in new[] { (segments[0], "video/mp2t"), ("zh.vtt", "text/vtt"), ("en.vtt", "text/vtt"), ("poster.jpg", "image/jpeg") })
        {
            using var response = await teacher.GetAsync(new Uri($"/media/films/{Film}/{file}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        }

        using var range = new HttpRequestMessage(HttpMethod.Get, new Uri($"/media/films/{Film}/{segments[0]}", UriKind.Relative));
        range.Headers.Range = new(0, 99);
        using var part = await teacher.SendAsync(range);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        using var original = await teacher.GetAsync(new Uri($"/media/films/{Film}/{Film}.mp4", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, original.StatusCode);
    }

    [Fact]
    public async Task Watched_WholeFilmInItsTime_CompletesOnce()
    {
        using var teacher = await PlayerAsync();
        JsonElement answer = default;
        for (var from = 0; from < 65; from += 5)
        {
            clock.Move(TimeSpan.FromSeconds(5));
            answer = await ReportAsync(teacher, from, from + 5);
            Assert.False(answer.GetProperty("complete").GetBoolean());
        }

        clock.Move(TimeSpan.FromSeconds(3));
        answer = await ReportAsync(teacher, 65, 68);

        Assert.True(answer.GetProperty("complete").GetBoolean());
        Assert.NotEqual("", answer.GetProperty("message").GetString());
        Assert.Equal("", (await ReportAsync(teacher, 65, 68)).GetProperty("message").GetString());
        Assert.Equal(68, answer.GetProperty("watchedSeconds").GetDouble(), 3);
    }

    [Fact]
    public async Task Watched_ForgedJumps_CountNothing()
    {
        using var teacher = await PlayerAsync();
        clock.Move(TimeSpan.FromSeconds(5));

        foreach (var answer in new[]
        {
            await ReportAsync(teacher, 0, 69), await ReportAsync(teacher, 0, 25), await ReportAsync(teacher, 0, 5, rate: 2), await ReportAsync(teacher, 0, 5, hidden: true),
            await ReportAsync(teacher, 5, 0), await ReportAsync(teacher, 60, 90),
        })
        {
            Assert.Equal(0, answer.GetProperty("watchedSeconds").GetDouble());
            Assert.StartsWith("这段没计入", answer.GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(5, (await ReportAsync(teacher, 0, 5)).GetProperty("watchedSeconds").GetDouble());
    }

    [Fact]
    public async Task Watched_TwoWindowsAtOnce_ShareOneClock()
    {
        using var teacher = await PlayerAsync();
        var refused = 0;
        for (var from = 0; from < 60; from += 5)
        {
            clock.Move(TimeSpan.FromSeconds(5));
            await ReportAsync(teacher, from, from + 5);
            var other = await ReportAsync(teacher, from, from + 5, session: "window-2-abcdef", film: "listening");
            refused += other.GetProperty("message").GetString()!.Contains("两个窗口", StringComparison.Ordinal) ? 1 : 0;
        }

        var watched = await site.AskDatabaseAsync(db => db.Set<Watching>().Select(w => w.Intervals).ToListAsync());
        Assert.True(refused > 0);
        Assert.InRange(watched.Sum(w => Learning.Media.Services.Intervals.Parse(w).Length), 60_000, 92_000);
    }

    [Fact]
    public async Task Watched_ManyAtOnce_LoseNothingAndCountOnce()
    {
        using var teacher = await PlayerAsync();
        clock.Move(TimeSpan.FromSeconds(60));

        await Parallel.ForEachAsync(Enumerable.Range(0, 24), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) => await ReportAsync(teacher, i % 12 * 5, i % 12 * 5 + 5));

        Assert.Equal("0-60000", await site.AskDatabaseAsync(db => db.Set<Watching>().Select(w => w.Intervals).SingleAsync()));
    }

    [Theory]
    [InlineData("{\"session\":\"0123456789\",\"from\":0,\"to\":NaN,\"rate\":1}")]
    [InlineData("{\"session\":\"../x\",\"from\":0,\"to\":1,\"rate\":1}")]
    [InlineData("{\"from\":0,\"to\":1,\"rate\":1}")]
    [InlineData("[]")]
    public async Task Watched_NoReport_IsBadRequest(string body)
    {
        using var teacher = await PlayerAsync();

        using var response = await teacher.PostAsync(new Uri($"/media/films/{Film}/watched", UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Watched_WithoutToken_IsBadRequest()
    {
        using var teacher = await site.SignedInAsync("teacher");

        using var response = await teacher.PostAsJsonAsync($"/media/films/{Film}/watched", new { session = "0123456789", from = 0, to = 1, rate = 1, hidden = false });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Watched_SessionOfYesterday_IsRefused()
    {
        using var teacher = await PlayerAsync();
        clock.Move(TimeSpan.FromSeconds(5));
        await ReportAsync(teacher, 0, 5);
        clock.Move(TimeSpan.FromHours(13));

        using var again = await PlayerAsync();
        var answer = await ReportAsync(again, 5, 10);

        Assert.Equal(5, answer.GetProperty("watchedSeconds").GetDouble());
        Assert.Contains("开得太久", answer.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Signed in, with the page's token, the playlist loaded.</summary>
    private async Task<HttpClient> PlayerAsync()
    {
        var teacher = await site.SignedInAsync("teacher");
        var page = await teacher.PageAsync("/hours");
        teacher.DefaultRequestHeaders.Add("RequestVerificationToken", page.QuerySelector("meta[name=request-token]")!.GetAttribute("content"));
        await teacher.GetStringAsync(new Uri($"/media/films/{Film}/index.m3u8", UriKind.Relative));
        return teacher;
    }

    private static async Task<JsonElement> ReportAsync(
        HttpClient teacher, double from, double to, double rate = 1, bool hidden = false, string session = "window-1-abcdef", string film = Film)
    {
        using var response = await teacher.PostAsJsonAsync($"/media/films/{film}/watched", new { session, from, to, rate, hidden });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}

using System.Net;
using Learning.Testing;

namespace Learning.WebTests.Targets;

/// <summary>/my, /targets and a row's page on the demonstration city.</summary>
public sealed class MyTests
{
    [Fact]
    public async Task Get_Teacher_SeesRingSentenceAndOneButton()
    {
        await using var site = await LearningSite.StartAsync();
        using var teacher = await site.SignedInAsync("teacher");

        var page = await teacher.PageAsync("/my");

        Assert.Single(page.QuerySelectorAll("svg.ring"));
        Assert.Contains("每学年不少于8个学时", page.QuerySelector(".target-sentence")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/targets/panzhihua-2022/PZ-5", page.QuerySelector(".target-sentence a")!.GetAttribute("href"));
        Assert.Single(page.QuerySelectorAll("main .btn-primary"));
        Assert.Contains("距离C级证书还差", page.QuerySelector("#certificate")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".hotline"));
        Assert.Empty(page.QuerySelectorAll("[style], main script"));
    }

    [Fact]
    public async Task Get_Officer_IsToldWhereToGo()
    {
        await using var site = await LearningSite.StartAsync();
        using var officer = await site.SignedInAsync("county");

        var page = await officer.PageAsync("/my");

        Assert.Empty(page.QuerySelectorAll("svg.ring"));
        Assert.Equal("/bureau", page.QuerySelector("main .btn-primary")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Get_TargetsFiltered_ShowsThatState()
    {
        await using var site = await LearningSite.StartAsync();
        using var city = await site.SignedInAsync("city");

        Assert.Equal(13, (await city.PageAsync("/targets")).QuerySelectorAll("article").Length);
        Assert.Equal(6, (await city.PageAsync("/targets?state=measured")).QuerySelectorAll("article").Length);
        Assert.Equal(7, (await city.PageAsync("/targets?state=pending")).QuerySelectorAll("article").Length);
        Assert.Contains("没找到", (await city.PageAsync("/targets?state=outside")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Target_ShowsRuleAndReadings_CoverageOnlyToThoseWithAnArea()
    {
        await using var site = await LearningSite.StartAsync();
        using var city = await site.SignedInAsync("city");
        using var teacher = await site.SignedInAsync("teacher");

        var officers = await city.PageAsync("/targets/panzhihua-2022/PZ-2");
        var teachers = await teacher.PageAsync("/targets/panzhihua-2022/PZ-2");

        Assert.NotNull(officers.QuerySelector("a[href='/bureau/coverage/panzhihua-2022/PZ-2']"));
        Assert.Null(teachers.QuerySelector("a[href^='/bureau/coverage']"));
        Assert.Contains("持有学校心理辅导员B级证书或更高级别", teachers.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(6, teachers.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task Get_UnknownTarget_IsNotFound()
    {
        await using var site = await LearningSite.StartAsync();
        using var teacher = await site.SignedInAsync("teacher");

        using var response = await teacher.GetAsync(new Uri("/targets/panzhihua-2022/PZ-99", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("/my")]
    [InlineData("/targets")]
    [InlineData("/targets/panzhihua-2022/PZ-5")]
    public async Task Get_WithoutSignIn_AsksForIt(string path)
    {
        await using var site = await LearningSite.StartAsync();
        using var visitor = site.Visitor(followRedirects: false);

        using var response = await visitor.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("/sign-in", response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }
}

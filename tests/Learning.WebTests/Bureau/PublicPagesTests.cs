using System.Net;
using Learning.Testing;

namespace Learning.WebTests.Bureau;

/// <summary>/ and /help, for whoever comes by.</summary>
public sealed class PublicPagesTests
{
    [Fact]
    public async Task Get_Home_SaysWhoseSiteAndWhereToSignIn()
    {
        await using var site = await LearningSite.StartAsync();
        using var visitor = site.Visitor();

        var page = await visitor.PageAsync("/");
        var text = page.QuerySelector("main")!.TextContent;

        Assert.Contains("攀枝花市教育和体育局", text, StringComparison.Ordinal);
        Assert.Contains("演示数据", text, StringComparison.Ordinal);
        Assert.Equal("/sign-in", page.QuerySelectorAll("main .btn-primary").Single().GetAttribute("href"));
        Assert.NotEmpty(page.QuerySelectorAll(".home-plans a[href^='/curricula/']"));
        Assert.NotNull(page.QuerySelector(".hotline"));
    }

    [Theory]
    [InlineData("teacher", "/my")]
    [InlineData("school", "/bureau/todo")]
    [InlineData("county", "/bureau")]
    [InlineData("city", "/bureau")]
    public async Task Get_HomeSignedIn_LeadsToTheirOwnFirstPage(string account, string expected)
    {
        await using var site = await LearningSite.StartAsync();
        using var visitor = await site.SignedInAsync(account, followRedirects: false);

        using var response = await visitor.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(expected, response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("99999999")]
    [InlineData("200")]
    [InlineData("99999999999999999999")]
    [InlineData("-1")]
    [InlineData("abc")]
    public async Task Get_ErrorOfNoKnownKind_IsAnUnknownPage(string code)
    {
        await using var site = await LearningSite.StartAsync();
        using var visitor = site.Visitor();

        using var answer = await visitor.GetAsync("/error/" + code, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("这里没有这一页", (await answer.ReadPageAsync()).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_HomeOfAnEmptySite_LeadsToSetup()
    {
        await using var site = await LearningSite.StartAsync(recipe: null);
        using var visitor = site.Visitor(followRedirects: false);

        using var response = await visitor.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal("/setup", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Get_Help_HasNumbersToCallAndTheTeachersSentence()
    {
        await using var site = await LearningSite.StartAsync();
        using var visitor = site.Visitor();

        var page = await visitor.PageAsync("/help");
        var text = page.QuerySelector("main")!.TextContent;

        Assert.All(["tel:110", "tel:120", "tel:12356", "tel:12355"], number => Assert.NotNull(page.QuerySelector($"main a[href='{number}']")));
        Assert.Contains("不承诺保密", text, StringComparison.Ordinal);
        Assert.DoesNotContain("24小时", text, StringComparison.Ordinal);
    }
}

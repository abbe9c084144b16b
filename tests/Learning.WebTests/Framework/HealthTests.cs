using System.Net;
using Learning.Testing;

namespace Learning.WebTests.Framework;

public sealed class HealthTests
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Get_RunningSite_IsHealthy(string path)
    {
        await using var site = await LearningSite.StartAsync(recipe: null);
        using var visitor = site.Visitor();

        using var response = await visitor.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.DoesNotContain("unsafe-inline", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Stylesheet_IsServed()
    {
        await using var site = await LearningSite.StartAsync(recipe: null);
        using var visitor = site.Visitor();

        using var response = await visitor.GetAsync("/dist/site.css", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/css", response.Content.Headers.ContentType!.MediaType);
    }
}

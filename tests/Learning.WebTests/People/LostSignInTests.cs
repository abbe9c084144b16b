using System.Net;
using System.Net.Http.Json;
using Learning.Testing;

namespace Learning.WebTests.People;

public sealed class LostSignInTests : IAsyncLifetime
{
    private LearningSite site = null!;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Post_ExpiredSession_GivesTheTypedTextBackAndPostsItAgain()
    {
        using var visitor = site.Visitor();
        using var lost = await PostAsync(visitor, site.Address.GetLeftPart(UriPartial.Authority), ("Input.Name", "写了很久的名字"), ("Input.StaffNumber", "X-1"), ("Input.SecretPassword", "never-kept"));
        var signIn = await lost.ReadPageAsync();

        using var signedIn = await visitor.SubmitAsync(signIn, "/sign-in", f => f.Set("Input.UserName", "school").Set("Input.Password", LearningSite.DemoPassword));
        var typed = await signedIn.ReadPageAsync();
        using var again = await visitor.SubmitAsync(typed, "/sign-in", _ => { });
        var form = await again.ReadPageAsync();

        Assert.Contains("登录已过期，写的内容都还在。", signIn.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("写了很久的名字", signIn.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal("登录已过期，写的内容都还在。", typed.QuerySelector("h1")!.TextContent);
        Assert.Contains("写了很久的名字", typed.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("never-kept", typed.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal("/people/new", again.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("写了很久的名字", form.QuerySelector("#Input_Name")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Post_WrongPasswordFirst_StillKeepsTheText()
    {
        using var visitor = site.Visitor();
        using var lost = await PostAsync(visitor, site.Address.GetLeftPart(UriPartial.Authority), ("Input.Name", "写了很久的名字"));

        using var wrong = await visitor.SubmitAsync(await lost.ReadPageAsync(), "/sign-in", f => f.Set("Input.UserName", "school").Set("Input.Password", "no"));
        using var right = await visitor.SubmitAsync(await wrong.ReadPageAsync(), "/sign-in", f => f.Set("Input.UserName", "school").Set("Input.Password", LearningSite.DemoPassword));

        Assert.Contains("写了很久的名字", (await right.ReadPageAsync()).DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_FromAnotherSite_KeepsNothing()
    {
        using var visitor = site.Visitor(followRedirects: false);

        using var response = await PostAsync(visitor, "https://elsewhere.example", ("Input.Name", "别人写的"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/sign-in", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Post_MoreThanAQuarterMegabyte_KeepsNothing()
    {
        using var visitor = site.Visitor(followRedirects: false);

        using var response = await PostAsync(visitor, site.Address.GetLeftPart(UriPartial.Authority), ("Input.Name", new string('长', 300_000)));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    [Fact]
    public async Task Post_TamperedText_SignsInAndLeadsHome()
    {
        using var visitor = site.Visitor(followRedirects: false);
        var page = await visitor.PageAsync("/sign-in");

        using var response = await visitor.SubmitAsync(
            page, "/sign-in", f => f.Set("Input.UserName", "teacher").Set("Input.Password", LearningSite.DemoPassword).Set("kept", "bm90IG91cnM="));

        Assert.Equal("/my", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Post_ByScript_Gets401()
    {
        using var visitor = site.Visitor(followRedirects: false);
        using var json = await visitor.PostAsJsonAsync("/people/new", new { name = "x" }, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/people");
        request.Headers.Add("HX-Request", "true");
        using var htmx = await visitor.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, json.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, htmx.StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient visitor, string origin, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/people/new")
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        };
        request.Headers.Add("Origin", origin);
        return await visitor.SendAsync(request);
    }
}

using System.Net;
using Learning.Core.People;
using Learning.Testing;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Framework;

/// <summary>Every address of the site, tried as a visitor, as the next county, as another school and as a colleague.</summary>
public sealed class RouteTests(RouteTests.DemoCity city) : IClassFixture<RouteTests.DemoCity>
{
    private static readonly (string Account, Seen Seen)[] Accounts =
    [
        ("teacher", Seen.Teacher), ("school", Seen.School), ("county", Seen.County), ("county2", Seen.County2), ("city", Seen.City), ("admin", Seen.Admin),
        (Roles.Reviewer, Seen.Reviewer), (Roles.Mentor, Seen.Mentor), (Roles.Parent, Seen.Parent),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Routes_OfTheSite_AreAllInTheTable()
    {
        var known = RouteTable.Rows.Select(r => Plain(r.Route)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var routes = Routes().Select(e => Plain(e.RoutePattern.RawText)).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.True(routes.IsSubsetOf(known), "Add to RouteTable, saying whom they open for: " + string.Join(" ", routes.Except(known, StringComparer.OrdinalIgnoreCase)));
        Assert.True(known.IsSubsetOf(routes), "No longer on the site, take out of RouteTable: " + string.Join(" ", known.Except(routes, StringComparer.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Visitor_AnyPageNotForAnyone_IsAskedToSignIn()
    {
        using var visitor = city.Site.Visitor(followRedirects: false);
        var wrong = new List<string>();
        foreach (var row in RouteTable.Rows)
        {
            foreach (var method in MethodsOf(row))
            {
                using var answer = await visitor.SendAsync(new HttpRequestMessage(method, row.Address(city.World)), Cancellation);
                if (row.Seen == Seen.Anyone ? (AsksToSignIn(answer) && answer.Headers.Location?.OriginalString != "/sign-in") || (int)answer.StatusCode >= 500 : !AsksToSignIn(answer))
                {
                    wrong.Add($"{method} {row.Address(city.World)}: {(int)answer.StatusCode} {answer.Headers.Location}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(AccountNames))]
    public async Task Account_EachPage_OpensOnlyInItsOwnArea(string account)
    {
        var seen = Accounts.Single(a => a.Account == account).Seen;
        using var visitor = await city.Site.SignedInAsync(account, followRedirects: false);
        var wrong = new List<string>();
        foreach (var row in RouteTable.Rows.Where(r => r.Seen != Seen.Anyone && MethodsOf(r).Contains(HttpMethod.Get)))
        {
            using var answer = await visitor.GetAsync(new Uri(row.Address(city.World), UriKind.Relative), Cancellation);
            var opened = row.Seen.HasFlag(seen);
            var right = row.Seen == Seen.Own && seen == Seen.Parent ? IsClosed(answer) || answer.StatusCode == HttpStatusCode.OK
                : row.Seen == Seen.Own ? answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.Redirect && !AsksToSignIn(answer)
                : opened ? answer.StatusCode == HttpStatusCode.OK || (answer.StatusCode == HttpStatusCode.Redirect && !AsksToSignIn(answer))
                : IsClosed(answer);
            if (!right)
            {
                wrong.Add($"{row.Address(city.World)}: {(int)answer.StatusCode} {answer.Headers.Location}, expected {(opened ? "200" : "403 or 404")}");
            }

            var text = await answer.Content.ReadAsStringAsync(Cancellation);
            if ((Seen.Above | Seen.Admin).HasFlag(seen) || row.Seen == Seen.Own)
            {
                continue;
            }

            wrong.AddRange(city.World.Traces.Where(t => text.Contains(t, StringComparison.OrdinalIgnoreCase) && !row.Address(city.World).Contains(t, StringComparison.OrdinalIgnoreCase))
                .Select(t => $"{row.Address(city.World)} shows {t} of another area"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(AccountNames))]
    public async Task Account_PostToAPageNotTheirs_IsRefused(string account)
    {
        var seen = Accounts.Single(a => a.Account == account).Seen;
        using var visitor = await city.Site.SignedInAsync(account, followRedirects: false);
        var token = (await visitor.PageAsync("/v")).QuerySelector("input[name=__token]")!.GetAttribute("value")!;
        var wrong = new List<string>();
        foreach (var row in RouteTable.Rows.Where(r => r.Seen is not (Seen.Anyone or Seen.Own) && !r.Seen.HasFlag(seen)))
        {
            foreach (var handler in await PostHandlersAsync(row))
            {
                using var answer = await visitor.PostAsync(With(row.Address(city.World), handler), new FormUrlEncodedContent([new("__token", token)]), Cancellation);
                if (!IsClosed(answer))
                {
                    wrong.Add($"POST {row.Address(city.World)} {handler}: {(int)answer.StatusCode} {answer.Headers.Location}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Post_WithoutToken_IsRefusedOnEveryPage()
    {
        using var visitor = await city.Site.SignedInAsync("city", followRedirects: false);
        using var administrator = await city.Site.SignedInAsync("admin", followRedirects: false);
        var wrong = new List<string>();
        var tried = 0;
        foreach (var row in RouteTable.Rows.Where(r => r.Route != RouteTable.Error))
        {
            foreach (var handler in await PostHandlersAsync(row))
            {
                var who = row.Seen.HasFlag(Seen.Admin) ? administrator : visitor;
                using var answer = await who.PostAsync(With(row.Address(city.World), handler), new FormUrlEncodedContent([]), Cancellation);
                tried++;
                if (answer.StatusCode != HttpStatusCode.BadRequest || (await answer.ReadPageAsync()).QuerySelector("main h1") is null)
                {
                    wrong.Add($"POST {row.Address(city.World)} {handler}: {(int)answer.StatusCode} {answer.Headers.Location}");
                }
            }
        }

        Assert.InRange(tried, 15, int.MaxValue);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("p=-1&s=-1&q=%00'%22%3C&page=2147483648&year=-5&county=x&school=x&from=x&to=x&in=%00&state=x&kind=x&role=x&act=x&type=x&person=x&again=x&unmet=x&at=x&notice=x")]
    [InlineData("p=2147483647&s=2147483647&q=%25_%5C&year=2147483647&from=9999-12-31&to=0001-01-01&in=../..&state=99&handler=none&q=2&culture=xx")]
    [InlineData("p=0&from=0001-01-01&to=9999-12-31&year=0&again=00000000-0000-0000-0000-000000000000")]
    public async Task Get_NonsenseInTheQuery_IsNoFaultOfOurs(string query)
    {
        using var visitor = await city.Site.SignedInAsync("city", followRedirects: false);
        var wrong = new List<string>();
        foreach (var row in RouteTable.Rows.Where(r => MethodsOf(r).Contains(HttpMethod.Get)))
        {
            var address = row.Address(city.World);
            using var answer = await visitor.GetAsync(new Uri($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}", UriKind.Relative), Cancellation);
            if ((int)answer.StatusCode >= 500)
            {
                wrong.Add($"{address}: {(int)answer.StatusCode}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("/curricula/%00")]
    [InlineData("/curricula/lessons/%00")]
    [InlineData("/curricula/exams/%E0%80")]
    [InlineData("/curricula/pages/..%2f..%2fappsettings.json")]
    [InlineData("/targets/%00/%00")]
    [InlineData("/bureau/coverage/%00")]
    [InlineData("/certificates/%00%00%00%00%00%00%00%00%00%00%00%00%00")]
    [InlineData("/media/films/..%2f..%2fkeys/index.m3u8")]
    [InlineData("/media/films/%00/index.m3u8")]
    [InlineData("/hours/statement/2100")]
    public async Task Get_NonsenseInTheAddress_IsNoFaultOfOurs(string address)
    {
        using var visitor = await city.Site.SignedInAsync("city", followRedirects: false);

        using var answer = await visitor.GetAsync(new Uri(address, UriKind.Relative), Cancellation);

        Assert.InRange((int)answer.StatusCode, 400, 499);
    }

    public static TheoryData<string> AccountNames => [.. Accounts.Select(a => a.Account)];

    private static bool AsksToSignIn(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Unauthorized
        || (answer.Headers.Location is { } to && new Uri(answer.RequestMessage!.RequestUri!, to).AbsolutePath == "/sign-in");

    private static bool IsClosed(HttpResponseMessage answer) => answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound;

    private static Uri With(string address, string handler) =>
        new(handler.Length == 0 ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}handler={handler}", UriKind.Relative);

    /// <summary>Index pages have two spellings of one address.</summary>
    private static string Plain(string? route)
    {
        var plain = (route ?? "").Trim('/');
        return plain.EndsWith("/Index", StringComparison.OrdinalIgnoreCase) ? plain[..^"/Index".Length] : plain.Replace("/Index/", "/", StringComparison.OrdinalIgnoreCase);
    }

    private IEnumerable<RouteEndpoint> Routes() => city.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null);

    private IEnumerable<RouteEndpoint> Of(Row row) => Routes().Where(e => string.Equals(Plain(e.RoutePattern.RawText), Plain(row.Route), StringComparison.OrdinalIgnoreCase));

    private IEnumerable<HttpMethod> MethodsOf(Row row) => Of(row)
        .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(m => m is "GET" or "POST").Distinct(StringComparer.Ordinal).Select(m => HttpMethod.Parse(m));

    /// <summary>Names of the page's POST handlers; "" for the plain one.</summary>
    private async Task<IReadOnlyList<string>> PostHandlersAsync(Row row)
    {
        if (Of(row).Select(e => e.Metadata.GetMetadata<PageActionDescriptor>()).FirstOrDefault(p => p is not null) is not { } page)
        {
            return [];
        }

        var compiled = await city.Site.Services.GetRequiredService<PageLoader>().LoadAsync(page, EndpointMetadataCollection.Empty);
        return [.. compiled.HandlerMethods.Where(h => h.HttpMethod == "Post").Select(h => h.Name ?? "")];
    }

    /// <summary>One site for all: what is tried is refused, so nothing changes.</summary>
    public sealed class DemoCity : IAsyncLifetime
    {
        public LearningSite Site { get; private set; } = null!;

        internal World World { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Site = await LearningSite.StartAsync();
            await Site.SettledAsync(TestContext.Current.CancellationToken);
            World = await World.OfAsync(Site, TestContext.Current.CancellationToken);
            await Guests.AddAsync(Site, TestContext.Current.CancellationToken);
        }

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}

using AngleSharp.Html.Dom;
using Learning.Certificates.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.Bureau;

/// <summary>One box for everything: each finds what that person may open, and no more.</summary>
public sealed class SearchTests : IAsyncLifetime
{
    private LearningSite site = null!;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Theory]
    [InlineData("city", "若涵", "周若涵")]
    [InlineData("county", "zrh", "周若涵")]
    [InlineData("county2", "周若涵", null)]
    [InlineData("teacher", "周若涵", null)]
    [InlineData("principal", "周若涵", null)]
    [InlineData("city", "小石榴", "小石榴")]
    [InlineData("city", "xslyey", "小石榴")]
    [InlineData("county2", "青禾", null)]
    [InlineData("teacher", "青禾", null)]
    [InlineData("teacher", "辅导员", "辅导员")]
    [InlineData("teacher", "xlfdy", "辅导员")]
    [InlineData("city", "没有这样的东西", null)]
    public async Task Search_AsEachKindOfUser_FindsWhatTheyMayOpen(string account, string typed, string? found)
    {
        using var visitor = await site.SignedInAsync(account);

        var page = await FindAsync(visitor, typed);
        var hits = page.QuerySelectorAll("main .rows .row-title").Select(h => h.TextContent).ToList();

        if (found is null)
        {
            Assert.DoesNotContain(hits, h => h.Contains(typed, StringComparison.Ordinal));
        }
        else
        {
            Assert.Contains(hits, h => h.Contains(found, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Search_EveryHit_Opens()
    {
        foreach (var (account, typed) in new[] { ("city", "小学"), ("school", "李"), ("teacher", "心理"), ("county", "东区") })
        {
            using var visitor = await site.SignedInAsync(account, followRedirects: false);
            var links = (await FindAsync(visitor, typed)).QuerySelectorAll("main .rows a, main .page-actions a").OfType<IHtmlAnchorElement>().ToList();
            Assert.NotEmpty(links);
            foreach (var link in links)
            {
                using var answer = await visitor.GetAsync(link.PathName + link.Search, TestContext.Current.CancellationToken);
                Assert.True(answer.IsSuccessStatusCode, $"{account} {link.PathName}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Search_CertificateNumber_FindsItForHolderAndArea()
    {
        var certificate = await site.AskDatabaseAsync(db => db.Set<Certificate>().OrderBy(c => c.Number).FirstAsync(TestContext.Current.CancellationToken));
        using var city = await site.SignedInAsync("city");
        using var teacher = await site.SignedInAsync("teacher");

        var byNumber = await FindAsync(city, certificate.Number);
        var byRegister = await FindAsync(city, certificate.RegisterNumber);
        var byAnother = await FindAsync(teacher, certificate.Number);

        Assert.NotNull(byNumber.QuerySelector($"main a[href='/certificates/{certificate.Number}']"));
        Assert.NotNull(byRegister.QuerySelector($"main a[href='/certificates/{certificate.Number}']"));
        Assert.Null(byAnother.QuerySelector("main .rows a[href^='/certificates/']"));
    }

    [Fact]
    public async Task Search_Phone_FindsItsOwnerAndNeverStandsInTheAddress()
    {
        using var visitor = await site.SignedInAsync("county");
        var person = await site.AskDatabaseAsync(db => db.People.Where(p => p.Name == "周若涵").Select(p => p.Id).FirstAsync(TestContext.Current.CancellationToken));
        using var saved = await visitor.SubmitAsync($"/people/{person}/contact", f => f.Set("Input.Phone", "13900001234"), "main form:has([name='Input.Phone'])");

        using var found = await visitor.SubmitAsync("/people", f => f.Set("q", "139 0000 1234"), "form.search");
        using var named = await visitor.SubmitAsync("/search", f => f.Set("q", "周若涵"), "main form");
        using var kept = await visitor.GetAsync("/search?q=13900001234", TestContext.Current.CancellationToken);

        var page = await found.ReadPageAsync();
        Assert.NotNull(page.QuerySelector($"main .rows a[href='/people/{person}']"));
        Assert.DoesNotContain(page.QuerySelectorAll("a"), a => a.GetAttribute("href")!.Contains("1234", StringComparison.Ordinal));
        Assert.Equal("/search", found.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal("/search?q=" + Uri.EscapeDataString("周若涵"), named.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal("/search", kept.RequestMessage!.RequestUri!.PathAndQuery);
    }

    [Theory]
    [InlineData("%25_%27%22%3Cscript%3E")]
    [InlineData("%F0%9F%98%80")]
    [InlineData("%20%20")]
    [InlineData("")]
    public async Task Search_Anything_IsAPage(string query)
    {
        using var visitor = await site.SignedInAsync("city");

        using var answer = await visitor.GetAsync("/search?q=" + query + new string('长', query.Length > 5 ? 300 : 0), TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
    }

    private static Task<IHtmlDocument> FindAsync(HttpClient visitor, string typed) => visitor.PageAsync("/search?q=" + Uri.EscapeDataString(typed));
}

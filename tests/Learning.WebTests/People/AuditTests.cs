using System.Text;
using AngleSharp.Dom;
using Learning.Core;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.People.Services;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.People;

/// <summary>/people/audit: found by who, what, when and where, read page by page, taken away as a file.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private LearningSite site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Get_BeyondTheLastRow_LeadsBackToTheFirst()
    {
        await ActAsync(3, "bureau.hotlines", i => new { number = i.ToString() });
        using var city = await site.SignedInAsync("city");

        Assert.Equal(3, Rows(await city.PageAsync("/people/audit?act=bureau.hotlines&older=1")));
    }

    [Fact]
    public async Task Get_ManyRows_AreReadPageByPageBothWays()
    {
        await ActAsync(AuditLog.Size * 2 + 7, "bureau.hotlines", i => new { number = i.ToString() });
        using var city = await site.SignedInAsync("city");

        var first = await city.PageAsync("/people/audit?act=bureau.hotlines");
        var second = await city.PageAsync(Href(first, "next"));
        var third = await city.PageAsync(Href(second, "next"));
        var back = await city.PageAsync(Href(third, "prev"));

        Assert.Equal([AuditLog.Size, AuditLog.Size, 7], [Rows(first), Rows(second), Rows(third)]);
        Assert.Equal(second.QuerySelector("tbody")!.TextContent, back.QuerySelector("tbody")!.TextContent);
        Assert.Null(third.QuerySelector("nav.pager a[rel=next]"));
        Assert.Null(first.QuerySelector("nav.pager a[rel=prev]"));
        Assert.Null((await city.PageAsync(Href(back, "prev"))).QuerySelector("nav.pager a[rel=prev]"));
    }

    [Fact]
    public async Task Get_ByPersonAreaAndSchool_FindsActorsAndSubjects()
    {
        var person = await site.AskDatabaseAsync(db => db.People.Where(p => p.Name == "周若涵").Select(p => p.Id).SingleAsync(Cancellation));
        var post = await site.AskDatabaseAsync(db => db.Appointments.FirstAsync(a => a.PersonId == person, Cancellation));
        await ActAsync(1, "people.create", _ => new { name = "周若涵" }, person.ToString(), post);
        await ActAsync(1, "bureau.hotlines", _ => new { number = "1" });
        using var city = await site.SignedInAsync("city");

        var byName = await city.PageAsync("/people/audit?q=" + Uri.EscapeDataString("周若涵"));
        var bySchool = await city.PageAsync($"/people/audit?county={post.CountyId}&school={post.SchoolId}");
        var direct = await city.PageAsync("/people/audit?county=direct&act=people.create");

        Assert.Contains("周若涵", byName.QuerySelector($"tbody a[href='/people/{person}']")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("改热线", byName.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, Rows(bySchool));
        Assert.Equal(0, Rows(direct));
    }

    [Fact]
    public async Task Get_CodesInPayloads_AreWords()
    {
        await ActAsync(1, "bureau.export-names", _ => new { In = "pzh-dq", UnmetOnly = true });
        await ActAsync(1, "curricula.report", _ => new { hidden = true });
        await ActAsync(1, "bureau.hotlines", _ => new[] { new { name = "热线甲", number = "12355" } });
        using var city = await site.SignedInAsync("city");

        var text = (await city.PageAsync("/people/audit")).QuerySelector("tbody")!.TextContent;

        Assert.Contains("东区", text, StringComparison.Ordinal);
        Assert.Contains("热线甲 12355", text, StringComparison.Ordinal);
        foreach (var raw in new[] { "unmetOnly", "pzh-dq", "hidden", "True", "true", "{" })
        {
            Assert.DoesNotContain(raw, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task GetCsv_ManyRows_HoldsAllOfThemHarmlessAndIsOnRecord()
    {
        await ActAsync(1203, "bureau.hotlines", i => new { name = i == 0 ? "=HYPERLINK(\"http://x\")" : "，\"热线\"\n" + i });
        using var city = await site.SignedInAsync("city");

        using var answer = await city.GetAsync("/people/audit?handler=csv&act=bureau.hotlines", Cancellation);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancellation);
        var text = Encoding.UTF8.GetString(bytes);

        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.EndsWith(".csv", answer.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        Assert.Equal(1203, text.Split("改热线").Length - 1);
        Assert.DoesNotContain(",=", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"=", text, StringComparison.Ordinal);
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<AuditRow>().CountAsync(r => r.Action == "audit.export" && r.PersonId != null, Cancellation)));
    }

    [Fact]
    public async Task GetCsv_OfACounty_HoldsItsOwnAreaOnly()
    {
        await ActAsync(3, "bureau.hotlines", _ => new { name = "市里的" });
        using var county = await site.SignedInAsync("county");

        var text = await county.GetStringAsync(new Uri("/people/audit?handler=csv", UriKind.Relative), Cancellation);

        Assert.DoesNotContain("市里的", text, StringComparison.Ordinal);
    }

    private static int Rows(IParentNode page) => page.QuerySelectorAll("tbody tr").Length;

    private static string Href(IParentNode page, string rel) => page.QuerySelector($"nav.pager a[rel={rel}]")!.GetAttribute("href")!;

    private Task<int> ActAsync(int acts, string action, Func<int, object> after, string? subject = null, IScoped? area = null) => site.AskAsync(s => s.GetRequiredService<LearningDbContext>().WriteAsync(
        () =>
        {
            for (var i = 0; i < acts; i++)
            {
                s.GetRequiredService<Audit>().Record(action, subject is null ? "settings" : "person", subject ?? "any", null, after(i), area);
            }

            return Task.FromResult(acts);
        },
        Cancellation));
}

using System.Net;
using System.Text;
using AngleSharp.Dom;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.Bureau;

/// <summary>/bureau and /bureau/coverage: numbers against goals, each officer in her own area.</summary>
public sealed class CoverageTests(CoverageTests.DemoCity city) : IClassFixture<CoverageTests.DemoCity>
{
    private const string Target = "/bureau/coverage/panzhihua-2022/PZ-1";

    private LearningSite Site => city.Site;

    [Fact]
    public async Task Get_CityOfficer_SeesTheMeasuredRowsAndTheOthers()
    {
        using var officer = await Site.SignedInAsync("city");

        var page = await officer.PageAsync("/bureau");
        var text = page.Body!.TextContent;

        Assert.Equal(6, page.QuerySelectorAll(".coverage:not(.coverage-plain) > li").Length);
        Assert.All(["PZ-1", "PZ-2", "PZ-3", "PZ-4", "PZ-5", "PZ-6"], id => Assert.Contains(id, text, StringComparison.Ordinal));
        Assert.Contains("PZ-10", page.QuerySelector(".coverage-plain")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("数据截至", text, StringComparison.Ordinal);
        Assert.Equal("看差距", page.QuerySelectorAll("main .btn-primary").Single().TextContent.Trim()[..3]);
    }

    [Fact]
    public async Task Get_TargetOfCity_ChartsCountiesInOfficialOrder()
    {
        using var officer = await Site.SignedInAsync("city");

        var page = await officer.PageAsync(Target);

        Assert.Equal(["东区", "西区", "仁和区", "米易县", "盐边县"], Names(page.QuerySelector("table[data-chart]")!).Take(5));
        Assert.Equal("100", page.QuerySelector("table[data-chart]")!.GetAttribute("data-goal"));
        Assert.Single(page.QuerySelectorAll("table[data-chart]"));
        Assert.NotEmpty(page.QuerySelectorAll("#subjects tbody a[href^='/people/']"));
    }

    [Fact]
    public async Task Get_TargetOfCounty_HasItsSchoolsAndNobodyElse()
    {
        using var county = await Site.SignedInAsync("county");
        var own = await CountyAsync(Site, "county");
        var (mine, others) = await NamesAsync(Site, own);

        var page = await county.PageAsync(Target);
        var text = page.QuerySelector("main")!.TextContent;

        Assert.Contains(mine, name => text.Contains(name, StringComparison.Ordinal));
        Assert.DoesNotContain(others, name => text.Contains(name, StringComparison.Ordinal));
        Assert.Null(page.QuerySelector("table[data-chart]"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&handler=Csv")]
    [InlineData("&handler=Names")]
    public async Task Get_AnothersCountyOrSchool_IsNotThere(string handler)
    {
        using var county = await Site.SignedInAsync("county");
        var own = await CountyAsync(Site, "county");
        var elsewhere = await Site.AskDatabaseAsync(db => db.Organisations.Where(o => o.CountyId != own).Select(o => o.Code).ToListAsync());

        foreach (var code in elsewhere.Append("direct").Append("no-such-code"))
        {
            using var response = await county.GetAsync($"{Target}?in={code}{handler}", TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task Get_SchoolAdministrator_SeesHerSchoolAlone()
    {
        using var school = await Site.SignedInAsync("school");
        var own = await Site.AskDatabaseAsync(db => (
            from account in db.Users
            join appointment in db.Appointments on account.PersonId equals appointment.PersonId
            where account.UserName == "school"
            select appointment.SchoolId).FirstAsync());
        var others = await Site.AskDatabaseAsync(db => db.Organisations.Where(o => o.SchoolId == o.Id && o.Id != own).Select(o => o.Name).ToListAsync());

        var text = (await school.PageAsync(Target)).QuerySelector("main")!.TextContent;

        Assert.DoesNotContain(others, name => text.Contains(name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("teacher", "/bureau")]
    [InlineData("teacher", Target)]
    [InlineData("teacher", "/bureau/todo")]
    [InlineData("principal", "/bureau")]
    [InlineData("school", "/bureau/hotlines")]
    [InlineData("county", "/bureau/hotlines")]
    public async Task Get_WithoutThePermission_IsRefused(string account, string path)
    {
        using var visitor = await Site.SignedInAsync(account, followRedirects: false);

        using var response = await visitor.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Get_UnknownTarget_IsNotThere()
    {
        using var officer = await Site.SignedInAsync("city");

        using var response = await officer.GetAsync("/bureau/coverage/panzhihua-2022/PZ-99", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task GetCsv_OfCoverage_OpensInExcelWithEveryMeasuredRow()
    {
        using var officer = await Site.SignedInAsync("city");

        var content = await officer.GetByteArrayAsync("/bureau?handler=Csv", TestContext.Current.CancellationToken);

        Assert.Equal(Encoding.UTF8.GetPreamble(), content[..3]);
        Assert.Equal(7, Encoding.UTF8.GetString(content).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task GetNames_OfCounty_LeavesAnAuditRow()
    {
        using var county = await Site.SignedInAsync("county");

        var text = await county.GetStringAsync($"{Target}?unmet=true&handler=Names", TestContext.Current.CancellationToken);

        Assert.True(text.Split("\r\n").Length > 2);
        Assert.Equal(1, await Site.AskDatabaseAsync(db => db.Set<Learning.Framework.Auditing.AuditRow>().CountAsync(r => r.Action == "bureau.export-names")));
    }

    [Theory]
    [InlineData("/bureau")]
    [InlineData("/bureau/todo")]
    [InlineData(Target)]
    [InlineData("/help")]
    public async Task Get_InEnglish_HasNoChineseOfOurs(string path)
    {
        using var officer = await Site.SignedInAsync("city");
        using var english = new FormUrlEncodedContent([new("language", "en"), new("returnUrl", path)]);
        using var chosen = await officer.PostAsync("/appearance", english, TestContext.Current.CancellationToken);

        var page = await officer.PageAsync(path);

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.All(page.QuerySelectorAll("main h2:not(.coverage-title), main th[scope=col], main .facts dt, .crumb"), words => Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", words.TextContent));
    }

    /// <summary>One site for all of them: they only read.</summary>
    public sealed class DemoCity : IAsyncLifetime
    {
        public LearningSite Site { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Site = await LearningSite.StartAsync();
            await Site.SettledAsync(TestContext.Current.CancellationToken);
        }

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }

    private static IEnumerable<string> Names(IElement table) => table.QuerySelectorAll("tbody th").Select(h => h.TextContent.Trim());

    private static Task<Guid?> CountyAsync(LearningSite site, string account) => site.AskDatabaseAsync(db => (
        from user in db.Users
        join appointment in db.Appointments on user.PersonId equals appointment.PersonId
        where user.UserName == account
        select appointment.CountyId).FirstAsync());

    /// <summary>Names of schools and areas inside and outside a county.</summary>
    private static async Task<(IReadOnlyList<string> Mine, IReadOnlyList<string> Others)> NamesAsync(LearningSite site, Guid? county)
    {
        var all = await site.AskDatabaseAsync(db => db.Organisations.Where(o => o.ParentId != null).Select(o => new { o.Name, o.CountyId, o.SchoolId }).ToListAsync());
        return ([.. all.Where(o => o.CountyId == county && o.SchoolId != null).Select(o => o.Name)], [.. all.Where(o => o.CountyId != county).Select(o => o.Name)]);
    }
}

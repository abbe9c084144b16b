using System.Net;
using AngleSharp.Dom;
using Learning.Core.People;
using Learning.Framework.Auditing;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.People;

/// <summary>Who sees and changes whom: the area decides, on every page.</summary>
public sealed class RosterTests : IAsyncLifetime
{
    private LearningSite site = null!;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Theory]
    [InlineData("city", HttpStatusCode.OK)]
    [InlineData("admin", HttpStatusCode.OK)]
    [InlineData("county", HttpStatusCode.OK)]
    [InlineData("school", HttpStatusCode.OK)]
    [InlineData("county2", HttpStatusCode.NotFound)]
    [InlineData("teacher", HttpStatusCode.Forbidden)]
    [InlineData("principal", HttpStatusCode.Forbidden)]
    public async Task Person_OfTheFirstCounty_IsSeenFromInsideOnly(string account, HttpStatusCode expected)
    {
        var person = await PersonAsync("周若涵");
        using var visitor = await site.SignedInAsync(account, followRedirects: false);

        using var page = await visitor.GetAsync($"/people/{person}", TestContext.Current.CancellationToken);

        Assert.Equal(expected, page.StatusCode);
    }

    [Fact]
    public async Task List_OfACounty_HoldsItsSchoolsOnly()
    {
        using var officer = await site.SignedInAsync("county");
        var page = await officer.PageAsync("/people");
        var county = await site.AskDatabaseAsync(db => db.Organisations.Where(o => o.Code == "pzh-dq").Select(o => o.Id).FirstAsync());
        var inside = await site.AskDatabaseAsync(db => db.Organisations.Where(o => o.CountyId == county).Select(o => o.Name).ToListAsync());

        Assert.All(page.QuerySelectorAll("tbody tr td:nth-child(2)"), cell => Assert.All(cell.TextContent.Split('、'), name => Assert.Contains(name.Trim(), inside)));
        Assert.Empty(page.QuerySelectorAll("select[name=county]"));
    }

    [Theory]
    [InlineData("王敏")]
    [InlineData("wm")]
    [InlineData("wangmin")]
    [InlineData("Wang Min")]
    [InlineData("51040002")]
    public async Task List_NamePinyinOrNumber_FindsThePerson(string typed)
    {
        using var officer = await site.SignedInAsync("city");

        var page = await officer.PageAsync("/people?q=" + Uri.EscapeDataString(typed));

        Assert.Contains(page.QuerySelectorAll("tbody th a"), a => a.TextContent == "王敏");
    }

    [Theory]
    [InlineData("county", "/people/organisations")]
    [InlineData("school", "/people/organisations")]
    [InlineData("county", "/people/audit")]
    public async Task Pages_OfTheOwnArea_Open(string account, string path)
    {
        using var visitor = await site.SignedInAsync(account);

        using var page = await visitor.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("school")]
    [InlineData("county")]
    public async Task Organisations_OfOneArea_NameTheArea(string account)
    {
        using var visitor = await site.SignedInAsync(account);

        var page = await visitor.PageAsync("/people/organisations");

        Assert.All(page.QuerySelectorAll("tbody tr"), row => Assert.Equal("东区", row.QuerySelector("td.wide")!.TextContent));
    }

    [Fact]
    public async Task NewOrganisation_ByCounty_OffersNoKindThatMayOnlyStandUnderTheCity()
    {
        using var county = await site.SignedInAsync("county");
        using var city = await site.SignedInAsync("city");

        Assert.DoesNotContain("区县", await KindsAsync(county));
        Assert.Contains("区县", await KindsAsync(city));
        Assert.Contains("教学点", await KindsAsync(county));

        static async Task<IReadOnlyList<string>> KindsAsync(HttpClient officer) =>
            [.. (await officer.PageAsync("/people/organisations/new")).QuerySelectorAll("select[name='Input.Kind'] option").Select(o => o.TextContent)];
    }

    [Fact]
    public async Task Organisation_OfTheNextCounty_IsNotFound()
    {
        var school = await site.AskDatabaseAsync(db => db.Organisations.Where(o => o.Code == "pzh-demo-01").Select(o => o.Id).FirstAsync());
        using var next = await site.SignedInAsync("county2", followRedirects: false);
        using var own = await site.SignedInAsync("county", followRedirects: false);

        using var refused = await next.GetAsync($"/people/organisations/{school}", TestContext.Current.CancellationToken);
        using var shown = await own.GetAsync($"/people/organisations/{school}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
    }

    [Fact]
    public async Task New_BySchool_IsAddedWithAnAccountThatSetsItsPassword()
    {
        using var clerk = await site.SignedInAsync("school");
        using var added = await clerk.SubmitAsync("/people/new", f => f.Set("Input.Name", "新来的•老师").Set("Input.StaffNumber", "NEW-1").Set("Input.Role", Roles.SubjectTeacher));
        var path = added.RequestMessage!.RequestUri!.AbsolutePath;
        using var given = await clerk.SubmitAsync(await added.ReadPageAsync(), path, _ => { }, "form[action*=Account]");
        var code = (await given.ReadPageAsync()).QuerySelector(".figure")!.TextContent;
        var afterwards = await clerk.PageAsync(path);
        using var teacher = site.Visitor();
        using var first = await teacher.SubmitAsync("/sign-in", f => f.Set("Input.UserName", "new-1").Set("Input.Password", code.ToLowerInvariant()));
        using var home = await teacher.SubmitAsync(await first.ReadPageAsync(), "/sign-in/first", f => f.Set("Input.Password", "江边的木棉花又开满了山坡").Set("Input.Again", "江边的木棉花又开满了山坡"));
        var page = await teacher.PageAsync("/people/me");
        using var again = site.Visitor();
        using var used = await again.SubmitAsync("/sign-in", f => f.Set("Input.UserName", "NEW-1").Set("Input.Password", code));

        Assert.Equal("/sign-in/first", first.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("新来的·老师", page.QuerySelector("h1")!.TextContent);
        Assert.Null(afterwards.QuerySelector(".figure"));
        Assert.Contains("账号或密码不对", (await used.ReadPageAsync()).Body!.TextContent, StringComparison.Ordinal);
        var acts = await site.AskDatabaseAsync(db => db.Set<AuditRow>().Where(r => r.Action.StartsWith("people.") || r.Action.StartsWith("accounts.")).OrderBy(r => r.Id).Select(r => r.Action).ToListAsync());
        Assert.Equal(["people.create", "accounts.create", "accounts.first-sign-in"], acts);
    }

    [Fact]
    public async Task New_NumberOfAnotherSchool_IsRefusedAtTheField()
    {
        using var officer = await site.SignedInAsync("county2");
        var page = await officer.PageAsync("/people/new");
        var school = page.QuerySelectorAll("#Input_OrganisationId option").First(o => o.TextContent.Contains("小石榴", StringComparison.Ordinal)).GetAttribute("value")!;

        using var refused = await officer.SubmitAsync(
            page, "/people/new", f => f.Set("Input.Name", "某人").Set("Input.StaffNumber", "51040002").Set("Input.Role", Roles.SubjectTeacher).Set("Input.OrganisationId", school));

        Assert.Contains("在别的学校登记过", (await refused.ReadPageAsync()).GetElementById("Input_StaffNumber-error")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("school", Roles.CityOfficer)]
    [InlineData("school", Roles.SchoolAdministrator)]
    [InlineData("county", Roles.CountyOfficer)]
    [InlineData("city", Roles.Administrator)]
    public async Task New_RoleAboveOnesOwn_IsRefused(string account, string role)
    {
        var before = await site.AskDatabaseAsync(db => db.People.CountAsync());
        using var visitor = await site.SignedInAsync(account);
        var page = await visitor.PageAsync("/people/new");
        var place = page.QuerySelector("#Input_OrganisationId option:not([value=''])")?.GetAttribute("value") ?? "";

        using var refused = await visitor.SubmitAsync(page, "/people/new", f => f.Set("Input.Name", "某人").Set("Input.Role", role).Set("Input.OrganisationId", place));

        Assert.NotNull((await refused.ReadPageAsync()).GetElementById("Input_Role-error"));
        Assert.Equal(before, await site.AskDatabaseAsync(db => db.People.CountAsync()));
    }

    [Fact]
    public async Task Account_OfAColleagueOfTheSameRank_IsNotGivenACode()
    {
        var self = await PersonAsync("刘晓燕");
        using var clerk = await site.SignedInAsync("school");

        var page = await clerk.PageAsync($"/people/{self}");

        Assert.Null(page.QuerySelector("form[action*=Account]"));
        Assert.Contains("由上一级管理员办理", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Organisation_AddedTwice_IsRefusedAtTheCode()
    {
        using var administrator = await site.SignedInAsync("admin");
        var page = await administrator.PageAsync("/people/organisations/new");
        var area = page.QuerySelectorAll("#Input_ParentId option").First(o => o.TextContent == "东区").GetAttribute("value")!;
        PageForm Fill(PageForm f) => f.Set("Input.Name", "东区新城小学").Set("Input.Kind", "primary").Set("Input.ParentId", area).Set("Input.Code", "NEW-01").Set("Input.Pupils", "８６０");

        using var added = await administrator.SubmitAsync(page, "/people/organisations/new", f => Fill(f));
        using var again = await administrator.SubmitAsync("/people/organisations/new", f => Fill(f).Set("Input.Boarders", "900"));
        using var code = await administrator.SubmitAsync("/people/organisations/new", f => Fill(f));

        Assert.Contains("860", (await added.ReadPageAsync()).QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await again.ReadPageAsync()).GetElementById("Input_Boarders-error"));
        Assert.NotNull((await code.ReadPageAsync()).GetElementById("Input_Code-error"));
    }

    [Fact]
    public async Task UnknownAddress_SignedInOrNot_IsNotFound()
    {
        using var visitor = site.Visitor(followRedirects: false);
        using var teacher = await site.SignedInAsync("teacher", followRedirects: false);

        using var asVisitor = await visitor.GetAsync("/no/such/page", TestContext.Current.CancellationToken);
        using var asTeacher = await teacher.GetAsync("/no/such/page", TestContext.Current.CancellationToken);
        using var api = await visitor.GetAsync("/api/no-such-thing", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, asVisitor.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, asTeacher.StatusCode);
        Assert.Equal("application/problem+json", api.Content.Headers.ContentType?.MediaType);
    }

    private Task<Guid> PersonAsync(string name) => site.AskDatabaseAsync(db => db.People.Where(p => p.Name == name).Select(p => p.Id).FirstAsync());
}

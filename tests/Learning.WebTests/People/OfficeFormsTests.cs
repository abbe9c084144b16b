using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Learning.Core.People;
using Learning.Framework.Settings;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.People;

/// <summary>Forms of the office posted twice, from two windows, and empty.</summary>
public sealed class OfficeFormsTests : IAsyncLifetime
{
    private LearningSite site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task NewPerson_PostedTwice_IsOnePerson()
    {
        using var county = await site.SignedInAsync("county");
        var place = await new Staffroom(site).SchoolOfAsync("school");
        var form = await county.PageAsync("/people/new");
        void Fill(PageForm f) => f.Set("Input.Name", "两次提交").Set("Input.OrganisationId", place.ToString()).Set("Input.Role", Roles.SubjectTeacher);

        using var first = await county.SubmitAsync(form, "/people/new", Fill);
        using var second = await county.SubmitAsync(form, "/people/new", Fill);

        Assert.Equal(1, await site.AskDatabaseAsync(db => db.People.CountAsync(p => p.Name == "两次提交", Cancellation)));
        Assert.Equal(first.RequestMessage!.RequestUri, second.RequestMessage!.RequestUri);
    }

    [Fact]
    public async Task NewOrganisation_PostedTwice_IsOneAndNotAskedForAnotherCode()
    {
        using var county = await site.SignedInAsync("county");
        var area = await new Staffroom(site).CountyAsync("county");
        var form = await county.PageAsync("/people/organisations/new");
        void Fill(PageForm f) => f.Set("Input.Name", "两次提交小学").Set("Input.Kind", "primary").Set("Input.ParentId", area.ToString()).Set("Input.Code", "twice");

        using var first = await county.SubmitAsync(form, "/people/organisations/new", Fill);
        using var second = await county.SubmitAsync(form, "/people/organisations/new", Fill);

        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Organisations.CountAsync(o => o.Code == "twice", Cancellation)));
        Assert.Equal(first.RequestMessage!.RequestUri, second.RequestMessage!.RequestUri);
    }

    [Fact]
    public async Task OwnRole_PostedTwiceOrFromTwoWindows_IsAddedOnceAndNotOverwritten()
    {
        using var city = await site.SignedInAsync("city");
        using var admin = await site.SignedInAsync("admin");
        var form = await city.PageAsync("/people/roles");
        void Fill(PageForm f) => f.Set("Input.Name", "主班教师").Set("Input.CountsAs", Roles.HomeroomTeacher);

        using var first = await city.SubmitAsync(form, "/people/roles", Fill);
        using var second = await city.SubmitAsync(form, "/people/roles", Fill);
        using var same = await admin.SubmitAsync("/people/roles", Fill);
        var code = Assert.Single(await OwnRolesAsync()).Code;
        var window = await city.PageAsync($"/people/roles?code={code}");
        using var theirs = await admin.SubmitAsync($"/people/roles?code={code}", f => f.Set("Input.Name", "主班老师"));
        using var stale = await city.SubmitAsync(window, $"/people/roles?code={code}", f => f.Set("Input.English", "Lead teacher"));
        var kept = await stale.ReadPageAsync();

        Assert.Contains("已经有这个名称的岗位", (await same.ReadPageAsync()).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("别的同事刚改过这个岗位", kept.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Lead teacher", kept.GetElementById("Input_English")!.GetAttribute("value"));
        Assert.Equal(("主班老师", ""), (Assert.Single(await OwnRolesAsync()).Name, (await OwnRolesAsync())[0].English));
    }

    [Theory]
    [InlineData("city", "/bureau/hotlines")]
    [InlineData("city", "/people/roles")]
    [InlineData("city", "/people/retention")]
    [InlineData("county", "/people/new")]
    [InlineData("county", "/people/organisations/new")]
    [InlineData("county", "/people/year-change")]
    [InlineData("school", "/people/slips")]
    [InlineData("school", "/people/imports")]
    [InlineData("county", "{person}/edit")]
    [InlineData("county", "{person}/contact")]
    [InlineData("county", "{person}/appointments/new")]
    [InlineData("county", "{person}/exemptions/new")]
    [InlineData("county", "{person}/erasure")]
    [InlineData("county", "{school}/edit")]
    [InlineData("county", "{school}/facts")]
    [InlineData("county", "{school}/rename")]
    [InlineData("county", "{school}/merge")]
    [InlineData("county", "{school}/close")]
    [InlineData("city", "{school}/move")]
    public async Task Empty_EveryErrorLeadsToItsField(string account, string path)
    {
        var place = await new Staffroom(site).SchoolOfAsync("school");
        var person = (await new Staffroom(site).TeacherAsync(place)).PersonId;
        using var officer = await site.SignedInAsync(account);
        var at = path.Replace("{person}", $"/people/{person}", StringComparison.Ordinal).Replace("{school}", $"/people/organisations/{place}", StringComparison.Ordinal);
        var form = await officer.PageAsync(at);
        foreach (var field in form.QuerySelectorAll("main input:not([type=hidden]), main textarea, main option"))
        {
            field.RemoveAttribute(field is IHtmlOptionElement ? "selected" : field.GetAttribute("type") == "checkbox" ? "checked" : "value");
            field.TextContent = field is IHtmlTextAreaElement ? "" : field.TextContent;
        }

        using var answer = await officer.SubmitAsync(form, at, _ => { });
        var page = await answer.ReadPageAsync();
        var links = page.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")![1..]).ToList();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(page.GetElementById(link) is not null, $"{at}: nothing has the id {link}"));
    }

    private async Task<IReadOnlyList<OwnRole>> OwnRolesAsync() => (await site.Services.GetRequiredService<SettingsStore>().GetAsync(Cancellation)).Roles;
}

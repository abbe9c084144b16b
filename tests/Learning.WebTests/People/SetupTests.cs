using System.Net;
using Learning.Core.People;
using Learning.Framework.Auditing;
using Learning.People.Services;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.People;

public sealed class SetupTests
{
    private const string Password = "三线的风吹过山坡木棉花开";

    [Fact]
    public async Task Get_AnyPageOfANewSite_LeadsToSetup()
    {
        await using var site = await LearningSite.StartAsync(recipe: null);
        using var visitor = site.Visitor(followRedirects: false);

        foreach (var path in new[] { "/", "/sign-in", "/people", "/my", "/nowhere" })
        {
            using var response = await visitor.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal("/setup", response.Headers.Location?.OriginalString);
        }
    }

    [Fact]
    public async Task Post_RightCode_MakesTheAdministratorOnceAndSignsIn()
    {
        await using var site = await LearningSite.StartAsync(recipe: null);
        var code = await NewCodeAsync(site);
        using var visitor = site.Visitor();
        using var late = site.Visitor();
        var lateForm = await late.PageAsync("/setup");

        using var response = await visitor.SubmitAsync("/setup", f => Fill(f, code.ToLowerInvariant()));
        using var second = await late.SubmitAsync(lateForm, "/setup", f => Fill(f, code).Set("Input.UserName", "second"));
        using var audit = await visitor.GetAsync("/people/audit", TestContext.Current.CancellationToken);

        Assert.Equal("/people/start", response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("/sign-in", second.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, audit.StatusCode);
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Appointments.CountAsync(a => a.Role == Roles.Administrator)));
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<AuditRow>().CountAsync(r => r.Action == "setup.administrator")));
    }

    [Fact]
    public async Task Create_ManyTabsAtOnce_MakeOneAdministrator()
    {
        await using var site = await LearningSite.StartAsync(recipe: null);
        var code = await NewCodeAsync(site);

        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => site.AskAsync(async s =>
            (await s.GetRequiredService<FirstRun>().CreateAsync(new FirstAdministrator(code, "李建国", $"admin{i}", Password, "某某市教育局"), CancellationToken.None)).Account is not null)));

        Assert.Single(made, true);
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Users.CountAsync()));
    }

    [Theory]
    [InlineData("AAAA-BBBB-CCCC", Password, "Input_Code-error")]
    [InlineData(null, "1234567890", "Input_Password-error")]
    [InlineData(null, "short", "Input_Password-error")]
    public async Task Post_WrongCodeOrWeakPassword_SaysSoAtTheField(string? code, string password, string error)
    {
        await using var site = await LearningSite.StartAsync(recipe: null);
        var right = await NewCodeAsync(site);
        using var visitor = site.Visitor();

        using var response = await visitor.SubmitAsync("/setup", f => Fill(f, code ?? right).Set("Input.Password", password).Set("Input.AgainPassword", password));

        Assert.NotNull((await response.ReadPageAsync()).GetElementById(error));
        Assert.Equal(0, await site.AskDatabaseAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task Get_DemoSite_IsNotAskedFor()
    {
        await using var site = await LearningSite.StartAsync();
        using var visitor = site.Visitor(followRedirects: false);

        using var response = await visitor.GetAsync("/setup", TestContext.Current.CancellationToken);

        Assert.Equal("/sign-in", response.Headers.Location?.OriginalString);
    }

    private static PageForm Fill(PageForm form, string code) => form.Set("Input.Code", code).Set("Input.Bureau", "某某市教育局").Set("Input.Name", "李建国")
        .Set("Input.UserName", "lijg").Set("Input.Password", Password).Set("Input.AgainPassword", Password);

    private static Task<string> NewCodeAsync(LearningSite site) => site.AskAsync(s => s.GetRequiredService<FirstRun>().NewCodeAsync(CancellationToken.None));
}

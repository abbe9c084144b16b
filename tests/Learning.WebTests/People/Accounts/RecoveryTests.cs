using Learning.Framework.Auditing;
using Learning.Framework.Commands;
using Learning.People.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.People.Accounts;

/// <summary>A new code for an account in use takes two officers.</summary>
public sealed class RecoveryTests : IAsyncLifetime
{
    private readonly FixedClock clock = new(TimeProvider.System.GetUtcNow());
    private LearningSite site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync(clock: clock);

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task TwoOfficers_OneAsksOneAgrees_OpensTheAccountAndTellsItsOwner()
    {
        var person = (await site.AccountAsync("teacher")).PersonId;
        using var teacher = await site.SignedInAsync("teacher", followRedirects: false);
        await teacher.SwitchOnAsync(clock.GetUtcNow());
        using var school = await site.SignedInAsync("school");
        using var county = await site.SignedInAsync("county");

        using var asked = await school.SubmitAsync($"/people/{person}", f => f.Set("reason", "本人到办公室，看了工作证"), "form[action*=Recover]");
        var mine = await school.PageAsync("/people/recoveries");
        using var own = await ConfirmAsync(school, await IdAsync());
        using var slip = await ConfirmAsync(county, await IdAsync());
        var pdf = await slip.Content.ReadAsByteArrayAsync(Cancellation);
        var code = await CodeOfAsync(pdf);
        clock.Move(TimeSpan.FromSeconds(61));
        using var old = site.Visitor();
        using var oldPassword = await old.TrySignInAsync("teacher", LearningSite.DemoPassword);
        using var back = site.Visitor();
        using var first = await back.TrySignInAsync("teacher", code);
        using var home = await back.SubmitAsync(await first.ReadPageAsync(), "/sign-in/first", f => f.Set("Input.Password", AccountVisits.Sentence).Set("Input.Again", AccountVisits.Sentence));
        var told = await home.WordsAsync();

        Assert.Null(mine.QuerySelector("button[formaction*=Confirm]"));
        Assert.Equal("text/html", own.Content.Headers.ContentType?.MediaType);
        Assert.Equal("application/pdf", slip.Content.Headers.ContentType?.MediaType);
        Assert.False(await teacher.IsSignedInAsync());
        Assert.Equal("账号或密码不对，再试或找回。", await oldPassword.ErrorAsync("Input_Password"));
        Assert.Equal("/my", home.PathOf());
        Assert.Contains("给了您的账号新的登录码", told, StringComparison.Ordinal);
        Assert.DoesNotContain("给了您的账号新的登录码", (await back.PageAsync("/my")).Body!.TextContent, StringComparison.Ordinal);
        var acts = await site.AskDatabaseAsync(db => db.Set<AuditRow>().Where(r => r.Action.StartsWith("accounts.recovery")).OrderBy(r => r.Id).Select(r => r.Action).ToListAsync(Cancellation));
        Assert.Equal(["accounts.recovery-request", "accounts.recovery-confirm"], acts);
        Assert.False((await site.AccountAsync("teacher")).TwoFactorEnabled);
    }

    [Fact]
    public async Task Request_WithoutAReason_LeadsToTheFieldOfThatPerson()
    {
        using var visitor = site.Visitor();
        var teacher = await site.AccountAsync("teacher");
        var name = await site.AskDatabaseAsync(db => db.People.Where(p => p.Id == teacher.PersonId).Select(p => p.Name).FirstAsync(Cancellation));
        using var help = await visitor.SubmitAsync("/sign-in/help", f => f.Set("Input.UserName", "teacher").Set("Input.Name", name));
        using var school = await site.SignedInAsync("school");

        using var answer = await school.SubmitAsync("/people/recoveries", f => f.Set("reason", ""), "form[action*=Request]");
        var page = await answer.ReadPageAsync();

        var field = page.GetElementById(page.QuerySelector(".error-summary a")!.GetAttribute("href")![1..]);
        Assert.Equal("reason", field!.GetAttribute("name"));
    }

    [Fact]
    public async Task OneOfficer_GivingACodeToAnAccountInUse_IsRefused()
    {
        var person = (await site.AccountAsync("teacher")).PersonId;
        using var school = await site.SignedInAsync("school");
        var page = await school.PageAsync($"/people/{person}");
        var token = page.QuerySelector("input[name=__token]")!.GetAttribute("value")!;

        using var code = await school.PostAsync($"/people/{person}?handler=Account", new FormUrlEncodedContent([new("__token", token)]), Cancellation);
        using var slip = await school.PostAsync($"/people/{person}?handler=Slip", new FormUrlEncodedContent([new("__token", token)]), Cancellation);

        Assert.Null(page.QuerySelector("form[action*=Account]"));
        Assert.Contains("要两位管理员办理", await code.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal("text/html", slip.Content.Headers.ContentType?.MediaType);
        Assert.NotNull((await site.AccountAsync("teacher")).PasswordHash);
    }

    [Fact]
    public async Task Asked_AtTheSignInPage_AnswersAlikeAndWaitsOnlyForARightName()
    {
        using var visitor = site.Visitor();
        var answers = new List<string>();
        foreach (var (name, person) in new[] { ("teacher", "王敏"), ("teacher", "李四"), ("nobody-here", "王敏") })
        {
            using var asked = await visitor.SubmitAsync("/sign-in/help", f => f.Set("Input.UserName", name).Set("Input.Name", person));
            answers.Add(await asked.WordsAsync());
        }

        using var school = await site.SignedInAsync("school");
        var queue = await school.PageAsync("/people/recoveries");
        var todo = await school.PageAsync("/bureau/todo");

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<AccountRecovery>().CountAsync(Cancellation)));
        Assert.Contains("王敏", queue.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1人登录不上", todo.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_ByThePerson_StillTakesTwoOfficers()
    {
        using var visitor = site.Visitor();
        using var asked = await visitor.SubmitAsync("/sign-in/help", f => f.Set("Input.UserName", "teacher").Set("Input.Name", "王敏"));
        using var school = await site.SignedInAsync("school");
        using var county = await site.SignedInAsync("county");

        using var tooEarly = await ConfirmAsync(county, await IdAsync());
        using var without = await school.SubmitAsync("/people/recoveries", f => f.Set("reason", ""), "form[action*=Request]");
        using var taken = await school.SubmitAsync("/people/recoveries", f => f.Set("reason", "打电话核对过"), "form[action*=Request]");
        using var slip = await ConfirmAsync(county, await IdAsync());

        Assert.Equal("text/html", tooEarly.Content.Headers.ContentType?.MediaType);
        Assert.Contains("写明怎么确认是本人的", await without.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal("application/pdf", slip.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Request_OfTheNextCountyOrRunOut_IsNotConfirmed()
    {
        var person = (await site.AccountAsync("teacher")).PersonId;
        using var school = await site.SignedInAsync("school");
        using var next = await site.SignedInAsync("county2");
        using var asked = await school.SubmitAsync($"/people/{person}", f => f.Set("reason", "本人到办公室"), "form[action*=Recover]");

        using var foreign = await ConfirmAsync(next, await IdAsync());
        var seen = await next.PageAsync("/people/recoveries");
        clock.Move(TimeSpan.FromDays(8));
        using var county = await site.SignedInAsync("county");
        using var late = await ConfirmAsync(county, await IdAsync());

        Assert.Equal("text/html", foreign.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("王敏", seen.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("text/html", late.Content.Headers.ContentType?.MediaType);
        Assert.NotNull((await site.AccountAsync("teacher")).PasswordHash);
    }

    [Fact]
    public async Task Confirm_ByManyAtOnce_GivesOneCode()
    {
        var person = (await site.AccountAsync("teacher")).PersonId;
        using var school = await site.SignedInAsync("school");
        using var asked = await school.SubmitAsync($"/people/{person}", f => f.Set("reason", "本人到办公室"), "form[action*=Recover]");
        var id = await IdAsync();
        var officers = new List<HttpClient>();
        foreach (var name in new[] { "county", "city", "admin" })
        {
            officers.Add(await site.SignedInAsync(name));
        }

        var answers = await Task.WhenAll(officers.Select(o => ConfirmAsync(o, id)));

        Assert.Single(answers, a => a.Content.Headers.ContentType?.MediaType == "application/pdf");
    }

    [Theory]
    [InlineData("admin", 0)]
    [InlineData("city", 1)]
    [InlineData("nobody", 1)]
    public async Task Command_ForTheLastAdministrator_PrintsACodeForNobodyElse(string name, int exit)
    {
        using var output = new StringWriter();

        var answer = await site.AskAsync(s => s.GetServices<ISiteCommand>().Single(c => c.Name == "sign-in-code").RunAsync(CommandLine.Read([name]), output, Cancellation));

        Assert.Equal(exit, answer);
        if (exit == 0)
        {
            using var visitor = site.Visitor();
            using var first = await visitor.TrySignInAsync(name, output.ToString().Trim().Split(' ')[^1]);
            Assert.Equal("/sign-in/first", first.PathOf());
        }
    }

    private static async Task<HttpResponseMessage> ConfirmAsync(HttpClient officer, Guid id)
    {
        var token = (await officer.PageAsync("/v")).QuerySelector("input[name=__token]")!.GetAttribute("value")!;
        return await officer.PostAsync("/people/recoveries?handler=Confirm", new FormUrlEncodedContent([new("__token", token), new("id", id.ToString())]), Cancellation);
    }

    private Task<Guid> IdAsync() => site.AskDatabaseAsync(db => db.Set<AccountRecovery>().Select(r => r.Id).SingleAsync(Cancellation));

    private static Task<string> CodeOfAsync(byte[] pdf) => Slips.CodeAsync(pdf);
}

using System.Net;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.People.Accounts;

public sealed class ExternalSignInTests : IAsyncLifetime
{
    private readonly FixedClock clock = new(TimeProvider.System.GetUtcNow());
    private SmallProvider provider = null!;
    private LearningSite site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        provider = await SmallProvider.StartAsync();
        site = await LearningSite.StartAsync(clock: clock, settings: [.. provider.Standard(), .. provider.DingTalk(), .. provider.WeCom()]);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Theory]
    [InlineData("province")]
    [InlineData("dingtalk")]
    [InlineData("wecom")]
    public async Task FirstTime_WithThePassword_LinksAndThenSignsInAlone(string name)
    {
        using var first = site.Visitor();
        using var unknown = await first.GetAsync($"/sign-in/external/{name}?next=/hours", Cancellation);
        using var linked = await first.SubmitAsync(await unknown.ReadPageAsync(), "/sign-in/external", f => f.Set("Input.UserName", "teacher").Set("Input.Password", LearningSite.DemoPassword));
        using var later = site.Visitor();
        using var alone = await later.GetAsync($"/sign-in/external/{name}", Cancellation);

        Assert.Equal("/sign-in/external", unknown.PathOf());
        Assert.Equal("/hours", linked.PathOf());
        Assert.Equal("/my", alone.PathOf());
        Assert.True(await later.IsSignedInAsync());
    }

    [Fact]
    public async Task Unknown_WithAWrongPassword_MakesAndLinksNothing()
    {
        var accounts = await site.AskDatabaseAsync(db => db.Users.CountAsync(Cancellation));
        using var visitor = site.Visitor();
        using var unknown = await visitor.GetAsync("/sign-in/external/province", Cancellation);

        using var wrong = await visitor.SubmitAsync(await unknown.ReadPageAsync(), "/sign-in/external", f => f.Set("Input.UserName", "teacher").Set("Input.Password", "wrong"));

        Assert.Equal("账号或密码不对，再试或找回。", await wrong.ErrorAsync("Input_Password"));
        Assert.Equal(accounts, await site.AskDatabaseAsync(db => db.Users.CountAsync(Cancellation)));
        Assert.Equal(0, await site.AskDatabaseAsync(db => db.UserLogins.CountAsync(Cancellation)));
        Assert.False(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task SignedIn_LinksOnlyAfterAYes_AndUnlinks()
    {
        using var teacher = await site.SignedInAsync("teacher");
        using var question = await teacher.GetAsync("/sign-in/external/province", Cancellation);
        var before = await LinksAsync();
        using var yes = await teacher.SubmitAsync(await question.ReadPageAsync(), "/sign-in/external", _ => { }, "main form");
        var after = await LinksAsync();
        using var removed = await teacher.SubmitAsync("/people/me/security", _ => { }, "form[action*=Unlink]");

        Assert.Contains("王老师", await question.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal((0, 1, 0), (before, after, await LinksAsync()));
        Assert.Equal("/people/me/security", yes.PathOf());
    }

    [Fact]
    public async Task Identity_OfSomebodyElse_IsNotTaken()
    {
        using var teacher = await site.SignedInAsync("teacher");
        using var mine = await teacher.GetAsync("/sign-in/external/province", Cancellation);
        using var yes = await teacher.SubmitAsync(await mine.ReadPageAsync(), "/sign-in/external", _ => { }, "main form");
        using var colleague = await site.SignedInAsync("psychologist");

        using var taken = await colleague.GetAsync("/sign-in/external/province", Cancellation);

        Assert.Contains("已经连在别人的账号上", await taken.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await LinksAsync());
    }

    [Fact]
    public async Task Linked_WithASecondFactor_IsStillAskedForIt()
    {
        using var teacher = await site.SignedInAsync("teacher");
        using var mine = await teacher.GetAsync("/sign-in/external/province", Cancellation);
        using var yes = await teacher.SubmitAsync(await mine.ReadPageAsync(), "/sign-in/external", _ => { }, "main form");
        await teacher.SwitchOnAsync(clock.GetUtcNow());
        using var later = site.Visitor();

        using var asked = await later.GetAsync("/sign-in/external/province", Cancellation);

        Assert.Equal("/sign-in/second", asked.PathOf());
    }

    [Fact]
    public async Task FirstTime_WithASecondFactor_LinksOnlyAfterIt()
    {
        using var teacher = await site.SignedInAsync("teacher");
        var (secret, _) = await teacher.SwitchOnAsync(clock.GetUtcNow());
        clock.Move(TimeSpan.FromSeconds(60));
        using var visitor = site.Visitor();
        using var unknown = await visitor.GetAsync("/sign-in/external/province", Cancellation);
        using var asked = await visitor.SubmitAsync(await unknown.ReadPageAsync(), "/sign-in/external", f => f.Set("Input.UserName", "teacher").Set("Input.Password", LearningSite.DemoPassword));
        var before = await LinksAsync();

        using var home = await visitor.SubmitAsync(await asked.ReadPageAsync(), "/sign-in/second", f => f.Set("Input.Code", AccountVisits.CodeAt(secret, clock.GetUtcNow())), "main form");

        Assert.Equal(("/sign-in/second", "/my"), (asked.PathOf(), home.PathOf()));
        Assert.Equal((0, 1), (before, await LinksAsync()));
    }

    [Fact]
    public async Task Provider_ThatRefuses_LeadsBackWithWords()
    {
        provider.User = "";
        using var visitor = site.Visitor();

        using var back = await visitor.GetAsync("/sign-in/external/province", Cancellation);

        Assert.Equal("/sign-in", back.PathOf());
        Assert.Contains("省统一身份没有登录上", await back.WordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ForAnotherBrowser_IsNotTaken()
    {
        using var attacker = site.Visitor(followRedirects: false);
        using var go = await attacker.GetAsync("/sign-in/external/province", Cancellation);
        using var plain = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var granted = await plain.GetAsync(go.Headers.Location, Cancellation);
        using var victim = site.Visitor();

        using var forced = await victim.GetAsync(granted.Headers.Location, Cancellation);
        using var forged = await victim.GetAsync("/sign-in/external/province/back?code=x&state=y", Cancellation);

        Assert.Equal(("/sign-in", "/sign-in"), (forced.PathOf(), forged.PathOf()));
        Assert.False(await victim.IsSignedInAsync());
    }

    [Fact]
    public async Task Challenge_ToTheProvider_CarriesStateAndProofKey()
    {
        using var visitor = site.Visitor(followRedirects: false);

        using var go = await visitor.GetAsync("/sign-in/external/province?next=//elsewhere.example", Cancellation);
        using var none = await visitor.GetAsync("/sign-in/external/nowhere", Cancellation);
        var query = go.Headers.Location!.Query;

        Assert.Contains("code_challenge_method=S256", query, StringComparison.Ordinal);
        Assert.Contains("state=", query, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", query, StringComparison.Ordinal);
        Assert.DoesNotContain(SmallProvider.ClientSecret, query, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Recovered_Account_IsNotOpenedByALinkOfBefore()
    {
        using var teacher = await site.SignedInAsync("teacher");
        using var mine = await teacher.GetAsync("/sign-in/external/province", Cancellation);
        using var yes = await teacher.SubmitAsync(await mine.ReadPageAsync(), "/sign-in/external", _ => { }, "main form");
        var person = (await site.AccountAsync("teacher")).PersonId;
        using var school = await site.SignedInAsync("school");
        using var asked = await school.SubmitAsync($"/people/{person}", f => f.Set("reason", "本人到办公室"), "form[action*=Recover]");
        using var county = await site.SignedInAsync("county");
        using var slip = await county.SubmitAsync(await county.PageAsync("/people/recoveries"), "/people/recoveries?handler=Confirm", _ => { }, "main article form");

        using var later = site.Visitor();
        using var unknown = await later.GetAsync("/sign-in/external/province", Cancellation);

        Assert.Equal("/sign-in/external", unknown.PathOf());
        Assert.False(await later.IsSignedInAsync());
    }

    private Task<int> LinksAsync() => site.AskDatabaseAsync(db => db.UserLogins.CountAsync(Cancellation));
}

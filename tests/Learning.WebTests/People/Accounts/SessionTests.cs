using System.Net;
using Learning.Framework.Auditing;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.People.Accounts;

public sealed class SessionTests : IAsyncLifetime
{
    private readonly FixedClock clock = new(TimeProvider.System.GetUtcNow());
    private LearningSite site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync(clock: clock);

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task List_OfOwnSessions_SaysWhichAndWhere()
    {
        using var phone = site.From("203.0.113.9");
        phone.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.49");
        using var there = await phone.TrySignInAsync("teacher", LearningSite.DemoPassword);
        using var desk = await site.SignedInAsync("teacher");

        var rows = (await desk.PageAsync("/people/me/security")).QuerySelectorAll("main li").Select(l => l.TextContent).Where(t => t.Contains("登录", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, rows.Count);
        Assert.Contains(rows, r => r.Contains("微信 · iPhone", StringComparison.Ordinal) && r.Contains("203.0.*.*", StringComparison.Ordinal) && !r.Contains("113", StringComparison.Ordinal));
        Assert.Single(rows, r => !r.Contains("退出这台", StringComparison.Ordinal));
    }

    [Fact]
    public async Task End_OfAnotherDevice_WorksWithinAMinuteAndOnlyForOnesOwn()
    {
        using var phone = await site.SignedInAsync("teacher", followRedirects: false);
        using var colleague = await site.SignedInAsync("psychologist", followRedirects: false);
        using var desk = await site.SignedInAsync("teacher");
        var other = await site.AskDatabaseAsync(db => db.Set<AccountSession>().Where(s => db.Users.Any(u => u.Id == s.AccountId && u.UserName == "psychologist")).Select(s => s.Id).SingleAsync(Cancellation));

        using var ended = await desk.SubmitAsync("/people/me/security", _ => { }, "form[action*=End]");
        var token = (await desk.PageAsync("/v")).QuerySelector("input[name=__token]")!.GetAttribute("value")!;
        using var foreign = await desk.PostAsync("/people/me/security?handler=End", new FormUrlEncodedContent([new("__token", token), new("id", other.ToString())]), Cancellation);
        clock.Move(TimeSpan.FromSeconds(61));

        Assert.False(await phone.IsSignedInAsync());
        Assert.True(await desk.IsSignedInAsync());
        Assert.True(await colleague.IsSignedInAsync());
    }

    [Fact]
    public async Task SignOut_OfThisDevice_EndsItsSessionSoThatTheCookieIsWorthless()
    {
        using var visitor = site.Visitor(followRedirects: false);
        using var signedIn = await visitor.TrySignInAsync("teacher", LearningSite.DemoPassword);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("learning=", StringComparison.Ordinal)).Split(';')[0];
        await visitor.SubmitAsync("/sign-out", _ => { });
        clock.Move(TimeSpan.FromSeconds(61));

        using var stolen = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = site.Address };
        stolen.DefaultRequestHeaders.Add("Cookie", cookie);

        Assert.False(await stolen.IsSignedInAsync());
    }

    [Fact]
    public async Task SignIn_Again_IsANewSession()
    {
        using var visitor = await site.SignedInAsync("teacher");
        using var signedOut = await visitor.SubmitAsync(await visitor.PageAsync("/people/me"), "/sign-out", _ => { }, "form[action$=sign-out]");
        using var second = await visitor.TrySignInAsync("teacher", LearningSite.DemoPassword);

        var sessions = await site.AskDatabaseAsync(db => db.Set<AccountSession>().ToListAsync(Cancellation));

        Assert.Equal(2, sessions.Count);
        Assert.Single(sessions, s => s.EndedAt is null);
    }

    [Fact]
    public async Task Renewal_OfTheCookie_KeepsTheSession()
    {
        using var visitor = await site.SignedInAsync("teacher");
        for (var minute = 0; minute < 10; minute++)
        {
            clock.Move(TimeSpan.FromSeconds(61));
            Assert.True(await visitor.IsSignedInAsync());
        }

        var session = await site.AskDatabaseAsync(db => db.Set<AccountSession>().SingleAsync(Cancellation));

        Assert.InRange(session.SeenAt - session.StartedAt, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(11));
    }

    [Fact]
    public async Task EndAll_ByTheSchool_IsOnRecordAndNotForOthersPeople()
    {
        using var teacher = await site.SignedInAsync("teacher", followRedirects: false);
        var person = (await site.AccountAsync("teacher")).PersonId;
        using var school = await site.SignedInAsync("school");
        using var next = await site.SignedInAsync("county2");

        using var ended = await school.SubmitAsync($"/people/{person}", _ => { }, "form[action*=EndSessions]");
        var token = (await next.PageAsync("/v")).QuerySelector("input[name=__token]")!.GetAttribute("value")!;
        using var refused = await next.PostAsync($"/people/{person}?handler=EndSessions", new FormUrlEncodedContent([new("__token", token)]), Cancellation);
        clock.Move(TimeSpan.FromSeconds(61));

        Assert.False(await teacher.IsSignedInAsync());
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<AuditRow>().CountAsync(r => r.Action == "accounts.sessions-end", Cancellation)));
    }

    [Fact]
    public async Task Change_OfHowOneSignsIn_TenMinutesAfter_AsksForThePassword()
    {
        using var teacher = await site.SignedInAsync("teacher");
        clock.Move(TimeSpan.FromMinutes(11));

        using var asked = await teacher.GetAsync("/people/me/security/authenticator", Cancellation);
        using var options = await teacher.GetAsync("/people/me/security?handler=options", Cancellation);
        using var wrong = await teacher.SubmitAsync(await asked.ReadPageAsync(), "/people/me/prove", f => f.Set("Input.Password", "no"), "main form");
        using var right = await teacher.SubmitAsync(await wrong.ReadPageAsync(), "/people/me/prove", f => f.Set("Input.Password", LearningSite.DemoPassword), "main form");

        Assert.Equal("/people/me/prove", asked.PathOf());
        Assert.Equal(HttpStatusCode.Forbidden, options.StatusCode);
        Assert.Equal("现在的密码不对。", await wrong.ErrorAsync("Input_Password"));
        Assert.Equal("/people/me/security/authenticator", right.PathOf());
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    public async Task Prove_NextOfAnotherSite_IsNotFollowed(string next)
    {
        using var teacher = await site.SignedInAsync("teacher", followRedirects: false);

        using var fresh = await teacher.GetAsync("/people/me/prove?next=" + Uri.EscapeDataString(next), Cancellation);

        Assert.Equal("/people/me/security", fresh.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Phone_OfOnePerson_SignsInAndOfTwoDoesNot()
    {
        var (teacher, psychologist) = (await site.AccountAsync("teacher"), await site.AccountAsync("psychologist"));
        await SetPhoneAsync(teacher.PersonId, "13812345678");
        using var visitor = site.Visitor();

        using var one = await visitor.TrySignInAsync("＋86 138-1234-5678", LearningSite.DemoPassword);
        await SetPhoneAsync(psychologist.PersonId, "13812345678");
        using var other = site.Visitor();
        using var two = await other.TrySignInAsync("13812345678", LearningSite.DemoPassword);
        using var nobody = await other.TrySignInAsync("13900000000", LearningSite.DemoPassword);

        Assert.Equal("/my", one.PathOf());
        Assert.Equal("账号或密码不对，再试或找回。用手机号登不上时，改用教师编号。", await two.ErrorAsync("Input_Password"));
        Assert.Equal(await two.ErrorAsync("Input_Password"), await nobody.ErrorAsync("Input_Password"));
    }

    private Task SetPhoneAsync(Guid person, string phone) => site.AskAsync(async s =>
    {
        var db = s.GetRequiredService<Learning.Framework.Data.LearningDbContext>();
        await db.WriteAsync(
            async () =>
            {
                var contact = await db.Set<PersonContact>().FirstOrDefaultAsync(c => c.PersonId == person, Cancellation);
                if (contact is null)
                {
                    contact = new PersonContact { PersonId = person };
                    db.Add(contact);
                }

                contact.SetPhone(s.GetRequiredService<FieldCipher>(), phone);
            },
            Cancellation);
        return 0;
    });
}

using System.Net;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.People;

public sealed class SignInTests : IAsyncLifetime
{
    private LearningSite site = null!;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Theory]
    [InlineData("teacher", "/my")]
    [InlineData("school", "/bureau/todo")]
    [InlineData("county", "/bureau")]
    [InlineData("city", "/bureau")]
    public async Task Post_RightPassword_LeadsToTheRolesHome(string account, string home)
    {
        using var visitor = site.Visitor(followRedirects: false);

        using var response = await SignInAsync(visitor, account, LearningSite.DemoPassword);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(home, response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Post_StaffNumber_SignsInToo()
    {
        var number = await site.AskDatabaseAsync(db => db.People.Where(p => p.Name == "王敏").Select(p => p.StaffNumber!).FirstAsync());
        using var visitor = site.Visitor(followRedirects: false);

        using var response = await SignInAsync(visitor, number, LearningSite.DemoPassword);

        Assert.Equal("/my", response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Post_NextOfAnotherSite_IsNotFollowed(string next)
    {
        using var visitor = site.Visitor(followRedirects: false);

        using var response = await visitor.SubmitAsync(
            "/sign-in?next=" + Uri.EscapeDataString(next), f => f.Set("Input.UserName", "teacher").Set("Input.Password", LearningSite.DemoPassword));

        Assert.Equal("/my", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Post_UnknownAccountAndWrongPassword_AnswerAlikeUntilLocked()
    {
        using var visitor = site.Visitor();
        for (var attempt = 1; attempt <= 6; attempt++)
        {
            var known = await ErrorAsync(visitor, "teacher", "wrong-password");
            var unknown = await ErrorAsync(visitor, "nobody-here", "wrong-password");

            Assert.Equal(known, unknown);
            Assert.Equal(attempt < 5 ? "账号或密码不对，再试或找回。" : "试了太多次，10分钟后再试。", known);
        }

        Assert.Equal("试了太多次，10分钟后再试。", await ErrorAsync(visitor, "teacher", LearningSite.DemoPassword));
    }

    [Fact]
    public async Task Post_EndedAppointments_HasNothingToActFor()
    {
        await EndAppointmentsAsync(site);
        using var visitor = site.Visitor();

        Assert.Equal("您现在没有在任的岗位，请学校管理员登记后再来。", await ErrorAsync(visitor, "teacher", LearningSite.DemoPassword));
    }

    [Fact]
    public async Task Session_OfEndedAppointments_StopsWithinAMinute()
    {
        var clock = new FixedClock(TimeProvider.System.GetUtcNow());
        await using var own = await LearningSite.StartAsync(clock: clock);
        using var visitor = await own.SignedInAsync("teacher", followRedirects: false);
        await EndAppointmentsAsync(own);

        clock.Move(TimeSpan.FromSeconds(61));
        using var response = await visitor.GetAsync("/people/me", TestContext.Current.CancellationToken);

        Assert.Equal("/sign-in", response.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task SignOut_Post_EndsTheSession()
    {
        using var visitor = await site.SignedInAsync("teacher", followRedirects: false);
        using var before = await visitor.GetAsync("/people/me", TestContext.Current.CancellationToken);

        using var signedOut = await visitor.SubmitAsync("/sign-out", _ => { });
        using var after = await visitor.GetAsync("/people/me", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        Assert.Equal("/sign-in", after.Headers.Location?.AbsolutePath);
        Assert.Contains("next=%2Fpeople%2Fme", after.Headers.Location!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_Changed_OldOneStopsWorking()
    {
        using var teacher = await site.SignedInAsync("teacher");
        using var changed = await teacher.SubmitAsync(
            "/people/me",
            f => f.Set("Input.CurrentPassword", LearningSite.DemoPassword).Set("Input.NewPassword", "木棉花开满江边").Set("Input.AgainPassword", "木棉花开满江边"),
            "form[action*=Password]");
        var tooShort = await changed.ReadPageAsync();
        using var again = await teacher.SubmitAsync(
            "/people/me",
            f => f.Set("Input.CurrentPassword", LearningSite.DemoPassword).Set("Input.NewPassword", "木棉花开满了整条金沙江边").Set("Input.AgainPassword", "木棉花开满了整条金沙江边"),
            "form[action*=Password]");
        using var visitor = site.Visitor();

        Assert.Contains("密码至少12个字。", tooShort.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("密码改好了", (await again.ReadPageAsync()).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("账号或密码不对，再试或找回。", await ErrorAsync(visitor, "teacher", LearningSite.DemoPassword));
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<AuditRow>().CountAsync(r => r.Action == "accounts.password")));
    }

    [Fact]
    public async Task Acting_AnotherOrganisation_ChangesRolesAndHome()
    {
        await site.AskDatabaseAsync(async db =>
        {
            await db.WriteAsync(
                async () =>
                {
                    var person = await db.People.FirstAsync(p => p.Name == "王敏");
                    var area = await db.Organisations.FirstAsync(o => o.Code == "pzh-xq");
                    db.Add(new Appointment
                    {
                        Id = Guid.CreateVersion7(),
                        PersonId = person.Id,
                        OrganisationId = area.Id,
                        CountyId = area.CountyId,
                        Role = Roles.CountyOfficer,
                        From = new(2024, 9, 1),
                        RecordedAt = DateTimeOffset.UnixEpoch.AddYears(54),
                    });
                },
                CancellationToken.None);
            return 0;
        });
        using var visitor = await site.SignedInAsync("teacher", followRedirects: false);
        var page = await visitor.PageAsync("/people/acting");
        var school = page.QuerySelectorAll("main button[name=organisation]").Single(b => b.TextContent.Contains("初级中学", StringComparison.Ordinal)).GetAttribute("value")!;

        using var asOfficer = await visitor.GetAsync("/people", TestContext.Current.CancellationToken);
        using var switched = await visitor.SubmitAsync(page, "/people/acting", f => f.Press("organisation", school));
        using var asTeacher = await visitor.GetAsync("/people", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, asOfficer.StatusCode);
        Assert.Equal("/my", switched.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Forbidden, asTeacher.StatusCode);
    }

    private static Task EndAppointmentsAsync(LearningSite site) =>
        site.AskDatabaseAsync(async db =>
        {
            await db.WriteAsync(
                async () =>
                {
                    var id = await db.People.Where(p => p.Name == "王敏").Select(p => p.Id).FirstAsync();
                    await foreach (var appointment in db.Appointments.Where(a => a.PersonId == id && a.ReplacedAt == null).AsAsyncEnumerable())
                    {
                        appointment.ReplacedAt = DateTimeOffset.UnixEpoch.AddYears(60);
                    }
                },
                CancellationToken.None);
            return 0;
        });

    private static Task<HttpResponseMessage> SignInAsync(HttpClient visitor, string account, string password) =>
        visitor.SubmitAsync("/sign-in", f => f.Set("Input.UserName", account).Set("Input.Password", password));

    private static async Task<string> ErrorAsync(HttpClient visitor, string account, string password)
    {
        using var response = await SignInAsync(visitor, account, password);
        return (await response.ReadPageAsync()).QuerySelector("#Input_Password-error")!.TextContent.Trim();
    }
}

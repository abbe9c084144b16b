using Learning.Core.People;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Learning.People.Models;
using Learning.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.People.Accounts;

public sealed class SecondFactorTests : IAsyncLifetime
{
    private readonly FixedClock clock = new(TimeProvider.System.GetUtcNow());
    private LearningSite site = null!;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync(clock: clock, settings: ("Learning:SignIn:SecondFactor", "officers"));

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Officer_WithoutIt_IsLedToSetUpBeforeAnythingElse()
    {
        using var officer = site.Visitor();
        using var led = await officer.TrySignInAsync("county", LearningSite.DemoPassword);
        using var around = await officer.GetAsync("/people", TestContext.Current.CancellationToken);
        var page = await led.ReadPageAsync();
        var secret = AccountVisits.SecretOf(page);
        using var wrong = await officer.SubmitAsync(page, led.PathOf(), f => f.Set("Input.Code", "000000"), "main form");
        var again = await wrong.ReadPageAsync();
        using var right = await officer.SubmitAsync(again, led.PathOf(), f => f.Set("Input.Code", AccountVisits.CodeAt(secret, clock.GetUtcNow())), "main form");
        var codes = await right.ReadPageAsync();

        Assert.Equal("/sign-in/second/set-up", led.PathOf());
        Assert.Equal("/sign-in", around.PathOf());
        Assert.Equal(secret, AccountVisits.SecretOf(again));
        Assert.Contains("验证码不对", again.GetElementById("Input_Code-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(10, codes.QuerySelectorAll(".backup-codes li").Length);
        Assert.Equal("/bureau", codes.QuerySelector("main a.btn-primary")!.GetAttribute("href"));
        Assert.True(await officer.IsSignedInAsync());
    }

    [Fact]
    public async Task Teacher_WithoutIt_IsNotAsked()
    {
        using var teacher = await site.SignedInAsync("teacher");

        Assert.True(await teacher.IsSignedInAsync());
    }

    [Fact]
    public async Task Code_OfTheApp_IsAskedAndTakenOnce()
    {
        var secret = await TeacherWithItAsync();
        clock.Move(TimeSpan.FromSeconds(60));
        var code = AccountVisits.CodeAt(secret, clock.GetUtcNow());
        using var first = site.Visitor();
        using var second = site.Visitor();

        using var asked = await first.TrySignInAsync("teacher", LearningSite.DemoPassword);
        using var around = await first.GetAsync("/my", TestContext.Current.CancellationToken);
        using var home = await first.SubmitAsync(await asked.ReadPageAsync(), "/sign-in/second", f => f.Set("Input.Code", $" {code[..3]} {code[3..]} "), "main form");
        using var askedToo = await second.TrySignInAsync("teacher", LearningSite.DemoPassword);
        using var replayed = await second.SubmitAsync(await askedToo.ReadPageAsync(), "/sign-in/second", f => f.Set("Input.Code", code), "main form");

        Assert.Equal(("/sign-in/second", "/sign-in", "/my"), (asked.PathOf(), around.PathOf(), home.PathOf()));
        Assert.Equal("验证码不对或已经用过，等下一个再填。", await replayed.ErrorAsync("Input_Code"));
        Assert.False(await second.IsSignedInAsync());
    }

    [Fact]
    public async Task Code_SentManyTimesAtOnce_IsTakenOnce()
    {
        var secret = await TeacherWithItAsync();
        clock.Move(TimeSpan.FromSeconds(60));
        var code = AccountVisits.CodeAt(secret, clock.GetUtcNow());
        var visitors = Enumerable.Range(0, 4).Select(_ => site.Visitor()).ToList();
        var pages = new List<AngleSharp.Html.Dom.IHtmlDocument>();
        foreach (var visitor in visitors)
        {
            using var asked = await visitor.TrySignInAsync("teacher", LearningSite.DemoPassword);
            pages.Add(await asked.ReadPageAsync());
        }

        var answers = await Task.WhenAll(visitors.Select((v, i) => v.SubmitAsync(pages[i], "/sign-in/second", f => f.Set("Input.Code", code), "main form")));

        Assert.Equal(1, answers.Count(a => a.PathOf() == "/my"));
    }

    [Fact]
    public async Task Code_GuessedFiveTimes_ClosesEvenForTheRightOne()
    {
        var secret = await TeacherWithItAsync();
        clock.Move(TimeSpan.FromSeconds(60));
        using var visitor = site.Visitor();
        using var asked = await visitor.TrySignInAsync("teacher", LearningSite.DemoPassword);
        var page = await asked.ReadPageAsync();
        for (var guess = 0; guess < 5; guess++)
        {
            using var wrong = await visitor.SubmitAsync(page, "/sign-in/second", f => f.Set("Input.Code", "00000" + guess), "main form");
        }

        using var closed = await visitor.SubmitAsync(page, "/sign-in/second", f => f.Set("Input.Code", AccountVisits.CodeAt(secret, clock.GetUtcNow())), "main form");

        Assert.Equal("试了太多次，10分钟后再试。", await closed.ErrorAsync("Input_Code"));
    }

    [Fact]
    public async Task BackupCode_InItsPlace_WorksOnce()
    {
        using var teacher = await site.SignedInAsync("teacher");
        var (_, backup) = await teacher.SwitchOnAsync(clock.GetUtcNow());
        using var first = site.Visitor();
        using var second = site.Visitor();

        using var asked = await first.TrySignInAsync("teacher", LearningSite.DemoPassword);
        using var home = await first.SubmitAsync(await asked.ReadPageAsync(), "/sign-in/second", f => f.Set("Input.Code", backup[3].ToLowerInvariant()), "main form");
        using var askedToo = await second.TrySignInAsync("teacher", LearningSite.DemoPassword);
        using var again = await second.SubmitAsync(await askedToo.ReadPageAsync(), "/sign-in/second", f => f.Set("Input.Code", backup[3]), "main form");

        Assert.Equal("/my", home.PathOf());
        Assert.NotNull(await again.ErrorAsync("Input_Code"));
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<BackupCode>().CountAsync(c => c.UsedAt != null)));
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<AuditRow>().CountAsync(r => r.Action == "accounts.backup-code-used")));
    }

    [Fact]
    public async Task Device_Remembered_IsNotAskedForThirtyDaysUnlessForgotten()
    {
        var secret = await TeacherWithItAsync();
        clock.Move(TimeSpan.FromSeconds(60));
        using var phone = site.Visitor();
        using var asked = await phone.TrySignInAsync("teacher", LearningSite.DemoPassword);
        using var home = await phone.SubmitAsync(
            await asked.ReadPageAsync(), "/sign-in/second", f => f.Set("Input.Code", AccountVisits.CodeAt(secret, clock.GetUtcNow())).Set("Input.Remember", "true"), "main form");
        await phone.SubmitAsync("/sign-out", _ => { });

        using var notAsked = await phone.TrySignInAsync("teacher", LearningSite.DemoPassword);
        using var forgotten = await phone.SubmitAsync("/people/me/security", _ => { }, "form[action*=Forget]");
        await phone.SubmitAsync("/sign-out", _ => { });
        using var askedAgain = await phone.TrySignInAsync("teacher", LearningSite.DemoPassword);

        Assert.Equal(("/my", "/my", "/sign-in/second"), (home.PathOf(), notAsked.PathOf(), askedAgain.PathOf()));
    }

    [Fact]
    public async Task Off_ByAnOfficer_IsRefusedAndByATeacherDone()
    {
        using var officer = site.Visitor();
        using var led = await officer.TrySignInAsync("city", LearningSite.DemoPassword);
        var page = await led.ReadPageAsync();
        using var on = await officer.SubmitAsync(page, led.PathOf(), f => f.Set("Input.Code", AccountVisits.CodeAt(AccountVisits.SecretOf(page), clock.GetUtcNow())), "main form");
        var token = (await officer.PageAsync("/v")).QuerySelector("input[name=__token]")!.GetAttribute("value")!;
        using var refused = await officer.PostAsync("/people/me/security/authenticator?handler=Off", new FormUrlEncodedContent([new("__token", token)]), TestContext.Current.CancellationToken);
        using var teacher = await site.SignedInAsync("teacher");
        await teacher.SwitchOnAsync(clock.GetUtcNow());
        using var off = await teacher.SubmitAsync("/people/me/security/authenticator", _ => { }, "form[action*=Off]");

        Assert.True((await site.AccountAsync("city")).TwoFactorEnabled);
        Assert.False((await site.AccountAsync("teacher")).TwoFactorEnabled);
        Assert.True(await teacher.IsSignedInAsync());
        Assert.Equal(0, await site.AskDatabaseAsync(db => db.Set<BackupCode>().CountAsync(c => db.Users.Any(u => u.Id == c.AccountId && u.UserName == "teacher"))));
    }

    [Fact]
    public async Task HalfASignIn_AfterThePasswordChanged_IsVoid()
    {
        using var teacher = await site.SignedInAsync("teacher");
        var (secret, _) = await teacher.SwitchOnAsync(clock.GetUtcNow());
        clock.Move(TimeSpan.FromSeconds(60));
        using var thief = site.Visitor();
        using var asked = await thief.TrySignInAsync("teacher", LearningSite.DemoPassword);
        using var changed = await teacher.SubmitAsync(
            "/people/me",
            f => f.Set("Input.CurrentPassword", LearningSite.DemoPassword).Set("Input.NewPassword", AccountVisits.Sentence).Set("Input.AgainPassword", AccountVisits.Sentence),
            "form[action*=Password]");

        using var late = await thief.SubmitAsync(await asked.ReadPageAsync(), "/sign-in/second", f => f.Set("Input.Code", AccountVisits.CodeAt(secret, clock.GetUtcNow())), "main form");

        Assert.Equal("/sign-in", late.PathOf());
        Assert.False(await thief.IsSignedInAsync());
        Assert.True(await teacher.IsSignedInAsync());
    }

    [Fact]
    public async Task Secret_InTheDatabase_IsSealed()
    {
        using var teacher = await site.SignedInAsync("teacher");
        var (secret, backup) = await teacher.SwitchOnAsync(clock.GetUtcNow());

        var stored = await site.AskDatabaseAsync(db => db.Set<AccountAuthenticator>().SingleAsync());
        var hashes = await site.AskDatabaseAsync(db => db.Set<BackupCode>().Select(c => c.Hash).ToListAsync());

        Assert.DoesNotContain(secret, System.Text.Encoding.UTF8.GetString(stored.SecretSealed), StringComparison.Ordinal);
        Assert.All(hashes, h => Assert.DoesNotContain(backup[0][..5], System.Text.Encoding.UTF8.GetString(h), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Session_OfATeacherMadeOfficer_EndsWithinAMinute()
    {
        using var teacher = await site.SignedInAsync("teacher", followRedirects: false);
        var account = await site.AccountAsync("teacher");
        await site.AskDatabaseAsync(db => db.WriteAsync(
            async () =>
            {
                var school = await db.Appointments.FirstAsync(a => a.PersonId == account.PersonId && a.ReplacedAt == null);
                db.Add(new Appointment
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = account.PersonId,
                    OrganisationId = school.OrganisationId,
                    CountyId = school.CountyId,
                    SchoolId = school.SchoolId,
                    Role = Roles.SchoolAdministrator,
                    From = new(2024, 9, 1),
                    RecordedAt = DateTimeOffset.UnixEpoch.AddYears(54),
                });
                return 0;
            },
            CancellationToken.None));

        clock.Move(TimeSpan.FromSeconds(61));
        using var answer = await teacher.GetAsync("/people/me", TestContext.Current.CancellationToken);

        Assert.Equal("/sign-in", answer.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task Grace_OfThreeDays_LetsAnOfficerInAndThenNoMore()
    {
        await site.AskAsync(async s =>
        {
            var db = s.GetRequiredService<LearningDbContext>();
            await db.WriteAsync(() => s.GetRequiredService<SettingsStore>().ChangeAsync(db, b => b with { SecondFactorGraceDays = 3 }, CancellationToken.None), CancellationToken.None);
            return 0;
        });
        using var now = site.Visitor();
        using var later = site.Visitor();

        using var home = await now.TrySignInAsync("county", LearningSite.DemoPassword);
        var words = await home.WordsAsync();
        clock.Move(TimeSpan.FromDays(3));
        using var led = await later.TrySignInAsync("county", LearningSite.DemoPassword);

        Assert.Equal(("/bureau", "/sign-in/second/set-up"), (home.PathOf(), led.PathOf()));
        Assert.Contains("前设好登录的第二步", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Officer_WithAPasskeyAndNoApp_CannotUseThePasswordAlone()
    {
        var account = await site.AccountAsync("county");
        await site.AskDatabaseAsync(db => db.WriteAsync(
            () =>
            {
                db.Add(new IdentityUserPasskey<Guid>
                {
                    UserId = account.Id,
                    CredentialId = [1, 2, 3],
                    Data = new IdentityPasskeyData { PublicKey = [1], Name = "phone", CreatedAt = clock.GetUtcNow(), AttestationObject = [], ClientDataJson = [] },
                });
                return Task.FromResult(0);
            },
            CancellationToken.None));
        using var visitor = site.Visitor();

        using var refused = await visitor.TrySignInAsync("county", LearningSite.DemoPassword);

        Assert.Contains("这个账号用通行密钥登录", await refused.ErrorAsync("Input_Password"), StringComparison.Ordinal);
        Assert.False(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task LostSignIn_OfAnOfficer_KeepsTheTextThroughTheSecondStep()
    {
        using var officer = site.Visitor();
        using var led = await officer.TrySignInAsync("school", LearningSite.DemoPassword);
        var page = await led.ReadPageAsync();
        var secret = AccountVisits.SecretOf(page);
        using var on = await officer.SubmitAsync(page, led.PathOf(), f => f.Set("Input.Code", AccountVisits.CodeAt(secret, clock.GetUtcNow())), "main form");
        clock.Move(TimeSpan.FromSeconds(60));
        using var later = site.Visitor();
        using var post = new HttpRequestMessage(HttpMethod.Post, "/people/new") { Content = new FormUrlEncodedContent([new("Input.Name", "写了很久的名字")]) };
        post.Headers.Add("Origin", site.Address.GetLeftPart(UriPartial.Authority));
        using var lost = await later.SendAsync(post, TestContext.Current.CancellationToken);

        using var asked = await later.SubmitAsync(await lost.ReadPageAsync(), "/sign-in", f => f.Set("Input.UserName", "school").Set("Input.Password", LearningSite.DemoPassword));
        using var typed = await later.SubmitAsync(await asked.ReadPageAsync(), "/sign-in/second", f => f.Set("Input.Code", AccountVisits.CodeAt(secret, clock.GetUtcNow())), "main form");

        Assert.Contains("写了很久的名字", (await typed.ReadPageAsync()).DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.True(await later.IsSignedInAsync());
    }

    private async Task<string> TeacherWithItAsync()
    {
        using var teacher = await site.SignedInAsync("teacher");
        return (await teacher.SwitchOnAsync(clock.GetUtcNow())).Secret;
    }
}

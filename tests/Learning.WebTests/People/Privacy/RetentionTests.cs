using AngleSharp.Dom;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.Framework.Privacy;
using Learning.Framework.Settings;
using Learning.Media.Models;
using Learning.People.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.People.Privacy;

/// <summary>What is past its period goes, what is not stays, and nothing goes twice.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private readonly FixedClock clock = new(TimeProvider.System.GetUtcNow());
    private LearningSite site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync(clock: clock);

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Run_AuditPayloadsPastTheirYears_AreEmptiedAndTheChainHolds()
    {
        await ActAsync("old");
        clock.Move(TimeSpan.FromDays(365 * 4));
        await ActAsync("young");
        await RunAsync();
        var early = await AfterAsync("old");
        clock.Move(TimeSpan.FromDays((365 * 2) + 10));
        await RunAsync();
        await RunAsync();

        Assert.NotNull(early);
        Assert.Null(await AfterAsync("old"));
        Assert.NotNull(await AfterAsync("young"));
        Assert.Equal(AuditFlaw.None, (await site.AskAsync(s => s.GetRequiredService<AuditVerifier>().VerifyAsync(null, Cancellation))).Flaw);
    }

    [Fact]
    public async Task Post_EverythingWrong_SaysOfWhichFieldEachErrorIs()
    {
        using var city = await site.SignedInAsync("city");

        using var answer = await city.SubmitAsync("/people/retention", f => f.Set("Input.WatchedMonths", "很久").Set("Input.QuizAnswerMonths", "-1").Set("Input.AuditYears", "99"));

        var page = await answer.ReadPageAsync();
        var errors = page.QuerySelectorAll(".error-summary li").Select(e => e.TextContent).ToList();
        Assert.Equal(3, errors.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(errors, e => e.StartsWith("看过的视频片段（月）：", StringComparison.Ordinal));
        Assert.Equal("很久", page.GetElementById("Input_WatchedMonths")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Post_AfterAColleagueChangedThem_IsRefusedWithWhatWasTyped()
    {
        using var city = await site.SignedInAsync("city");
        using var admin = await site.SignedInAsync("admin");
        var form = await city.PageAsync("/people/retention");
        using var theirs = await admin.SubmitAsync("/people/retention", f => f.Set("Input.CodeDays", "45"));

        using var answer = await city.SubmitAsync(form, "/people/retention", f => f.Set("Input.AuditYears", "9"));
        var page = await answer.ReadPageAsync();
        var stored = await site.Services.GetRequiredService<SettingsStore>().GetAsync(Cancellation);

        Assert.Contains("别的同事刚改过保存期限", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("9", page.GetElementById("Input_AuditYears")!.GetAttribute("value"));
        Assert.Equal((6, 45), (stored.Retention.AuditYears, stored.Retention.CodeDays));
    }

    [Fact]
    public async Task Get_CountyOfficer_ReadsThePeriodsWithoutAForm()
    {
        using var county = await site.SignedInAsync("county");

        var page = await county.PageAsync("/people/retention");

        Assert.Null(page.QuerySelector("main form"));
        Assert.Contains("180", page.QuerySelectorAll("main .facts dd").Select(d => d.TextContent));
    }

    [Fact]
    public async Task Run_ContactOfPeopleWhoLeft_GoesAfterTheYearsAndNotOfThoseInPost()
    {
        var (left, staying) = await site.AskAsync(async s =>
        {
            var (db, cipher) = (s.GetRequiredService<LearningDbContext>(), s.GetRequiredService<FieldCipher>());
            return await db.WriteAsync(
                async () =>
                {
                    var stays = await db.Appointments.Where(a => a.ReplacedAt == null && a.To == null).OrderBy(a => a.Id).FirstAsync(Cancellation);
                    var person = new Person { Id = clock.NewId(), Name = "离任者", SortKey = "lirenzhe" };
                    db.Add(person);
                    await db.SaveChangesAsync(Cancellation);
                    db.Add(new Appointment
                    {
                        Id = clock.NewId(),
                        PersonId = person.Id,
                        OrganisationId = stays.OrganisationId,
                        CountyId = stays.CountyId,
                        SchoolId = stays.SchoolId,
                        Role = Roles.SubjectTeacher,
                        From = clock.Today().AddYears(-5),
                        To = clock.Today().AddYears(-1),
                        RecordedAt = clock.Instant(),
                    });
                    foreach (var (id, phone) in new[] { (person.Id, "13800000001"), (stays.PersonId, "13800000002") })
                    {
                        var contact = new PersonContact { PersonId = id };
                        contact.SetPhone(cipher, phone);
                        db.Add(contact);
                    }

                    return (person.Id, stays.PersonId);
                },
                Cancellation);
        });

        await RunAsync();
        var early = await HasContactAsync(left);
        clock.Move(TimeSpan.FromDays(370));
        await RunAsync();

        Assert.True(early);
        Assert.False(await HasContactAsync(left));
        Assert.True(await HasContactAsync(staying));
        Assert.Contains("\"count\":1", await site.AskDatabaseAsync(db => db.Set<AuditRow>().Where(r => r.Action == RetentionWorker.Action && r.SubjectId == "contacts").Select(r => r.After).SingleAsync(Cancellation)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WatchedAndCodes_GoAfterTheirPeriodAndCompletionStays()
    {
        var person = await site.AskDatabaseAsync(db => db.Users.Where(u => u.UserName == "teacher").Select(u => u.PersonId).SingleAsync(Cancellation));
        await site.AskDatabaseAsync(db => db.WriteAsync(
            async () =>
            {
                db.Add(new Watching { Id = clock.NewId(), PersonId = person, FilmKey = "seen", Intervals = "0-5000", CompletedAt = clock.Instant() });
                var account = await db.Users.Where(u => u.PersonId == person).Select(u => u.Id).SingleAsync(Cancellation);
                db.Add(new FirstSignInCode { AccountId = account, Hash = "x", ExpiresAt = clock.Instant() });
                return 0;
            },
            Cancellation));
        clock.Move(TimeSpan.FromDays(40));
        await RunAsync();
        var codes = await site.AskDatabaseAsync(db => db.Set<FirstSignInCode>().CountAsync(Cancellation));
        var kept = await WatchedAsync();
        clock.Move(TimeSpan.FromDays(365 * 2));
        await RunAsync();
        var gone = await WatchedAsync();

        Assert.Equal(0, codes);
        Assert.Equal("0-5000", kept.Intervals);
        Assert.Equal("", gone.Intervals);
        Assert.NotNull(gone.CompletedAt);
    }

    [Fact]
    public async Task Run_PeriodOfZero_KeepsForEver()
    {
        await ActAsync("old");
        await site.AskAsync(s => s.GetRequiredService<LearningDbContext>().WriteAsync(
            async () =>
            {
                await s.GetRequiredService<SettingsStore>().ChangeAsync(s.GetRequiredService<LearningDbContext>(), b => b with { Retention = b.Retention with { AuditYears = 0 } }, Cancellation);
                return 0;
            },
            Cancellation));
        clock.Move(TimeSpan.FromDays(365 * 30));
        await RunAsync();

        Assert.NotNull(await AfterAsync("old"));
    }

    [Fact]
    public async Task Post_ByTheCity_ChangesThePeriodsOnRecord()
    {
        using var city = await site.SignedInAsync("city");
        using var saved = await city.SubmitAsync("/people/retention", f => f.Set("Input.ContactYears", "5"));
        using var wrong = await city.SubmitAsync("/people/retention", f => f.Set("Input.ContactYears", "很久"));
        using var county = await site.SignedInAsync("county");
        var seen = await county.PageAsync("/people/retention");

        Assert.Equal(5, (await site.Services.GetRequiredService<SettingsStore>().GetAsync(Cancellation)).Retention.ContactYears);
        Assert.NotNull((await wrong.ReadPageAsync()).GetElementById("Input_ContactYears-error"));
        Assert.Null(seen.QuerySelector("main .btn-primary"));
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<AuditRow>().CountAsync(r => r.Action == "privacy.retention", Cancellation)));
    }

    [Fact]
    public async Task Reseal_AfterANewKey_SealsContactsAnew()
    {
        var person = await site.AskDatabaseAsync(db => db.People.OrderBy(p => p.Id).Select(p => p.Id).FirstAsync(Cancellation));
        var cipher = site.Services.GetRequiredService<FieldCipher>();
        await site.AskDatabaseAsync(db => db.WriteAsync(
            () =>
            {
                var contact = new PersonContact { PersonId = person };
                contact.SetPhone(cipher, "13812345678");
                db.Add(contact);
                return Task.FromResult(0);
            },
            Cancellation));
        cipher.Rotate();

        await RunAsync("people.reseal");

        var sealedAnew = await site.AskDatabaseAsync(db => db.Set<PersonContact>().SingleAsync(c => c.PersonId == person, Cancellation));
        Assert.False(cipher.IsStale(sealedAnew.PhoneSealed!));
        Assert.Equal("13812345678", sealedAnew.Phone(cipher));
    }

    private Task<Watching> WatchedAsync() => site.AskDatabaseAsync(db => db.Set<Watching>().SingleAsync(w => w.FilmKey == "seen", Cancellation));

    private Task<bool> HasContactAsync(Guid person) => site.AskDatabaseAsync(db => db.Set<PersonContact>().AnyAsync(c => c.PersonId == person, Cancellation));

    private Task<string?> AfterAsync(string subject) => site.AskDatabaseAsync(db => db.Set<AuditRow>().Where(r => r.SubjectId == subject).Select(r => r.After).SingleAsync(Cancellation));

    private Task<int> ActAsync(string subject) => site.AskAsync(s => s.GetRequiredService<LearningDbContext>().WriteAsync(
        () =>
        {
            s.GetRequiredService<Audit>().Record("people.create", "person", subject, null, new { Name = "某人" });
            return Task.FromResult(0);
        },
        Cancellation));

    private Task<int> RunAsync(string kind = "privacy.retention") => site.AskAsync(async s =>
    {
        await s.GetServices<IJobWorker>().Single(w => w.Kind == kind).RunAsync(
            new Job { Id = clock.NewId(), Kind = kind, Key = "test", Payload = "{}", NotBefore = clock.Instant() }, Cancellation);
        return 0;
    });
}

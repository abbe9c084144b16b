using System.Net;
using AngleSharp.Dom;
using Learning.Certificates.Models;
using Learning.Core;
using Learning.Core.People;
using Learning.Curricula.Models;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Hours.Models;
using Learning.Media.Models;
using Learning.People.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.People.Privacy;

/// <summary>From the wish to be erased to the day nothing but the register remembers.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private LearningSite site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Ask_InPost_WaitsAndCanBeTakenBack()
    {
        using var teacher = await site.SignedInAsync("teacher");
        using var asked = await teacher.SubmitAsync("/people/me/data", f => f.Set("Note", "下学期调走"), "form[action*=Ask]");
        var waiting = await asked.ReadPageAsync();
        using var county = await site.SignedInAsync("county");
        var list = await county.PageAsync("/people/erasures");
        var href = list.QuerySelector("tbody th a")!.GetAttribute("href")!;
        var request = await county.PageAsync(href);
        using var next = await site.SignedInAsync("county2", followRedirects: false);
        using var hidden = await next.GetAsync(href, Cancellation);
        var nextList = await next.PageAsync("/people/erasures");
        var todo = await county.PageAsync("/bureau/todo");
        using var back = await teacher.SubmitAsync(waiting, "/people/me/data", _ => { }, "form[action*=Withdraw]");

        Assert.Contains("等待办理", waiting.GetElementById("erasure")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("还在任", list.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("下学期调走", request.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(request.QuerySelector("form[action*=Erase]"));
        Assert.Contains("离任以后才能注销", request.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Empty(nextList.QuerySelectorAll("tbody tr"));
        Assert.Null(todo.QuerySelector(".todo a[href='/people/erasures']"));
        Assert.NotNull((await back.ReadPageAsync()).QuerySelector("form[action*=Ask]"));
    }

    [Fact]
    public async Task Erase_StillInPost_IsRefusedWhateverIsPosted()
    {
        using var teacher = await site.SignedInAsync("teacher");
        using var asked = await teacher.SubmitAsync("/people/me/data", _ => { }, "form[action*=Ask]");
        var id = await site.AskDatabaseAsync(db => db.Set<ErasureRequest>().Select(r => r.Id).SingleAsync(Cancellation));
        using var county = await site.SignedInAsync("county");
        var page = await county.PageAsync($"/people/erasures/{id}");
        page.QuerySelector("form[action*=Refuse]")!.SetAttribute("action", $"/people/erasures/{id}?handler=Erase");

        using var refused = await county.SubmitAsync(page, $"/people/erasures/{id}", _ => { }, "form[action*=Erase]");

        Assert.Contains("离任以后才能注销", (await refused.ReadPageAsync()).Body!.TextContent, StringComparison.Ordinal);
        Assert.True(await site.AskDatabaseAsync(db => db.Users.AnyAsync(u => u.UserName == "teacher", Cancellation)));
    }

    [Fact]
    public async Task Refuse_WithReason_IsToldToThePerson()
    {
        using var teacher = await site.SignedInAsync("teacher");
        using var asked = await teacher.SubmitAsync("/people/me/data", _ => { }, "form[action*=Ask]");
        var id = await site.AskDatabaseAsync(db => db.Set<ErasureRequest>().Select(r => r.Id).SingleAsync(Cancellation));
        using var county = await site.SignedInAsync("county");

        using var without = await county.SubmitAsync($"/people/erasures/{id}", _ => { }, "form[action*=Refuse]");
        using var refused = await county.SubmitAsync($"/people/erasures/{id}", f => f.Set("Reason", "在任期间按规定保留"), "form[action*=Refuse]");
        var told = await teacher.PageAsync("/people/me/data");

        Assert.NotNull((await without.ReadPageAsync()).GetElementById("Reason-error"));
        Assert.Contains("在任期间按规定保留", told.GetElementById("erasure")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(told.QuerySelector("form[action*=Ask]"));
    }

    [Fact]
    public async Task Own_RequestOfAnOfficer_IsDecidedByAColleague()
    {
        using var county = await site.SignedInAsync("county");
        using var asked = await county.SubmitAsync("/people/me/data", _ => { }, "form[action*=Ask]");
        var id = await site.AskDatabaseAsync(db => db.Set<ErasureRequest>().Select(r => r.Id).SingleAsync(Cancellation));

        using var refused = await county.SubmitAsync($"/people/erasures/{id}", f => f.Set("Reason", "自己办"), "form[action*=Refuse]");

        Assert.Contains("由同事办理", (await refused.ReadPageAsync()).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_OfSomeoneWhoLeft_LeavesOnlyWhatHasToStayWithoutTheName()
    {
        var (person, name, number) = await HolderAsync();
        await LeaveAsync(person);
        using var officer = await site.SignedInAsync("county");
        using var asked = await officer.SubmitAsync($"/people/{person}/erasure", f => f.Set("Note", "3月8日书面提出，核对过身份证"));
        var page = await asked.ReadPageAsync();
        var before = await CountAsync(person);
        var todo = await officer.PageAsync("/bureau/todo");
        using var next = await site.SignedInAsync("county2");
        var nextTodo = await next.PageAsync("/bureau/todo");

        using var erased = await officer.SubmitAsync(page, asked.RequestMessage!.RequestUri!.AbsolutePath, _ => { }, "form[action*=Erase]");
        var after = await erased.ReadPageAsync();
        var left = await CountAsync(person);
        var certificate = await site.AskDatabaseAsync(db => db.Set<Certificate>().FirstAsync(c => c.PersonId == person, Cancellation));

        Assert.Contains("1人离任后申请注销", todo.QuerySelector(".todo li:has(a[href='/people/erasures'])")!.TextContent, StringComparison.Ordinal);
        Assert.Null(nextTodo.QuerySelector(".todo a[href='/people/erasures']"));
        Assert.Null((await officer.PageAsync("/bureau/todo")).QuerySelector(".todo a[href='/people/erasures']"));
        Assert.Contains("发出的证书上有姓名和签名", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("已注销", after.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(name, after.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((before.Hours, before.Certificates, before.Completions), (left.Hours, left.Certificates, left.Completions));
        Assert.Equal((0, 0, 0, 0, 0), (left.Watched, left.Accounts, left.Enrolments, left.Answers, left.Contacts));
        Assert.True(before.Watched > 0 && before.Accounts > 0 && before.Enrolments > 0 && before.Answers > 0 && before.Contacts > 0 && before.Hours > 0);
        Assert.Equal(name, certificate.HolderName);
        var gone = await site.AskDatabaseAsync(db => db.People.SingleAsync(p => p.Id == person, Cancellation));
        Assert.NotEqual(name, gone.Name);
        Assert.Null(gone.StaffNumber);
        var payloads = await site.AskDatabaseAsync(db => db.Set<AuditRow>().Where(r => r.SubjectId == person.ToString()).Select(r => r.After ?? "").ToListAsync(Cancellation));
        Assert.NotEmpty(payloads);
        Assert.DoesNotContain(payloads, p => p.Contains(name, StringComparison.Ordinal) || p.Contains(number, StringComparison.Ordinal));
        Assert.Null(await site.AskDatabaseAsync(db => db.Set<ErasureRequest>().Select(r => r.Note).SingleAsync(Cancellation)));
        Assert.Equal(AuditFlaw.None, (await site.AskAsync(s => s.GetRequiredService<AuditVerifier>().VerifyAsync(null, Cancellation))).Flaw);
        using var verifier = site.Visitor();
        using var verified = await verifier.SubmitAsync("/v", f => f.Set("Input.Number", certificate.Number).Set("Input.Name", name));
        Assert.Contains("证书真实有效", (await verified.ReadPageAsync()).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_Twice_ChangesNothingTheSecondTime()
    {
        var (person, _, _) = await HolderAsync();
        await site.AskAsync(async s =>
        {
            var db = s.GetRequiredService<LearningDbContext>();
            foreach (var turn in new[] { 1, 2 })
            {
                await db.WriteAsync(
                    async () =>
                    {
                        foreach (var module in s.GetServices<IPersonalData>())
                        {
                            await module.EraseAsync([person], Cancellation);
                        }
                    },
                    Cancellation);
            }

            return 0;
        });

        Assert.Equal(0, (await CountAsync(person)).Accounts);
    }

    private sealed record Counts(int Hours, int Certificates, int Completions, int Watched, int Accounts, int Enrolments, int Answers, int Contacts);

    private Task<Counts> CountAsync(Guid person) => site.AskDatabaseAsync(async db => new Counts(
        await db.Set<HourEntry>().CountAsync(e => e.PersonId == person, Cancellation),
        await db.Set<Certificate>().CountAsync(e => e.PersonId == person, Cancellation),
        await db.Set<LessonCompletion>().CountAsync(e => e.PersonId == person, Cancellation),
        await db.Set<Watching>().CountAsync(e => e.PersonId == person, Cancellation),
        await db.Users.CountAsync(e => e.PersonId == person, Cancellation),
        await db.Set<Enrolment>().CountAsync(e => e.PersonId == person, Cancellation),
        (await db.Set<AttemptResult>().Where(e => e.PersonId == person).ToListAsync(Cancellation)).Sum(r => r.Answers.Count),
        await db.Set<PersonContact>().CountAsync(e => e.PersonId == person, Cancellation)));

    /// <summary>Someone of the first county with a certificate, a result, a film watched, an account, a phone, and audit rows that speak of them.</summary>
    private Task<(Guid Person, string Name, string Number)> HolderAsync() => site.AskAsync(async s =>
    {
        var (db, cipher, clock) = (s.GetRequiredService<LearningDbContext>(), s.GetRequiredService<FieldCipher>(), s.GetRequiredService<TimeProvider>());
        var county = await db.Organisations.Where(o => o.Code == "pzh-dq").Select(o => o.Id).SingleAsync(Cancellation);
        return await db.WriteAsync(
            async () =>
            {
                var holder = await db.People.Where(p => db.Set<Certificate>().Any(c => c.PersonId == p.Id && c.CountyId == county) && db.Set<HourEntry>().Any(e => e.PersonId == p.Id)
                    && db.Appointments.Where(a => a.PersonId == p.Id).All(a => a.CountyId == county) && !db.Users.Any(u => u.PersonId == p.Id)).OrderBy(p => p.Id).FirstAsync(Cancellation);
                db.Add(new Account { Id = clock.NewId(), PersonId = holder.Id, UserName = "holder", NormalizedUserName = "HOLDER" });
                var contact = new PersonContact { PersonId = holder.Id };
                contact.SetPhone(cipher, "13812345678");
                db.Add(contact);
                db.Add(new Watching { Id = clock.NewId(), PersonId = holder.Id, FilmKey = "any", Intervals = "0-5000" });
                var programme = await db.Set<Programme>().OrderBy(p => p.Id).FirstAsync(Cancellation);
                if (!await db.Set<Enrolment>().AnyAsync(e => e.PersonId == holder.Id, Cancellation))
                {
                    db.Add(new Enrolment { Id = clock.NewId(), PersonId = holder.Id, ProgrammeId = programme.Id, EnrolledAt = clock.Instant() });
                }

                var attempt = new QuizAttempt
                {
                    Id = clock.NewId(),
                    PersonId = holder.Id,
                    ProgrammeId = programme.Id,
                    SubjectId = programme.Id,
                    StartedAt = clock.Instant(),
                    StartedOn = clock.Today(),
                    HandedInAt = clock.Instant(),
                    Items = [new DrawnItem(Guid.Empty, [0, 1])],
                };
                db.Add(attempt);
                db.Add(new QuizAnswer { AttemptId = attempt.Id, Number = 1, Chosen = [1], SavedAt = clock.Instant() });
                db.Add(new AttemptResult
                {
                    Id = attempt.Id,
                    PersonId = holder.Id,
                    ProgrammeId = programme.Id,
                    Right = 1,
                    Total = 1,
                    Passed = true,
                    Answers = [new AnsweredItem(Guid.Empty, [1], true)],
                    HandedInOn = clock.Today(),
                    HandedInAt = clock.Instant(),
                });
                s.GetRequiredService<Audit>().Record("people.create", "person", holder.Id.ToString(), null, new { holder.Name, holder.StaffNumber });
                return (holder.Id, holder.Name, holder.StaffNumber!);
            },
            Cancellation);
    });

    private Task<int> LeaveAsync(Guid person) => site.AskAsync(async s =>
    {
        var (db, clock) = (s.GetRequiredService<LearningDbContext>(), s.GetRequiredService<TimeProvider>());
        return await db.WriteAsync(
            async () =>
            {
                foreach (var post in await db.Appointments.Where(a => a.PersonId == person && a.ReplacedAt == null).ToListAsync(Cancellation))
                {
                    post.ReplacedAt = clock.Instant();
                    db.Add(new Appointment
                    {
                        Id = clock.NewId(),
                        PersonId = person,
                        OrganisationId = post.OrganisationId,
                        CountyId = post.CountyId,
                        SchoolId = post.SchoolId,
                        Role = post.Role,
                        Employment = post.Employment,
                        From = post.From,
                        To = clock.Today().AddDays(-1),
                        RecordedAt = clock.Instant(),
                    });
                }

                return 0;
            },
            Cancellation);
    });
}

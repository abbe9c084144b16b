using Learning.Core.People;
using Learning.Framework.Auditing;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Learning.People.Services.Qualifications;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Learning.WebTests.People.Qualifications.Papers;

namespace Learning.WebTests.People.Qualifications;

/// <summary>A qualification given elsewhere goes in with a picture, is checked by another, counts from then, and stops counting when the check is revoked.</summary>
public sealed class QualificationTests : IAsyncLifetime
{
    private const string Mine = "/people/me/qualifications", MyNew = "/people/me/qualifications/new";

    private LearningSite site = null!;
    private Papers papers = null!;
    private Guid teacher;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync("gaoan-demo");
        papers = new Papers(site);
        teacher = await papers.PersonAsync("teacher");
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Paper_HandedInCheckedAndRevoked_MovesTheTargetEachTime()
    {
        await site.SettledAsync(Cancellation);
        var before = await papers.MetAsync(teacher);
        using var holder = await site.SignedInAsync("teacher");
        using var sent = await SubmitAsync(holder, MyNew, Picture);
        var row = await papers.LatestAsync(teacher);
        var waiting = await papers.MetAsync(teacher);
        using var county = await site.SignedInAsync("county");
        var todo = await county.PageAsync("/bureau/todo");
        var list = await county.PageAsync("/people/qualifications");
        var path = $"/people/qualifications/{row.Id}";
        using var accepted = await county.SubmitAsync(path, _ => { }, "form[action*=Accept]");
        var met = await papers.MetAsync(teacher);
        var own = await holder.PageAsync(Mine);
        using var revoked = await county.SubmitAsync(path, f => f.Set("Reason", "查无此证"), "form[action*=Revoke]");

        Assert.Equal((false, false, true, false), (before, waiting, met, await papers.MetAsync(teacher)));
        Assert.EndsWith(Mine, sent.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        Assert.NotNull(todo.QuerySelector(".todo a[href='/people/qualifications']"));
        Assert.NotNull(list.QuerySelector($"tbody a[href='{path}']"));
        Assert.Contains("已核验", own.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("查无此证", (await holder.PageAsync(path)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["qualifications.submit", "qualifications.accept", "qualifications.revoke"],
            await site.AskDatabaseAsync(db => db.Set<AuditRow>().Where(r => r.SubjectKind == "qualification" && r.SubjectId == row.Id.ToString()).OrderBy(r => r.Id).Select(r => r.Action).ToListAsync(Cancellation)));
        Assert.DoesNotContain("32105678", await site.AskDatabaseAsync(async db => string.Concat(await db.Set<AuditRow>().Select(r => r.Before + r.After).ToListAsync(Cancellation))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewTeachers_OfAnkang_AreThoseWithoutAnEarlierPost()
    {
        await using var ankang = await LearningSite.StartAsync("ankang-demo");
        await ankang.SettledAsync(Cancellation);
        var since = new DateOnly(2023, 1, 1);
        var today = papers.Today;
        var (counted, expected, all) = await ankang.AskDatabaseAsync(async db =>
        {
            var teachers = db.Appointments.Where(a => a.Role == Roles.PsychologyTeacher && a.Employment == "full-time" && a.ReplacedAt == null && a.From <= today && (a.To == null || a.To >= today)).Select(a => a.PersonId).Distinct();
            var old = db.Appointments.Where(a => a.ReplacedAt == null && a.From < since).Select(a => a.PersonId);
            return (
                await db.Set<Learning.Targets.Models.Progress>().Where(p => p.TargetKey == "ankang-2022/AK-4").Select(p => p.SubjectId).Order().ToListAsync(Cancellation),
                await teachers.Where(p => !old.Contains(p)).Order().ToListAsync(Cancellation),
                await teachers.CountAsync(Cancellation));
        });

        Assert.Equal(expected, counted);
        Assert.InRange(counted.Count, 1, all - 1);
    }

    [Fact]
    public async Task Held_AsKnownBefore_IsWhatWasAcceptedThen()
    {
        using var holder = await site.SignedInAsync("teacher");
        using var sent = await SubmitAsync(holder, MyNew, Picture);
        var row = await papers.LatestAsync(teacher);
        using var county = await site.SignedInAsync("county");
        using var accepted = await county.SubmitAsync($"/people/qualifications/{row.Id}", _ => { }, "form[action*=Accept]");
        using var revoked = await county.SubmitAsync($"/people/qualifications/{row.Id}", f => f.Set("Reason", "查无此证"), "form[action*=Revoke]");
        var steps = await site.AskDatabaseAsync(db => db.Set<QualificationDecision>().Where(d => d.QualificationId == row.Id).OrderBy(d => d.DecidedAt).Select(d => d.DecidedAt).ToListAsync(Cancellation));

        async Task<int> HeldAsync(DateTimeOffset? known, DateOnly? day = null) => await site.AskAsync(async s =>
            (await s.GetRequiredService<IQualifications>().HeldAsync([Kind], [teacher], day ?? papers.Today, known, Cancellation)).Count);

        Assert.Equal((0, 1, 0, 0), (await HeldAsync(steps[0]), await HeldAsync(steps[1]), await HeldAsync(steps[2]), await HeldAsync(null)));
        Assert.Equal(0, await HeldAsync(steps[1], new DateOnly(2018, 6, 30)));
    }

    [Fact]
    public async Task Returned_PutRightAndHandedInAgain_Waits()
    {
        using var holder = await site.SignedInAsync("teacher");
        using var sent = await SubmitAsync(holder, MyNew, Picture);
        var row = await papers.LatestAsync(teacher);
        var path = $"/people/qualifications/{row.Id}";
        using var county = await site.SignedInAsync("county");
        using var nothing = await county.SubmitAsync(path, _ => { }, "button[formaction*=Return]");
        using var returned = await county.SubmitAsync(path, f => f.Set("Reason", "照片看不清编号"), "button[formaction*=Return]");

        var form = await holder.PageAsync($"{path}/edit");
        using var again = await SubmitAsync(holder, form, $"{path}/edit", null, "", ("Input.Number", "2018-32105679"));
        var now = await papers.LatestAsync(teacher);

        Assert.NotNull((await nothing.ReadPageAsync()).GetElementById("Reason-error"));
        Assert.Contains("照片看不清编号", form.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("201832105678", form.GetElementById("Input_Number")!.GetAttribute("value"));
        Assert.Equal((row.Id, QualificationState.Waiting, (string?)null), (now.Id, now.State, now.Reason));
        Assert.Equal("2018-32105679", now.Number(site.Services.GetRequiredService<FieldCipher>()));
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<QualificationEvidence>().CountAsync(e => e.QualificationId == row.Id, Cancellation)));
    }

    [Theory]
    [InlineData("Input.Kind", "nothing", "Input_Kind-error")]
    [InlineData("Input.Number", "12", "Input_Number-error")]
    [InlineData("Input.Issuer", "", "Input_Issuer-error")]
    [InlineData("Input.IssuedOn", "2099-01-01", "Input_IssuedOn-error")]
    [InlineData("Input.IssuedOn", "去年", "Input_IssuedOn-error")]
    [InlineData("Input.ExpiresOn", "2017-01-01", "Input_ExpiresOn-error")]
    public async Task New_WrongField_IsSaidThereAndNothingTypedIsLost(string field, string value, string error)
    {
        using var holder = await site.SignedInAsync("teacher");

        using var answer = await SubmitAsync(holder, MyNew, Picture, "a.jpg", (field, value));

        var page = await answer.ReadPageAsync();
        Assert.NotNull(page.GetElementById(error));
        Assert.NotEqual("", page.GetElementById(field == "Input.Number" ? "Input_Issuer" : "Input_Number")!.GetAttribute("value"));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task New_WithoutOrWithAForeignFile_IsToldWhatToSend()
    {
        using var holder = await site.SignedInAsync("teacher");
        using var none = await SubmitAsync(holder, MyNew);
        using var page = await SubmitAsync(holder, MyNew, "<html><script>alert(1)</script>"u8.ToArray(), "证书.jpg");
        using var large = await SubmitAsync(holder, MyNew, [.. Picture, .. new byte[EvidenceFile.Most]]);

        Assert.Contains("传一张证书", (await none.ReadPageAsync()).GetElementById("Input_File-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("JPG、PNG", (await page.ReadPageAsync()).GetElementById("Input_File-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("10 MB", (await large.ReadPageAsync()).GetElementById("Input_File-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task New_TwiceOrASecondOfItsKind_IsOne()
    {
        using var holder = await site.SignedInAsync("teacher");
        var form = await holder.PageAsync(MyNew);
        using var first = await SubmitAsync(holder, form, MyNew, Picture);
        using var again = await SubmitAsync(holder, form, MyNew, Picture);
        using var second = await SubmitAsync(holder, MyNew, Picture);
        using var other = await SubmitAsync(holder, MyNew, Picture, "a.jpg", ("Input.Kind", Other));

        Assert.EndsWith(Mine, again.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("已经登记过", (await second.ReadPageAsync()).GetElementById("Input_Kind-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Check_ByWhoeverEnteredItOrTheHolder_IsRefused()
    {
        using var county = await site.SignedInAsync("county");
        using var entered = await SubmitAsync(county, $"/people/{teacher}/qualifications/new");
        var row = await papers.LatestAsync(teacher);
        var path = $"/people/qualifications/{row.Id}";
        var page = await county.PageAsync(path);
        using var forced = await county.PostAsync(
            new Uri($"{path}?handler=Accept", UriKind.Relative),
            new FormUrlEncodedContent([new("__token", page.QuerySelector("input[name=__token]")!.GetAttribute("value")), new("version", row.Version.ToString(System.Globalization.CultureInfo.InvariantCulture))]),
            Cancellation);
        using var city = await site.SignedInAsync("city");
        using var checkedByCity = await city.SubmitAsync(path, _ => { }, "form[action*=Accept]");

        Assert.Null(page.QuerySelector("form[action*=Accept]"));
        Assert.Contains("由另一位同事核验", (await forced.ReadPageAsync()).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(QualificationState.Accepted, (await papers.LatestAsync(teacher)).State);
    }

    [Fact]
    public async Task Check_TwoTabs_SecondIsToldOfTheFirst()
    {
        using var holder = await site.SignedInAsync("teacher");
        using var sent = await SubmitAsync(holder, MyNew, Picture);
        var path = $"/people/qualifications/{(await papers.LatestAsync(teacher)).Id}";
        using var county = await site.SignedInAsync("county");
        var (one, other) = (await county.PageAsync(path), await county.PageAsync(path));
        using var accepted = await county.SubmitAsync(one, path, _ => { }, "form[action*=Accept]");
        using var late = await county.SubmitAsync(other, path, f => f.Set("Reason", "不清楚"), "button[formaction*=Refuse]");

        Assert.Contains("别人先办了", (await late.ReadPageAsync()).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(QualificationState.Accepted, (await papers.LatestAsync(teacher)).State);
    }

    [Fact]
    public async Task SameNumber_InAnotherName_IsShownToWhoChecks()
    {
        var other = await papers.PersonAsync("principal");
        using var one = await site.SignedInAsync("teacher");
        using var first = await SubmitAsync(one, MyNew, Picture);
        using var two = await site.SignedInAsync("principal");
        using var second = await SubmitAsync(two, MyNew, Picture);
        using var county = await site.SignedInAsync("county");
        var row = await papers.LatestAsync(other);
        var name = await site.AskDatabaseAsync(db => db.People.Where(p => p.Id == teacher).Select(p => p.Name).SingleAsync(Cancellation));

        Assert.Contains(name, (await county.PageAsync($"/people/qualifications/{row.Id}")).QuerySelector("main .notice-warn, main .notice")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(name, (await two.PageAsync($"/people/qualifications/{row.Id}")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task City_WithoutKinds_SaysSoAndAsksNothing()
    {
        await using var panzhihua = await LearningSite.StartAsync();
        using var teacher = await panzhihua.SignedInAsync("teacher");

        Assert.Null((await teacher.PageAsync("/people/me")).GetElementById("qualifications"));
        Assert.Contains("还没有定", (await teacher.PageAsync(MyNew)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private Task<int> CountAsync() => site.AskDatabaseAsync(db => db.Set<Qualification>().CountAsync(q => q.PersonId == teacher, Cancellation));
}

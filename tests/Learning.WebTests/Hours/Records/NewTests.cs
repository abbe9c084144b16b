using System.Net;
using Learning.Core.People;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Hours.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.Hours.Records;

/// <summary>A clerk enters hours, and takes them back.</summary>
public sealed class NewTests : IAsyncLifetime
{
    private LearningSite site = null!;
    private Guid clerk, teacher, stranger;

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync();
        clerk = await PersonOfAsync("school");
        var school = await site.AskDatabaseAsync(db => db.Appointments.Where(a => a.PersonId == clerk && a.Role == Roles.SchoolAdministrator).Select(a => a.SchoolId).FirstAsync());
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
        teacher = await site.AskDatabaseAsync(db => db.Appointments.ActiveOn(day).Where(a => a.SchoolId == school && a.PersonId != clerk && Roles.Staff.Contains(a.Role)).Select(a => a.PersonId).FirstAsync());
        stranger = await site.AskDatabaseAsync(db => db.Appointments.ActiveOn(day).Where(a => a.SchoolId != school && a.SchoolId != null && Roles.Staff.Contains(a.Role)).Select(a => a.PersonId).FirstAsync());
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Post_RightRecord_IsEnteredAuditedAndShownToTheTeacher()
    {
        using var visitor = await site.SignedInAsync("school");

        using var response = await visitor.SubmitAsync($"/hours/records/new?person={teacher}", Fill);
        var page = await response.ReadPageAsync();

        Assert.Contains("2.5", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        var entry = await site.AskDatabaseAsync(db => db.Set<HourEntry>().SingleAsync(e => e.PersonId == teacher && e.SourceKey.StartsWith(SourceKeys.Record)));
        Assert.Equal((250, "practicum", clerk), (entry.Hours.Hundredths, entry.TrainingKind, entry.ActorPersonId!.Value));
        Assert.Equal("|counsellor|mental-health|", entry.Categories);
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<AuditRow>().CountAsync(a => a.Action == "hours.record" && a.SubjectId == entry.Id.ToString())));
    }

    [Fact]
    public async Task Post_EmptyForm_NamesEveryField()
    {
        using var visitor = await site.SignedInAsync("school");

        using var response = await visitor.SubmitAsync($"/hours/records/new?person={teacher}", form => form.Set("Input.Hours", "1.005").Set("Input.Title", "心理健康专题"));
        var page = await response.ReadPageAsync();

        Assert.Equal(4, page.QuerySelectorAll(".field.has-error").Length);
        Assert.Equal("心理健康专题", page.QuerySelector("[name='Input.Title']")!.GetAttribute("value"));
        Assert.Equal("1.005", page.QuerySelector("[name='Input.Hours']")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("stranger")]
    [InlineData("clerk")]
    public async Task Post_NotOnesOwnTeacher_IsRefused(string who)
    {
        using var visitor = await site.SignedInAsync("school");

        using var response = await visitor.SubmitAsync(
            $"/hours/records/new?person={teacher}", form => Fill(form.Set("Input.PersonId", (who == "clerk" ? clerk : stranger).ToString())));

        Assert.Contains(who == "clerk" ? "同事" : "不在您的学校", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await site.AskDatabaseAsync(db => db.Set<HourEntry>().CountAsync(e => e.Title == "区县心理健康培训")));
    }

    [Fact]
    public async Task Post_Twice_IsEnteredOnce()
    {
        using var visitor = await site.SignedInAsync("school");

        (await visitor.SubmitAsync($"/hours/records/new?person={teacher}", Fill)).Dispose();
        using var again = await visitor.SubmitAsync($"/hours/records/new?person={teacher}", Fill);

        Assert.Contains("这笔学时已登记。", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<HourEntry>().CountAsync(e => e.Title == "区县心理健康培训")));
    }

    [Fact]
    public async Task Reverse_WithReason_PostsTheNegativeOnce()
    {
        using var visitor = await site.SignedInAsync("school");
        (await visitor.SubmitAsync($"/hours/records/new?person={teacher}", Fill)).Dispose();
        var id = await site.AskDatabaseAsync(db => db.Set<HourEntry>().Where(e => e.Title == "区县心理健康培训").Select(e => e.Id).SingleAsync());

        using var without = await visitor.SubmitAsync($"/hours/records/reverse/{id}", _ => { });
        using var reversed = await visitor.SubmitAsync($"/hours/records/reverse/{id}", form => form.Set("Input.Reason", "登记错了人"));
        using var again = await visitor.GetAsync(new Uri($"/hours/records/reverse/{id}", UriKind.Relative));

        Assert.Contains("写明撤回的原因", await without.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("登记错了人", await reversed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("已经撤回过了", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await site.AskDatabaseAsync(db => db.Set<HourEntry>().Where(e => e.Title == "区县心理健康培训").SumAsync(e => e.Hours.Hundredths)));
    }

    [Fact]
    public async Task Records_NextCounty_SeesNothingOfIt()
    {
        using var visitor = await site.SignedInAsync("school");
        (await visitor.SubmitAsync($"/hours/records/new?person={teacher}", Fill)).Dispose();
        var entry = await site.AskDatabaseAsync(db => db.Set<HourEntry>().SingleAsync(e => e.Title == "区县心理健康培训"));
        var counties = new Dictionary<string, bool>();
        foreach (var account in new[] { "county", "county2" })
        {
            using var officer = await site.SignedInAsync(account);
            var list = await officer.GetStringAsync(new Uri("/hours/records?q=", UriKind.Relative));
            using var reverse = await officer.GetAsync(new Uri($"/hours/records/reverse/{entry.Id}", UriKind.Relative));
            counties[account] = list.Contains("区县心理健康培训", StringComparison.Ordinal);
            Assert.Equal(counties[account] ? HttpStatusCode.OK : HttpStatusCode.NotFound, reverse.StatusCode);
        }

        Assert.Single(counties.Values, seen => seen);
    }

    [Fact]
    public async Task Records_Teacher_MayNotOpen()
    {
        using var visitor = await site.SignedInAsync("teacher");

        using var response = await visitor.GetAsync(new Uri("/hours/records/new", UriKind.Relative));

        Assert.DoesNotContain("Input.Hours", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, response.StatusCode);
    }

    private Task<Guid> PersonOfAsync(string account) => site.AskDatabaseAsync(db => db.Users.Where(u => u.UserName == account).Select(u => u.PersonId).SingleAsync());

    private static void Fill(PageForm form) => form
        .Set("Input.Title", "区县心理健康培训").Set("Input.Hours", "2.5").Set("Input.EarnedOn", "2026-09-10").Set("Input.Kind", "practicum")
        .Set("Input.Level", "county").Set("Input.Evidence", "攀教发〔2026〕3号");
}

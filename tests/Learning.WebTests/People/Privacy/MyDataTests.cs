using System.Text.Json;
using AngleSharp.Dom;
using Learning.Core.People;
using Learning.Framework.Auditing;
using Learning.Framework.Privacy;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.People.Privacy;

/// <summary>A person reads and takes away everything the site holds about them.</summary>
public sealed class MyDataTests : IAsyncLifetime
{
    private LearningSite site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Get_OfATeacher_ShowsEachKindWithWhyAndFate()
    {
        using var teacher = await site.SignedInAsync("teacher");
        using var entered = await teacher.SubmitAsync("/people/me/contact", f => f.Set("Input.Phone", "13812345678"), "main form.form");

        var page = await teacher.PageAsync("/people/me/data");
        var titles = page.QuerySelectorAll("main h2").Select(h => h.TextContent.Trim()).ToList();

        Assert.Contains("姓名和编号", titles);
        Assert.Contains("手机号和身份证号", titles);
        Assert.Contains("学时记录", titles);
        Assert.Contains("13812345678", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("在任期间不能注销", page.GetElementById("erasure")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("main section details"), d => Assert.NotEmpty(d.QuerySelectorAll("dd")));
    }

    [Fact]
    public async Task PostDownload_OfATeacher_HoldsEveryRowAndIsOnRecord()
    {
        using var teacher = await site.SignedInAsync("teacher");
        var person = await PersonAsync("teacher");

        using var answer = await teacher.SubmitAsync("/people/me/data", _ => { }, "form[action*=Download]");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        var kinds = json.RootElement.GetProperty("held").EnumerateArray().ToDictionary(k => k.GetProperty("kind").GetString()!, k => k.GetProperty("records"));

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(person, json.RootElement.GetProperty("person").GetGuid());
        Assert.Equal("teacher", kinds["people.account"][0].GetProperty("userName").GetString());
        Assert.Equal(await site.AskDatabaseAsync(db => db.Appointments.CountAsync(a => a.PersonId == person, Cancellation)), kinds["people.appointments"].GetArrayLength());
        Assert.True(kinds["hours.entries"].GetArrayLength() > 0);
        Assert.True(kinds["curricula.enrolments"].GetArrayLength() > 0);
        Assert.DoesNotContain("PasswordHash", json.RootElement.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<AuditRow>().CountAsync(r => r.Action == "privacy.download" && r.PersonId == person, Cancellation)));
    }

    [Fact]
    public async Task Held_OfEveryModule_HasFieldsForEachValueAndCodesOnce()
    {
        foreach (var account in new[] { "teacher", "psychologist", "school", "city", "admin" })
        {
            var person = await PersonAsync(account);
            var held = await site.AskAsync(async s =>
            {
                var found = new List<HeldData>();
                foreach (var module in s.GetServices<IPersonalData>())
                {
                    found.AddRange(await module.HeldAsync([person], Cancellation));
                }

                return found;
            });

            Assert.Equal(held.Count, held.Select(h => h.Code).Distinct().Count());
            Assert.All(held, h => Assert.All(h.Rows, r => Assert.Equal(h.Fields.Count, r.Count)));
            Assert.All(held, h => Assert.Equal(h.Fate == HeldFate.Erased, h.KeptBecause is null));
        }
    }

    [Fact]
    public async Task Get_OfAnyone_ShowsNothingOfAnother()
    {
        var other = await site.AskDatabaseAsync(db => db.People.Where(p => p.Name == "周若涵").Select(p => p.StaffNumber!).SingleAsync(Cancellation));
        using var teacher = await site.SignedInAsync("teacher");

        var page = await teacher.PageAsync("/people/me/data");

        Assert.DoesNotContain(other, page.Source.Text, StringComparison.Ordinal);
    }

    private Task<Guid> PersonAsync(string account) => site.AskDatabaseAsync(db => db.Users.Where(u => u.UserName == account).Select(u => u.PersonId).SingleAsync(Cancellation));
}

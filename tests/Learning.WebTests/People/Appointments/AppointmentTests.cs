using System.Net;
using Learning.Core.People;
using Learning.Framework.Auditing;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using static Learning.WebTests.People.Staffroom;

namespace Learning.WebTests.People.Appointments;

/// <summary>Appointments are added, ended, corrected and parted on their pages; nothing is lost, nothing is done twice, nobody gives what is above the own rank.</summary>
public sealed class AppointmentTests : IAsyncLifetime
{
    private LearningSite site = null!;
    private Staffroom room = null!;
    private Guid school;
    private Appointment teacher = null!;

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync();
        room = new Staffroom(site);
        var clerks = await room.SchoolOfAsync("school");
        school = (await room.SchoolsAsync(await room.CountyAsync("county"))).First(s => s.Id != clerks).Id;
        teacher = await room.TeacherAsync(school);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task New_PostedTwice_IsAddedOnceBesideTheOther()
    {
        using var officer = await site.SignedInAsync("county");
        var page = await officer.PageAsync($"{Path}/new");
        void Fill(PageForm f) => f.Set("Input.OrganisationId", school.ToString()).Set("Input.Role", Roles.HomeroomTeacher).Set("Input.From", Day(room.Today.AddDays(5)));

        using var first = await officer.SubmitAsync(page, $"{Path}/new", Fill);
        using var second = await officer.SubmitAsync(page, $"{Path}/new", Fill);

        var roles = (await room.CurrentAsync(teacher.PersonId)).Select(a => a.Role);
        Assert.Equal([Roles.SubjectTeacher, Roles.HomeroomTeacher], roles);
        Assert.Contains("还没开始", (await second.ReadPageAsync()).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await AuditsAsync("appointments.add"));
    }

    [Fact]
    public async Task New_ManyClerksAtOnce_OneIsAddedAndTheOthersAreTold()
    {
        var clerks = new List<(HttpClient Officer, AngleSharp.Html.Dom.IHtmlDocument Form)>();
        for (var i = 0; i < 6; i++)
        {
            var officer = await site.SignedInAsync("county");
            clerks.Add((officer, await officer.PageAsync($"{Path}/new")));
        }

        var answers = await Task.WhenAll(clerks.Select(c => c.Officer.SubmitAsync(
            c.Form, $"{Path}/new", f => f.Set("Input.OrganisationId", school.ToString()).Set("Input.Role", Roles.HomeroomTeacher).Set("Input.From", Day(room.Today.AddDays(5))))));

        var refused = 0;
        foreach (var (answer, (officer, _)) in answers.Zip(clerks))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            refused += (await answer.ReadPageAsync()).GetElementById("Input_From-error") is null ? 0 : 1;
            answer.Dispose();
            officer.Dispose();
        }

        Assert.Equal(5, refused);
        Assert.Single(await room.CurrentAsync(teacher.PersonId), a => a.Role == Roles.HomeroomTeacher);
    }

    [Fact]
    public async Task New_OnPaperAtAPlaceOfTheNextCounty_IsRefusedAtTheField()
    {
        var foreign = (await room.SchoolsAsync(await room.CountyAsync("county2")))[0].Id;
        using var officer = await site.SignedInAsync("county");

        foreach (var paper in new[] { foreign, Guid.Parse("01a20464-0000-7000-8000-000000000001") })
        {
            using var refused = await officer.SubmitAsync(
                $"{Path}/new",
                f => f.Set("Input.OrganisationId", school.ToString()).Set("Input.Role", Roles.HomeroomTeacher).Set("Input.Standing", Standings.Secondment).Set("Input.OnPaperId", paper.ToString()).Set("Input.From", Day(room.Today)));

            Assert.Contains("这个单位不归您管，本人也没在那里任职", (await refused.ReadPageAsync()).GetElementById("Input_OnPaperId-error")!.TextContent, StringComparison.Ordinal);
        }

        Assert.Single(await room.CurrentAsync(teacher.PersonId));
    }

    [Theory]
    [InlineData("Input.To", "2020-01-01", "Input_To-error")]
    [InlineData("Input.From", "1900-01-01", "Input_From-error")]
    [InlineData("Input.From", "不知道", "Input_From-error")]
    [InlineData("Input.Role", Roles.SubjectTeacher, "Input_From-error")]
    [InlineData("Input.Role", Roles.CountyOfficer, "Input_Role-error")]
    [InlineData("Input.Role", Roles.PsychologyTeacher, "Input_Employment-error")]
    [InlineData("Input.Standing", "exchange", "Input_OnPaperId-error")]
    public async Task New_WrongField_IsSaidThereAndNothingTypedIsLost(string field, string value, string error)
    {
        using var officer = await site.SignedInAsync("county");

        using var answer = await officer.SubmitAsync(
            $"{Path}/new", f => f.Set("Input.OrganisationId", school.ToString()).Set("Input.Role", Roles.HomeroomTeacher).Set("Input.From", Day(room.Today)).Set(field, value));

        var page = await answer.ReadPageAsync();
        Assert.NotNull(page.GetElementById(error));
        Assert.Equal(school.ToString(), page.QuerySelector("#Input_OrganisationId option[selected]")!.GetAttribute("value"));
        // A role that is not offered cannot be chosen again.
        Assert.Equal(value == Roles.CountyOfficer ? "" : value, (page.QuerySelector($"[name='{field}'] option[selected]") ?? page.QuerySelector($"select[name='{field}'] option, input[name='{field}']"))!.GetAttribute("value"));
        Assert.Single(await room.CurrentAsync(teacher.PersonId));
    }

    [Fact]
    public async Task End_TwoTabs_SecondIsToldAndKeepsWhatWasTyped()
    {
        using var officer = await site.SignedInAsync("county");
        var path = $"{Path}/{teacher.Id}/end";
        var (one, other) = (await officer.PageAsync(path), await officer.PageAsync(path));

        using var ended = await officer.SubmitAsync(one, path, f => f.Set("Input.To", Day(room.Today)).Set("Input.Reason", "调离"));
        using var late = await officer.SubmitAsync(other, path, f => f.Set("Input.To", Day(room.Today.AddDays(-1))).Set("Input.Reason", "退休了"));

        var page = await late.ReadPageAsync();
        Assert.Contains("刚才有人改过", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("退休了", page.GetElementById("Input_Reason")!.GetAttribute("value"));
        Assert.Equal(room.Today, Assert.Single(await room.CurrentAsync(teacher.PersonId)).To);
    }

    [Fact]
    public async Task Correct_KeepsTheReplacedRowAndWhatWasKnownBefore()
    {
        using var officer = await site.SignedInAsync("county");
        using var saved = await officer.SubmitAsync($"{Path}/{teacher.Id}/correct", f => f.Set("Input.Role", Roles.MoralEducationStaff).Set("Input.From", Day(room.Today.AddDays(-30))));
        var now = await officer.PageAsync(Path);
        var all = await officer.PageAsync($"{Path}?all=true");
        var yesterday = await officer.PageAsync($"{Path}?known={Day(room.Today.AddDays(-1))}");

        Assert.Contains("德育干部", Text(now), StringComparison.Ordinal);
        Assert.DoesNotContain("学科教师", Text(now), StringComparison.Ordinal);
        Assert.Contains("学科教师", Text(all), StringComparison.Ordinal);
        Assert.Contains("改过", Text(all), StringComparison.Ordinal);
        Assert.DoesNotContain("德育干部", Text(yesterday), StringComparison.Ordinal);
        var kept = await site.AskDatabaseAsync(db => db.Appointments.SingleAsync(a => a.Id == teacher.Id));
        Assert.NotNull(kept.ReplacedAt);
        Assert.Equal(kept.Id, Assert.Single(await room.CurrentAsync(teacher.PersonId)).ReplacesId);

        static string Text(AngleSharp.Html.Dom.IHtmlDocument page) => page.QuerySelector("main ul.rows")?.TextContent ?? "";
    }

    [Fact]
    public async Task Annul_TakesTheRowBack()
    {
        using var officer = await site.SignedInAsync("county");

        using var annulled = await officer.SubmitAsync($"{Path}/{teacher.Id}/correct", _ => { }, "form[action*=Annul]");

        Assert.Empty(await room.CurrentAsync(teacher.PersonId));
        Assert.Equal(1, await AuditsAsync("appointments.annul"));
    }

    [Fact]
    public async Task Away_OnLeave_PartsTheAppointmentAndItGoesOnAfterwards()
    {
        using var officer = await site.SignedInAsync("county");
        var (begins, ends) = (room.Today, room.Today.AddDays(90));

        using var saved = await officer.SubmitAsync($"{Path}/{teacher.Id}/away", f => f.Set("Input.Standing", Standings.OnLeave).Set("Input.From", Day(begins)).Set("Input.To", Day(ends)));

        var rows = await room.CurrentAsync(teacher.PersonId);
        Assert.Equal(
            [(Standings.InPost, teacher.From, begins.AddDays(-1)), (Standings.OnLeave, begins, ends), (Standings.InPost, ends.AddDays(1), null)],
            rows.Select(a => (a.Standing, a.From, a.To)));
        Assert.Equal("exempt:leave", (await room.CountedAsync(teacher.PersonId))!.Value.Counting);
    }

    [Theory]
    [InlineData("school", HttpStatusCode.NotFound)]
    [InlineData("county2", HttpStatusCode.NotFound)]
    [InlineData("teacher", HttpStatusCode.Forbidden)]
    public async Task End_FromOutside_IsClosed(string account, HttpStatusCode expected)
    {
        using var visitor = await site.SignedInAsync(account, followRedirects: false);

        using var page = await visitor.GetAsync($"{Path}/{teacher.Id}/end", TestContext.Current.CancellationToken);

        Assert.Equal(expected, page.StatusCode);
    }

    private string Path => $"/people/{teacher.PersonId}/appointments";

    private Task<int> AuditsAsync(string action) => site.AskDatabaseAsync(db => db.Set<AuditRow>().CountAsync(r => r.Action == action));
}

using Learning.Core.People;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using static Learning.WebTests.People.Staffroom;

namespace Learning.WebTests.People.Appointments;

/// <summary>Every target counts by the appointments active on its day: a transfer, exchange, secondment, retirement and an exemption show in the numbers at once.</summary>
public sealed class CountingTests : IAsyncLifetime
{
    private LearningSite site = null!;
    private Staffroom room = null!;
    private List<Organisation> schools = [];
    private Appointment teacher = null!;

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync();
        await site.SettledAsync(TestContext.Current.CancellationToken);
        room = new Staffroom(site);
        schools = await room.SchoolsAsync(await room.CountyAsync("county"));
        teacher = await room.TeacherAsync(schools[0].Id);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Transfer_WithinTheCounty_IsDoneAtOnceAndCountsThere()
    {
        using var officer = await site.SignedInAsync("county");

        using var moved = await officer.SubmitAsync($"{Path}/transfer", f => f.Set("Input.OrganisationId", schools[1].Id.ToString()).Set("Input.From", Day(room.Today)));

        Assert.Equal((schools[1].Id, "counted"), await room.CountedAsync(teacher.PersonId));
        Assert.Equal([(schools[0].Id, room.Today.AddDays(-1)), (schools[1].Id, (DateOnly?)null)], (await room.CurrentAsync(teacher.PersonId)).Select(a => (a.OrganisationId, a.To)));
    }

    [Fact]
    public async Task Transfer_ToTheNextCounty_WaitsUntilThatSideReceives()
    {
        var there = (await room.SchoolsAsync(await room.CountyAsync("county2")))[0];
        using var giver = await site.SignedInAsync("county");
        using var receiver = await site.SignedInAsync("county2");
        using var city = await site.SignedInAsync("city");

        using var sent = await giver.SubmitAsync($"{Path}/transfer", f => f.Set("Input.OrganisationId", there.Id.ToString()).Set("Input.From", Day(room.Today)));
        var before = await room.CountedAsync(teacher.PersonId);
        using var blocked = await giver.SubmitAsync($"{Path}/end", _ => { });
        using var notTheirs = await giver.SubmitAsync("/people/transfers", f => f.Set("id", ""), "form[action*=Withdraw]");
        using var again = await giver.SubmitAsync($"{Path}/transfer", f => f.Set("Input.OrganisationId", there.Id.ToString()).Set("Input.From", Day(room.Today)));
        var todo = await receiver.PageAsync("/bureau/todo");
        var giversTodo = await giver.PageAsync("/bureau/todo");
        using var received = await receiver.SubmitAsync("/people/transfers", _ => { }, "form[action*=Receive]");

        Assert.NotNull(todo.QuerySelector(".todo a[href='/people/transfers']"));
        Assert.Null(giversTodo.QuerySelector(".todo a[href='/people/transfers']"));
        Assert.Equal((schools[0].Id, "counted"), before);
        Assert.Contains("等对方单位接收", (await blocked.ReadPageAsync()).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((there.Id, "counted"), await room.CountedAsync(teacher.PersonId));
        var rows = await room.CurrentAsync(teacher.PersonId);
        Assert.Equal([schools[0].Id, there.Id], rows.Select(a => a.OrganisationId));
        Assert.Equal(there.CountyId, rows[1].CountyId);
    }

    [Fact]
    public async Task Transfer_Declined_LeavesThePersonWithTheReason()
    {
        var there = (await room.SchoolsAsync(await room.CountyAsync("county2")))[0];
        using var giver = await site.SignedInAsync("county");
        using var receiver = await site.SignedInAsync("county2");
        using var sent = await giver.SubmitAsync($"{Path}/transfer", f => f.Set("Input.OrganisationId", there.Id.ToString()).Set("Input.From", Day(room.Today)));

        using var unread = await receiver.SubmitAsync("/people/transfers", f => f.Set("reason", "无"), "form[action*=Decline]");
        var kept = await unread.ReadPageAsync();
        using var declined = await receiver.SubmitAsync("/people/transfers", f => f.Set("reason", "没有编制"), "form[action*=Decline]");
        var told = await giver.PageAsync("/people/transfers");

        Assert.Equal("无", kept.QuerySelector(".has-error input[name=reason]")!.GetAttribute("value"));
        Assert.Equal(kept.QuerySelector(".has-error input[name=reason]")!.Id, kept.QuerySelector(".error-summary a")!.GetAttribute("href")![1..]);
        Assert.Contains("没有编制", told.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(teacher.Id, Assert.Single(await room.CurrentAsync(teacher.PersonId)).Id);
    }

    [Theory]
    [InlineData(Standings.Exchange, "", true)]
    [InlineData(Standings.Secondment, "", false)]
    [InlineData(Standings.Exchange, CountingPlaces.OnPaper, false)]
    public async Task Away_OnExchangeOrSecondment_CountsWhereTheBureauOrTheEntrySays(string standing, string countsAt, bool there)
    {
        using var officer = await site.SignedInAsync("county");

        using var saved = await officer.SubmitAsync(
            $"{Path}/away", f => f.Set("Input.Standing", standing).Set("Input.OrganisationId", schools[1].Id.ToString()).Set("Input.From", Day(room.Today)).Set("Input.CountsAt", countsAt));

        Assert.Equal((there ? schools[1].Id : schools[0].Id, "counted"), await room.CountedAsync(teacher.PersonId));
        var row = (await room.CurrentAsync(teacher.PersonId))[^1];
        Assert.Equal((schools[1].Id, schools[0].Id), (row.OrganisationId, row.OnPaperId));
    }

    [Fact]
    public async Task Retired_CountsNoMore_AndRehiredCountsAgain()
    {
        using var officer = await site.SignedInAsync("county");
        using var retired = await officer.SubmitAsync($"{Path}/correct", f => f.Set("Input.Standing", Standings.Retired));
        var gone = await room.CountedAsync(teacher.PersonId);
        var row = Assert.Single(await room.CurrentAsync(teacher.PersonId));
        using var rehired = await officer.SubmitAsync($"/people/{teacher.PersonId}/appointments/{row.Id}/correct", f => f.Set("Input.Standing", Standings.Rehired));

        Assert.Null(gone);
        Assert.Equal("counted", (await room.CountedAsync(teacher.PersonId))!.Value.Counting);
    }

    [Fact]
    public async Task CountsFromALaterDay_IsExemptUntilThen()
    {
        using var officer = await site.SignedInAsync("county");

        using var saved = await officer.SubmitAsync($"{Path}/correct", f => f.Set("Input.CountsFrom", Day(room.Today.AddDays(10))));

        Assert.Equal("exempt:waits", (await room.CountedAsync(teacher.PersonId))!.Value.Counting);
    }

    [Fact]
    public async Task Exemption_FromOneTarget_ShowsAsExemptAndEnds()
    {
        using var officer = await site.SignedInAsync("county");
        using var decided = await officer.SubmitAsync($"/people/{teacher.PersonId}/exemptions/new", f => f.Set("Input.Target", Yearly).Set("Input.Reason", "两年内退休"));
        var exempt = await room.CountedAsync(teacher.PersonId);
        var coverage = await officer.PageAsync($"/bureau/coverage/{Yearly}");
        using var again = await officer.SubmitAsync($"/people/{teacher.PersonId}/exemptions/new", f => f.Set("Input.Target", Yearly).Set("Input.Reason", "再办一次"));
        using var taken = await officer.SubmitAsync($"/people/{teacher.PersonId}/appointments", _ => { }, "form[action*=EndExemption]");

        Assert.Equal("exempt:decided", exempt!.Value.Counting);
        Assert.Contains("豁免", coverage.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await again.ReadPageAsync()).GetElementById("Input_From-error"));
        Assert.Equal("counted", (await room.CountedAsync(teacher.PersonId))!.Value.Counting);
    }

    [Fact]
    public async Task Leavers_EndedBeforeTheCutOff_AreListedToTheCountyAlone()
    {
        var cutOff = new DateOnly(room.Today.Year, 12, 31);
        using var officer = await site.SignedInAsync("county");
        using var ended = await officer.SubmitAsync($"{Path}/end", f => f.Set("Input.To", Day(cutOff.AddDays(-5))));
        var name = await site.AskDatabaseAsync(db => db.People.Where(p => p.Id == teacher.PersonId).Select(p => p.Name).SingleAsync());
        using var next = await site.SignedInAsync("county2");

        var listed = await officer.PageAsync($"/people/leavers?day={Day(cutOff)}&days=15");
        var elsewhere = await next.PageAsync($"/people/leavers?day={Day(cutOff)}&days=15");

        Assert.Contains(name, listed.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(teacher.PersonId.ToString(), elsewhere.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnRole_OfAKindergarten_CountsAsTheBureauSays()
    {
        using var city = await site.SignedInAsync("city");
        var cutOff = (await city.PageAsync("/people/leavers")).QuerySelectorAll("#day option")
            .Select(o => DateOnly.ParseExact(o.GetAttribute("value")!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).Where(d => d > room.Today.AddDays(1)).Min();
        using var added = await city.SubmitAsync("/people/roles", f => f.Set("Input.Name", "主班教师").Set("Input.CountsAs", Roles.HomeroomTeacher).Add("Input.Kinds", "kindergarten"));
        var garden = await site.AskDatabaseAsync(db => db.Organisations.Where(o => o.Kind == "kindergarten" && o.ClosedOn == null).OrderBy(o => o.Code).FirstAsync());
        var person = await site.AskDatabaseAsync(db => db.Appointments.Where(a => a.OrganisationId == garden.Id && a.ReplacedAt == null && a.To == null && Roles.Staff.Contains(a.Role)).OrderBy(a => a.Id).FirstAsync());
        var path = $"/people/{person.PersonId}/appointments/new";
        var page = await city.PageAsync(path);
        var code = page.QuerySelectorAll("#Input_Role option").First(o => o.TextContent.Contains("主班教师", StringComparison.Ordinal)).GetAttribute("value")!;

        using var given = await city.SubmitAsync(page, path, f => f.Set("Input.OrganisationId", garden.Id.ToString()).Set("Input.Role", code).Set("Input.From", Day(room.Today.AddDays(-3))));
        using var elsewhere = await city.SubmitAsync(path, f => f.Set("Input.OrganisationId", schools[0].Id.ToString()).Set("Input.Role", code).Set("Input.From", Day(room.Today)));
        var before = (await room.CurrentAsync(person.PersonId)).Single(a => a.OwnRole == code);
        using var changed = await city.SubmitAsync($"/people/roles?code={code}", f => f.Set("Input.CountsAs", Roles.OtherTeacher));
        var after = (await room.CurrentAsync(person.PersonId)).Where(a => a.OwnRole == code).Select(a => (a.Role, a.To)).ToList();
        var shown = await city.PageAsync($"/people/{person.PersonId}");
        var listed = await city.PageAsync($"/people?school={garden.Id}");
        var last = (await room.CurrentAsync(person.PersonId)).Single(a => a.OwnRole == code && a.To is null);
        using var ended = await city.SubmitAsync($"/people/{person.PersonId}/appointments/{last.Id}/end", f => f.Set("Input.To", Day(cutOff.AddDays(-1))));
        var gone = await city.PageAsync($"/people/leavers?day={Day(cutOff)}&days=15");

        Assert.Contains("主班教师", listed.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("主班教师", gone.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Roles.HomeroomTeacher, before.Role);
        Assert.NotNull((await elsewhere.ReadPageAsync()).GetElementById("Input_Role-error"));
        Assert.Equal([(Roles.HomeroomTeacher, room.Today.AddDays(-1)), (Roles.OtherTeacher, (DateOnly?)null)], after);
        Assert.Contains("主班教师", shown.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private string Path => $"/people/{teacher.PersonId}/appointments/{teacher.Id}";
}

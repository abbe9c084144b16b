using System.Net;
using Learning.Certificates.Models;
using Learning.Core;
using Learning.Core.People;
using Learning.Hours.Models;
using Learning.People.Models;
using Learning.Targets.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using static Learning.WebTests.People.Staffroom;

namespace Learning.WebTests.People.Organisations;

/// <summary>Schools are renamed, merged, moved, closed and opened again without losing anything, and each change can be taken back.</summary>
public sealed class ChangeTests : IAsyncLifetime
{
    private readonly FixedClock clock = FixedClock.At(2026, 11, 23);
    private LearningSite site = null!;
    private Staffroom room = null!;
    private List<Organisation> schools = [];

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync(clock: clock);
        await site.SettledAsync(TestContext.Current.CancellationToken);
        room = new Staffroom(site);
        schools = await room.SchoolsAsync(await room.CountyAsync("county"));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Rename_FromToday_OldNameIsStillFoundAndUndone()
    {
        using var officer = await site.SignedInAsync("county");
        var (id, old) = (schools[0].Id, schools[0].Name);

        using var renamed = await officer.SubmitAsync($"{Path(id)}/rename", f => f.Set("Input.Name", "攀枝花市新名学校").Set("Input.Reason", "文件1号"));
        var page = await renamed.ReadPageAsync();
        var found = await officer.PageAsync("/people/organisations?q=" + Uri.EscapeDataString(old));
        using var undone = await officer.SubmitAsync(page, Path(id), _ => { }, "form[action*=Undo]");

        Assert.Equal("攀枝花市新名学校", page.QuerySelector("h1")!.TextContent);
        Assert.Contains($"曾用名：{old}", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("攀枝花市新名学校", found.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(old, (await undone.ReadPageAsync()).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Rename_InAWeek_WaitsAndIsDoneOnItsDay()
    {
        using var officer = await site.SignedInAsync("county");
        var id = schools[0].Id;

        using var planned = await officer.SubmitAsync($"{Path(id)}/rename", f => f.Set("Input.Name", "下周的新名字").Set("Input.Day", Day(room.Today.AddDays(7))).Set("Input.Reason", "文件2号"));
        var before = (await planned.ReadPageAsync()).QuerySelector("h1")!.TextContent;
        clock.Move(TimeSpan.FromDays(7));
        await BeginDayAsync();

        Assert.Equal(schools[0].Name, before);
        Assert.Equal("下周的新名字", await site.AskDatabaseAsync(db => db.Organisations.Where(o => o.Id == id).Select(o => o.Name).SingleAsync()));
    }

    [Fact]
    public async Task Merge_StaffGoOn_TheOldPageSaysWhereAndUndoingBringsThemBack()
    {
        using var officer = await site.SignedInAsync("county");
        var (id, into) = (schools[1].Id, schools[0].Id);
        var teacher = await room.TeacherAsync(id);
        var facts = await FactsAsync(id);
        var form = await officer.PageAsync($"{Path(id)}/merge");
        void Fill(PageForm f) => f.Set("Input.OtherId", into.ToString()).Set("Input.Day", Day(room.Today)).Set("Input.Reason", "布局调整");

        using var merged = await officer.SubmitAsync(form, $"{Path(id)}/merge", Fill);
        using var twice = await officer.SubmitAsync(form, $"{Path(id)}/merge", Fill);
        var page = await twice.ReadPageAsync();
        var rows = await room.CurrentAsync(teacher.PersonId);
        var counted = await room.CountedAsync(teacher.PersonId);
        var listed = await officer.PageAsync("/people/organisations");
        using var undone = await officer.SubmitAsync(page, Path(id), _ => { }, "form[action*=Undo]");

        Assert.NotNull(page.QuerySelector($"main a[href='/people/organisations/{into}']"));
        Assert.Equal([(id, room.Today.AddDays(-1)), (into, (DateOnly?)null)], rows.Select(a => (a.OrganisationId, a.To)));
        Assert.Equal((into, "counted"), counted);
        Assert.Equal(facts, await FactsAsync(id));
        Assert.DoesNotContain(id.ToString(), listed.QuerySelector("tbody")!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<OrganisationChange>().CountAsync()));
        var back = Assert.Single(await room.CurrentAsync(teacher.PersonId));
        Assert.Equal((id, (DateOnly?)null), (back.OrganisationId, back.To));
        Assert.Equal((id, "counted"), await room.CountedAsync(teacher.PersonId));
        Assert.Null(await site.AskDatabaseAsync(db => db.Organisations.Where(o => o.Id == id).Select(o => o.ClosedOn).SingleAsync()));
    }

    [Fact]
    public async Task Move_ToAnotherCounty_EverythingFiledWithTheSchoolGoesAlong()
    {
        var (here, there) = (await room.CountyAsync("county"), await room.CountyAsync("county2"));
        var id = await site.AskDatabaseAsync(db => db.Set<HourEntry>().Where(e => e.CountyId == here && db.Set<Certificate>().Any(c => c.SchoolId == e.SchoolId)).OrderBy(e => e.Seq).Select(e => e.SchoolId!.Value).FirstAsync());
        var hours = await site.AskDatabaseAsync(db => db.Set<HourEntry>().CountAsync(e => e.SchoolId == id));
        using var city = await site.SignedInAsync("city");
        using var county = await site.SignedInAsync("county");
        var choices = await county.PageAsync($"{Path(id)}/move");

        using var moved = await city.SubmitAsync($"{Path(id)}/move", f => f.Set("Input.OtherId", there.ToString()).Set("Input.Reason", "区划调整"));
        using var gone = await county.GetAsync(Path(id), TestContext.Current.CancellationToken);
        using var next = await site.SignedInAsync("county2");
        using var come = await next.GetAsync(Path(id), TestContext.Current.CancellationToken);
        var after = await CountiesAsync(id);
        var past = await site.AskDatabaseAsync(db => db.Appointments.ActiveOn(room.Today.AddDays(-1)).Where(a => a.OrganisationId == id).Select(a => a.CountyId).Distinct().ToListAsync());
        using var undone = await city.SubmitAsync(Path(id), _ => { }, "form[action*=Undo]");

        Assert.DoesNotContain(there.ToString(), choices.QuerySelector("#Input_OtherId")?.InnerHtml ?? "", StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (gone.StatusCode, come.StatusCode));
        Assert.All(after, row => Assert.Equal(there, row.County));
        Assert.Equal([here], past.Select(c => c!.Value));
        Assert.True(hours > 0 && after.Exists(r => r.Table == "hours") && after.Exists(r => r.Table == "certificates") && after.Exists(r => r.Table == "progress") && after.Exists(r => r.Table == "facts"));
        Assert.All(await CountiesAsync(id), row => Assert.Equal(here, row.County));
    }

    [Fact]
    public async Task Close_AsksForADecisionOnEverybody_AndDoesWhatWasDecided()
    {
        using var officer = await site.SignedInAsync("county");
        var (id, to) = (schools[1].Id, schools[0].Id);
        var (path, last) = ($"{Path(id)}/close", room.Today.AddDays(-1));
        using var open = await officer.SubmitAsync(path, f => f.Set("Input.Day", Day(last)).Set("Input.Reason", "生源减少"));
        var asked = await open.ReadPageAsync();
        var ids = asked.QuerySelectorAll("select[name^=Decisions]").Select(s => s.GetAttribute("name")!).ToList();
        var going = await room.TeacherAsync(id);
        var ending = await room.TeacherAsync(id, skip: 1);

        using var closed = await officer.SubmitAsync(asked, path, f =>
        {
            f.Set("Input.OtherId", to.ToString()).Set("Rest", "End");
            f.Set(ids.Single(name => name.Contains(going.Id.ToString(), StringComparison.Ordinal)), "go");
        });

        using var city = await site.SignedInAsync("city");
        var acted = (await city.PageAsync("/people/audit?act=organisations.close")).QuerySelector("main tbody")!;
        Assert.NotNull(acted.QuerySelector($"a[href='{Path(id)}']"));
        Assert.Contains(schools[1].Name, acted.TextContent, StringComparison.Ordinal);
        Assert.Contains("没有选去向", asked.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("已停办", (await closed.ReadPageAsync()).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(to, (await room.CurrentAsync(going.PersonId))[^1].OrganisationId);
        Assert.Equal(last, Assert.Single(await room.CurrentAsync(ending.PersonId)).To);
        Assert.Empty(await site.AskDatabaseAsync(db => db.Appointments.ActiveOn(room.Today).Where(a => a.OrganisationId == id).ToListAsync()));

        using var reopened = await officer.SubmitAsync($"{Path(id)}/reopen", f => f.Set("Input.Day", Day(room.Today.AddDays(1))).Set("Input.Reason", "恢复"));
        clock.Move(TimeSpan.FromDays(1));
        await BeginDayAsync();
        var school = await site.AskDatabaseAsync(db => db.Organisations.SingleAsync(o => o.Id == id));
        Assert.Equal((room.Today, (DateOnly?)null), (school.OpenedOn!.Value, school.ClosedOn));
    }

    [Fact]
    public async Task Facts_CorrectedAndAdded_KeepTheirHistoryAndRefuseNonsense()
    {
        using var clerk = await site.SignedInAsync("school");
        var id = await room.SchoolOfAsync("school");
        var path = $"{Path(id)}/facts";
        using var wrong = await clerk.SubmitAsync(path, f => f.Set("Input.Pupils", "100").Set("Input.Boarders", "200"));
        using var future = await clerk.SubmitAsync(path, f => f.Set("Input.Pupils", "100").Set("Input.AsOf", Day(room.Today.AddDays(1))));
        using var first = await clerk.SubmitAsync(path, f => f.Set("Input.Pupils", "１,２００").Set("Input.Boarders", "200").Set("Input.Classes", "24"));
        using var corrected = await clerk.SubmitAsync(path, f => f.Set("Input.Pupils", "1210"));

        Assert.NotNull((await wrong.ReadPageAsync()).GetElementById("Input_Boarders-error"));
        Assert.NotNull((await future.ReadPageAsync()).GetElementById("Input_AsOf-error"));
        var rows = await site.AskDatabaseAsync(db => db.OrganisationFacts.Where(f => f.OrganisationId == id && f.AsOf == room.Today && f.Fact == OrganisationFacts.Pupils).OrderBy(f => f.RecordedAt).ToListAsync());
        Assert.Equal([(1200, true), (1210, false)], rows.Select(r => (r.Value, r.ReplacedAt is not null)));
        Assert.Contains("1,210", (await corrected.ReadPageAsync()).QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_TwoTabs_SecondSeesWhatStandsAndKeepsItsOwn()
    {
        using var officer = await site.SignedInAsync("county");
        var path = $"{Path(schools[0].Id)}/edit";
        var (one, other) = (await officer.PageAsync(path), await officer.PageAsync(path));

        using var first = await officer.SubmitAsync(one, path, f => f.Set("Input.Order", "7"));
        using var second = await officer.SubmitAsync(other, path, f => f.Set("Input.Order", "8"));

        var page = await second.ReadPageAsync();
        Assert.Contains("刚才有人改过", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("8", page.GetElementById("Input_Order")!.GetAttribute("value"));
        Assert.Equal(7, await site.AskDatabaseAsync(db => db.Organisations.Where(o => o.Id == schools[0].Id).Select(o => o.Order).SingleAsync()));
    }

    [Fact]
    public async Task Page_OfASchool_SaysWhatIsMissingWithThePageThatMendsIt()
    {
        using var officer = await site.SignedInAsync("county");
        var id = schools[0].Id;
        using var cleared = await officer.SubmitAsync($"{Path(id)}/facts", f => f.Set("Input.Pupils", "900").Set("Input.AsOf", "2025-09-10"));

        var page = await officer.PageAsync(Path(id));
        var link = page.QuerySelectorAll(".checklist a").Select(a => a.GetAttribute("href")!).First(h => h.Contains("lacking=phone", StringComparison.Ordinal));
        var staff = await officer.PageAsync(link);

        Assert.NotEmpty(staff.QuerySelectorAll("tbody tr"));
    }

    private static string Path(Guid id) => $"/people/organisations/{id}";

    private async Task BeginDayAsync()
    {
        await site.AskDatabaseAsync(async db =>
        {
            await db.WriteAsync(
                () =>
                {
                    db.Raise(new DayBegan(room.Today));
                    return Task.CompletedTask;
                },
                CancellationToken.None);
            return 0;
        });
        await site.SettledAsync(TestContext.Current.CancellationToken);
    }

    private Task<List<string>> FactsAsync(Guid id) => site.AskDatabaseAsync(async db =>
        (await db.OrganisationFacts.Where(f => f.OrganisationId == id).OrderBy(f => f.Id).ToListAsync()).ConvertAll(f => $"{f.Fact} {f.Value} {f.AsOf} {f.ReplacedAt}"));

    /// <summary>The county of everything that is filed with a school today.</summary>
    private Task<List<(string Table, Guid? County)>> CountiesAsync(Guid id) => site.AskDatabaseAsync(async db =>
    {
        var rows = new List<(string, Guid?)>();
        rows.AddRange((await db.Organisations.Where(o => o.Id == id).Select(o => o.CountyId).ToListAsync()).Select(c => ("organisation", c)));
        rows.AddRange((await db.Appointments.ActiveOn(room.Today).Where(a => a.OrganisationId == id).Select(a => a.CountyId).ToListAsync()).Select(c => ("appointments", c)));
        rows.AddRange((await db.OrganisationFacts.Where(f => f.OrganisationId == id && f.ReplacedAt == null).Select(f => f.CountyId).ToListAsync()).Select(c => ("facts", c)));
        rows.AddRange((await db.Set<HourEntry>().Where(e => e.SchoolId == id).Select(e => e.CountyId).ToListAsync()).Select(c => ("hours", c)));
        rows.AddRange((await db.Set<Certificate>().Where(c => c.SchoolId == id).Select(c => c.CountyId).ToListAsync()).Select(c => ("certificates", c)));
        rows.AddRange((await db.Set<Proposal>().Where(p => p.SchoolId == id).Select(p => p.CountyId).ToListAsync()).Select(c => ("proposals", c)));
        rows.AddRange((await db.Set<Progress>().Where(p => p.OrganisationId == id && !p.AtDeadline && p.PeriodStart == SchoolYear.Of(room.Today).FirstDay).Select(p => p.CountyId).ToListAsync()).Select(c => ("progress", c)));
        return rows;
    });
}

using Learning.Core;
using Learning.Core.People;
using Learning.People.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using static Learning.WebTests.People.Staffroom;

namespace Learning.WebTests.People.YearChange;

/// <summary>A school year is rolled by list: previewed, applied once, undone.</summary>
public sealed class YearChangeTests : IAsyncLifetime
{
    private static readonly DateOnly LastDay = new(2026, 8, 31);
    private LearningSite site = null!;
    private Staffroom room = null!;
    private Guid school;

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync();
        room = new Staffroom(site);
        school = await room.SchoolOfAsync("school");
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task OneSchool_HomeroomTeachersEndButOne_OnceAndUndone()
    {
        using var clerk = await site.SignedInAsync("school");
        var homerooms = await HomeroomsAsync(school);
        var stays = homerooms[0];
        var before = await RowsAsync(school);
        var form = await clerk.PageAsync("/people/year-change");
        void Fill(PageForm f) => f.Add("Input.Ending", Roles.HomeroomTeacher).Add("Input.Stay", stays.Id.ToString());

        using var previewed = await clerk.SubmitAsync(form, "/people/year-change?handler=Preview", Fill, "main form[method=post]");
        var preview = await previewed.ReadPageAsync();
        using var applied = await clerk.SubmitAsync(preview, previewed.RequestMessage!.RequestUri!.PathAndQuery, _ => { });
        using var twice = await clerk.SubmitAsync(form, "/people/year-change", Fill);
        using var anew = await clerk.SubmitAsync("/people/year-change", f => f.Add("Input.Schools", school.ToString()), "main form[method=post]");
        var ended = await HomeroomsAsync(school);
        using var undone = await clerk.SubmitAsync(await applied.ReadPageAsync(), applied.RequestMessage!.RequestUri!.AbsolutePath, _ => { }, "form[action*=Undo]");

        Assert.True(homerooms.Count > 1);
        Assert.Contains("到8月31日为止", preview.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(stays.Id, Assert.Single(ended, a => a.To is null).Id);
        Assert.All(ended.Where(a => a.To is not null), a => Assert.Equal(LastDay, a.To));
        Assert.Equal(applied.RequestMessage.RequestUri.AbsolutePath, twice.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<YearChangeAct>().CountAsync()));
        Assert.Equal(before, await RowsAsync(school));
    }

    [Fact]
    public async Task County_AllItsSchools_InTheBackgroundAndOnlyItsOwn()
    {
        using var officer = await site.SignedInAsync("county");
        var county = await room.CountyAsync("county");
        var elsewhere = await site.AskDatabaseAsync(db => db.Appointments.Where(a => a.CountyId != county && a.ReplacedAt != null).CountAsync());

        using var asked = await officer.SubmitAsync("/people/year-change", f => f.Add("Input.Ending", Roles.HomeroomTeacher), "main form[method=post]");
        var question = await asked.ReadPageAsync();
        var ending = await site.AskDatabaseAsync(db => db.Appointments.CountAsync(a => a.CountyId == county && a.Role == Roles.HomeroomTeacher && a.ReplacedAt == null && a.From <= LastDay && (a.To == null || a.To >= LastDay)));
        Assert.Contains($"{ending}个岗位：班主任", question.QuerySelector("main dl")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await site.AskDatabaseAsync(db => db.Set<YearChangeAct>().CountAsync()));

        using var changed = await officer.SubmitAsync(question, "/people/year-change?handler=Preview", _ => { }, "main form[method=post] button[formaction]");
        Assert.NotNull((await changed.ReadPageAsync()).QuerySelector($"input[name='Input.Ending'][value='{Roles.HomeroomTeacher}'][checked]"));

        using var applied = await officer.SubmitAsync(question, "/people/year-change", _ => { });
        await site.SettledAsync(TestContext.Current.CancellationToken);
        var page = await officer.PageAsync(applied.RequestMessage!.RequestUri!.AbsolutePath);

        Assert.True(page.QuerySelectorAll("main tbody tr").Length > 1);
        var open = await site.AskDatabaseAsync(db => db.Appointments.CountAsync(a => a.CountyId == county && a.Role == Roles.HomeroomTeacher && a.ReplacedAt == null && a.From <= LastDay && a.To == null));
        Assert.Equal(0, open);
        Assert.Equal(elsewhere, await site.AskDatabaseAsync(db => db.Appointments.Where(a => a.CountyId != county && a.ReplacedAt != null).CountAsync()));
    }

    [Fact]
    public async Task ChosenToEnd_RoleChosenToo_EndsAndIsNamedInTheAct()
    {
        using var clerk = await site.SignedInAsync("school");
        var chosen = (await HomeroomsAsync(school))[0];
        var name = await site.AskDatabaseAsync(db => db.People.Where(p => p.Id == chosen.PersonId).Select(p => p.Name).FirstAsync());

        using var applied = await clerk.SubmitAsync("/people/year-change", f => f.Add("Input.End", chosen.Id.ToString()).Add("Input.Ending", Roles.HomeroomTeacher), "main form[method=post]");
        var act = await applied.ReadPageAsync();
        var open = (await HomeroomsAsync(school)).Where(a => a.To is null);
        using var undone = await clerk.SubmitAsync(act, applied.RequestMessage!.RequestUri!.AbsolutePath, _ => { }, "form[action*=Undo]");

        Assert.Empty(open);
        Assert.Contains(name, act.QuerySelectorAll("main .table-wrap")[1].QuerySelectorAll("th a").Select(a => a.TextContent));
        Assert.Null((await undone.ReadPageAsync()).QuerySelectorAll("main .table-wrap").ElementAtOrDefault(1));
    }

    private Task<List<Appointment>> HomeroomsAsync(Guid place) => site.AskDatabaseAsync(db => db.Appointments.AsNoTracking()
        .Where(a => a.OrganisationId == place && a.Role == Roles.HomeroomTeacher && a.ReplacedAt == null && a.From <= LastDay && (a.To == null || a.To >= LastDay)).OrderBy(a => a.PersonId).ToListAsync());

    private Task<List<string>> RowsAsync(Guid place) => site.AskDatabaseAsync(async db =>
        (await db.Appointments.AsNoTracking().Where(a => a.OrganisationId == place && a.ReplacedAt == null).ToListAsync())
            .ConvertAll(a => $"{a.PersonId} {a.Role} {a.Standing} {a.From} {a.To}").Order(StringComparer.Ordinal).ToList());
}

using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.People;

/// <summary>Who has posts in two places works in two windows: what was begun for one place is never saved for the other.</summary>
public sealed class ActingTests : IAsyncLifetime
{
    private LearningSite site = null!;
    private Staffroom room = null!;
    private HttpClient clerk = null!;
    private Organisation first = null!, second = null!;

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync();
        room = new Staffroom(site);
        var own = await room.SchoolOfAsync("school");
        var other = (await room.SchoolsAsync(await room.CountyAsync("county2"))).First(s => s.Id != own).Id;
        (first, second) = await site.AskDatabaseAsync(async db => (await db.Organisations.AsNoTracking().FirstAsync(o => o.Id == own), await db.Organisations.AsNoTracking().FirstAsync(o => o.Id == other)));
        var person = await site.AskDatabaseAsync(db => db.Set<Account>().Where(a => a.UserName == "school").Select(a => a.PersonId).FirstAsync());
        using (var city = await site.SignedInAsync("city"))
        {
            using var added = await city.SubmitAsync(
                $"/people/{person}/appointments/new",
                f => f.Set("Input.OrganisationId", second.Id.ToString()).Set("Input.Role", Roles.SchoolAdministrator).Set("Input.From", Staffroom.Day(room.Today)));
        }

        clerk = await site.SignedInAsync("school");
        clerk.DefaultRequestHeaders.Add("Origin", site.Address.GetLeftPart(UriPartial.Authority));
    }

    public async ValueTask DisposeAsync()
    {
        clerk.Dispose();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task Form_OfTheOtherPlace_IsNotSavedAndComesBackWithTheText()
    {
        var form = await clerk.PageAsync("/people/new");
        using var switched = await ActAsync(second);

        using var refused = await clerk.SubmitAsync(form, "/people/new", f => f.Set("Input.Name", "双窗甲").Set("Input.StaffNumber", "T-2026-1").Set("Input.Role", Roles.HomeroomTeacher));
        var choice = await refused.ReadPageAsync();

        Assert.Contains(first.Name, choice.QuerySelector("main .notice, main [role=alert], main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("没有保存", choice.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("双窗甲"));

        using var back = await clerk.SubmitAsync(choice, "/people/acting", f => f.Press("organisation", first.Id.ToString()));
        var typed = await back.ReadPageAsync();
        Assert.Contains($"现在的身份是{first.Name}", typed.QuerySelector("main h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("双窗甲", typed.QuerySelector("main")!.OuterHtml, StringComparison.Ordinal);

        using var saved = await clerk.SubmitAsync(typed, "/people/acting", _ => { });
        Assert.Equal(first.Id, await site.AskDatabaseAsync(db => (
            from person in db.People
            join post in db.Appointments on person.Id equals post.PersonId
            where person.Name == "双窗甲"
            select post.OrganisationId).SingleAsync()));
    }

    [Fact]
    public async Task Button_OfTheOtherPlace_DoesNothingAndSaysWhy()
    {
        var form = await clerk.PageAsync("/people/imports");
        using var switched = await ActAsync(second);

        using var refused = await clerk.SubmitAsync(form, "/people/imports", _ => { });
        var page = await refused.ReadPageAsync();

        Assert.Equal("/people/acting", refused.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("再办一次", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnPagesAndSignOut_FromTheOtherWindow_GoOn()
    {
        var me = await clerk.PageAsync("/people/me");
        var lesson = await clerk.PageAsync("/curricula/lessons/counsellor-c-02");
        var form = await clerk.PageAsync("/sign-out");
        using var switched = await ActAsync(second);

        using var own = await clerk.SubmitAsync(me, "/people/me", _ => { });
        using var learned = await clerk.SubmitAsync(lesson, "/curricula/lessons/counsellor-c-02", _ => { }, "form[action*=Check]");
        using var left = await clerk.SubmitAsync(form, "/sign-out", _ => { });

        Assert.DoesNotContain("没有保存", (await own.ReadPageAsync()).Body!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/curricula/quizzes/", learned.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        using var after = await clerk.GetAsync("/people", TestContext.Current.CancellationToken);
        Assert.Equal("/sign-in", after.RequestMessage!.RequestUri!.AbsolutePath);
    }

    private Task<HttpResponseMessage> ActAsync(Organisation organisation) => clerk.SubmitAsync("/people/acting", f => f.Press("organisation", organisation.Id.ToString()));

    private Task<int> CountAsync(string name) => site.AskDatabaseAsync(db => db.People.CountAsync(p => p.Name == name));
}

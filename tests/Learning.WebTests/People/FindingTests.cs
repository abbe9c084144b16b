using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Commands;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.People.Models;
using Learning.People.Services.Finding;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Learning.WebTests.People;

/// <summary>Finding people in a made city of some hundred: by any part of a name, pinyin, number, school, phone; in the own area only; page by page.</summary>
public sealed class FindingTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private LearningSite site = null!;

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync(recipe: null);
        await site.AskAsync(services => services.GetServices<ISiteCommand>().Single(c => c.Name == "bench-data")
            .RunAsync(CommandLine.Read(["--teachers", "900", "--schools", "30"]), TextWriter.Null, Cancel));
        await site.SettledAsync(Cancel);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task List_AnyPartOfEveryKind_FindsWhoHasIt()
    {
        using var officer = await site.SignedInAsync("city");
        var school = await site.AskDatabaseAsync(db => db.Organisations.Where(o => o.Code == "bench-city-demo-001").Select(o => o.Name).FirstAsync(Cancel));

        Assert.Equal(["王敏"], Names(await FindAsync(officer, "王敏")).Distinct());
        Assert.All(Names(await FindAsync(officer, "敏")), n => Assert.Contains('敏', n));
        Assert.Contains("周若涵", Names(await FindAsync(officer, "若涵")));
        Assert.Contains("周若涵", Names(await FindAsync(officer, "周若涵")));
        Assert.Contains("周若涵", Names(await FindAsync(officer, "zrh")));
        Assert.Contains("周若涵", Names(await FindAsync(officer, "ZhouRuoHan")));
        Assert.Contains("周若涵", Names(await FindAsync(officer, "zhou ruo")));
        Assert.Empty(Names(await FindAsync(officer, "涵若")));
        Assert.Equal(["王敏"], Names(await FindAsync(officer, "9000000002")));
        Assert.All(Rows(await FindAsync(officer, school)), r => Assert.Contains(school, r.TextContent, StringComparison.Ordinal));
        Assert.NotEmpty(Rows(await FindAsync(officer, school)));
    }

    [Fact]
    public async Task List_WhileTheSearchFollowsARoster_SaysToLookAgain()
    {
        using var officer = await site.SignedInAsync("city");
        Assert.DoesNotContain("正在整理", (await FindAsync(officer, "査无此人")).Body!.TextContent, StringComparison.Ordinal);

        var clock = site.Services.GetRequiredService<TimeProvider>();
        await site.AskDatabaseAsync(db => db.WriteAsync(
            () =>
            {
                db.Add(new Job { Id = clock.NewId(), Kind = PeopleIndexWorker.JobKind, Key = "later", Payload = "{}", NotBefore = clock.Instant().AddDays(1) });
                return Task.FromResult(0);
            },
            Cancel));
        Assert.Contains("正在整理", (await FindAsync(officer, "査无此人")).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("正在整理", (await FindAsync(officer, "王敏")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_SchoolJustRenamed_IsFoundAndChosenByItsNewNameAtOnce()
    {
        using var officer = await site.SignedInAsync("county");
        var school = await site.AskDatabaseAsync(async db =>
        {
            var county = await db.Appointments.Where(a => a.Role == Roles.CountyOfficer && a.ReplacedAt == null && db.Users.Any(u => u.PersonId == a.PersonId && u.UserName == "county")).Select(a => a.CountyId).FirstAsync(Cancel);
            return await db.Organisations.Where(o => o.CountyId == county && o.SchoolId != null && o.ClosedOn == null).OrderBy(o => o.Code).FirstAsync(Cancel);
        });
        Assert.Contains(school.Name, Choices(await officer.PageAsync("/people")));

        using var renamed = await officer.SubmitAsync($"/people/organisations/{school.Id}/rename", f => f.Set("Input.Name", "飞来湖学校").Set("Input.Reason", "文件3号"));

        var list = await FindAsync(officer, "飞来湖");
        Assert.NotEmpty(Rows(list));
        Assert.Contains("飞来湖学校", Choices(list));
        Assert.DoesNotContain(school.Name, Choices(list));
        using var letters = await officer.SubmitAsync("/search", f => f.Set("q", "flh"), "main form");
        Assert.Contains("飞来湖学校", (await letters.ReadPageAsync()).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Phone_FindsTheOneWhoHasItInTheOwnAreaOnly()
    {
        var number = await site.AskDatabaseAsync(async db => (await (
            from c in db.Set<PersonContact>()
            join p in db.People on c.PersonId equals p.Id
            where c.PhoneHash != null && (p.Name == "周若涵" || p.Name == "王敏" || p.Name == "刘晓燕") && string.Compare(p.StaffNumber, "9000000005") < 0
            select p).OrderBy(p => p.StaffNumber).FirstAsync(Cancel)));
        var phone = $"154 00{number.StaffNumber![4..8]} {number.StaffNumber[8..]}";
        using var officer = await site.SignedInAsync("county");
        using var other = await site.SignedInAsync("county2");

        using var found = await AskAsync(officer, phone);
        using var nobody = await AskAsync(other, phone);
        using var kept = await officer.GetAsync("/people?role=principal&q=" + Uri.EscapeDataString(phone), Cancel);
        using var named = await AskAsync(officer, number.Name);
        var person = await found.ReadPageAsync();

        Assert.StartsWith(number.Name, person.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(phone.Replace(" ", "", StringComparison.Ordinal), person.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(Names(await nobody.ReadPageAsync()));
        Assert.Equal("/people", nobody.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal("/people?role=principal", kept.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal("/people?q=" + Uri.EscapeDataString(number.Name), named.RequestMessage!.RequestUri!.PathAndQuery);
    }

    [Theory]
    [InlineData("county", "王")]
    [InlineData("county", "w")]
    [InlineData("county", "9000")]
    [InlineData("county", "")]
    [InlineData("school", "王")]
    [InlineData("school", "9000")]
    [InlineData("school", "")]
    [InlineData("city", "")]
    [InlineData("city", "李")]
    public async Task List_WalkedThereAndBack_HoldsExactlyTheAreasPeople(string account, string typed)
    {
        using var officer = await site.SignedInAsync(account);
        var expected = await ExpectedAsync(account, typed);
        var page = await FindAsync(officer, typed);
        var counted = page.QuerySelector(".result-count")?.TextContent;
        var pages = new List<List<string>> { People(page) };
        while (page.QuerySelector(".pager [rel=next]") is IHtmlAnchorElement next)
        {
            page = await officer.PageAsync(next.PathName + next.Search);
            pages.Add(People(page));
        }

        for (var i = pages.Count - 2; i >= 0; i--)
        {
            var previous = Assert.IsType<IHtmlAnchorElement>(page.QuerySelector(".pager [rel=prev]"), exactMatch: false);
            page = await officer.PageAsync(previous.PathName + previous.Search);
            Assert.Equal(pages[i], People(page));
        }

        var walked = pages.SelectMany(p => p).ToList();
        Assert.Null(page.QuerySelector(".pager [rel=prev]"));
        Assert.Equal(walked.Count, walked.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(expected.Order(StringComparer.Ordinal), walked.Order(StringComparer.Ordinal));
        // Counted to five hundred and no further.
        Assert.Equal(expected.Count switch { 0 => null, > 500 => "500人以上", var all => $"共{all}人" }, counted);
    }

    [Theory]
    [InlineData("role=psychology-teacher")]
    [InlineData("role=subject-teacher")]
    [InlineData("standing=leave")]
    [InlineData("without=account")]
    [InlineData("without=phone")]
    [InlineData("role=subject-teacher&standing=leave&q=l")]
    public async Task List_Filtered_HoldsOnlyWhoFits(string query)
    {
        using var officer = await site.SignedInAsync("city");
        var ids = People(await officer.PageAsync("/people?" + query)).Select(Guid.Parse).ToArray();
        var posts = await site.AskDatabaseAsync(db => db.Appointments.ActiveOn(Today()).Where(a => ids.Contains(a.PersonId)).ToListAsync(Cancel));
        var accounts = await site.AskDatabaseAsync(db => db.Users.CountAsync(u => ids.Contains(u.PersonId), Cancel));
        var phones = await site.AskDatabaseAsync(db => db.Set<PersonContact>().CountAsync(c => ids.Contains(c.PersonId) && c.PhoneHash != null, Cancel));

        int With(Func<Appointment, bool> fits) => posts.Where(fits).Select(a => a.PersonId).Distinct().Count();
        Assert.True(ids.Length > 0 || query.Contains("q=l", StringComparison.Ordinal), query);
        Assert.True(!query.Contains("account", StringComparison.Ordinal) || accounts == 0);
        Assert.True(!query.Contains("phone", StringComparison.Ordinal) || phones == 0);
        Assert.True(!query.Contains("leave", StringComparison.Ordinal) || With(a => a.Standing == Standings.OnLeave) == ids.Length);
        Assert.True(!query.Contains("psychology", StringComparison.Ordinal) || With(a => a.Role == Roles.PsychologyTeacher) == ids.Length);
        Assert.True(!query.Contains("subject", StringComparison.Ordinal) || With(a => a.Role == Roles.SubjectTeacher) == ids.Length);
    }

    [Theory]
    [InlineData("after=AAAA")]
    [InlineData("after=not-base64!!")]
    [InlineData("before=OTkKYQpiCjE")]
    [InlineData("school=0198aaaa-0000-7000-8000-000000000000")]
    [InlineData("county=nowhere")]
    [InlineData("role=king&standing=tired&without=hope")]
    [InlineData("q=%25_%27%3B--")]
    [InlineData("q=%F0%9F%98%80")]
    public async Task List_NonsenseInTheAddress_IsAPage(string query)
    {
        using var officer = await site.SignedInAsync("city");

        using var answer = await officer.GetAsync("/people?" + query, Cancel);

        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task List_SchoolOfTheNextCounty_ShowsNobody()
    {
        using var officer = await site.SignedInAsync("county");
        var own = await site.AskDatabaseAsync(db => db.Organisations.Where(o => o.Code == "bench-01").Select(o => o.Id).FirstAsync(Cancel));
        var elsewhere = await site.AskDatabaseAsync(db => db.Organisations.Where(o => o.SchoolId != null && o.CountyId != own).Select(o => o.Id).FirstAsync(Cancel));

        Assert.Empty(Rows(await officer.PageAsync($"/people?school={elsewhere}")));
    }

    [Fact]
    public async Task Index_NamesAndPostsChange_FollowsAndBuiltAnewAgrees()
    {
        await ChangeAsync();
        using var officer = await site.SignedInAsync("city");

        Assert.Equal(["欧阳若水"], Names(await FindAsync(officer, "阳若水")));
        Assert.Empty(Names(await FindAsync(officer, "周若涵")));
        Assert.DoesNotContain("陈国栋", Names(await FindAsync(officer, "9000000001")));

        var followed = await TermsAsync();
        await site.AskAsync(async services =>
        {
            var db = services.GetRequiredService<LearningDbContext>();
            await db.WriteAsync(
                async () =>
                {
                    await db.Set<SearchTerm>().ExecuteDeleteAsync(Cancel);
                    await db.Set<SearchPerson>().ExecuteDeleteAsync(Cancel);
                    await services.GetRequiredService<PeopleIndexQueue>().AskAsync(Cancel);
                },
                Cancel);
            return 0;
        });
        await site.SettledAsync(Cancel);
        Assert.Equal(followed, await TermsAsync());
    }

    private Task<int> ChangeAsync() => site.AskDatabaseAsync(async db =>
    {
        await db.WriteAsync(
            async () =>
            {
                var person = await db.People.FirstAsync(p => p.StaffNumber == "9000000004", Cancel);
                (person.Name, person.SortKey, person.Initials) = ("欧阳若水", "ou yang ruo shui", "oyrs");
                var away = await db.People.FirstAsync(p => p.StaffNumber == "9000000001", Cancel);
                foreach (var post in await db.Appointments.Where(a => a.PersonId == away.Id && a.ReplacedAt == null).ToListAsync(Cancel))
                {
                    post.ReplacedAt = site.Services.GetRequiredService<TimeProvider>().Instant();
                }

                db.Raise(new AppointmentsChanged([person.Id, away.Id], []));
            },
            Cancel);
        return 0;
    });

    private Task<List<string>> TermsAsync() => site.AskDatabaseAsync(async db => (await (
        from term in db.Set<SearchTerm>()
        join person in db.Set<SearchPerson>() on term.Row equals person.Id
        select new { term.Term, term.SortKey, term.County, term.School, person.PersonId }).ToListAsync(Cancel)).Select(t => t.ToString()!).Order(StringComparer.Ordinal).ToList());

    private DateOnly Today() => site.Services.GetRequiredService<TimeProvider>().Today();

    private Task<List<string>> ExpectedAsync(string account, string typed) => site.AskDatabaseAsync(async db =>
    {
        var place = await (from u in db.Users join a in db.Appointments on u.PersonId equals a.PersonId where u.UserName == account && a.ReplacedAt == null select new { a.CountyId, a.SchoolId }).FirstAsync(Cancel);
        var posts = db.Appointments.ActiveOn(Today());
        posts = account == "county" ? posts.Where(a => a.CountyId == place.CountyId) : account == "school" ? posts.Where(a => a.SchoolId == place.SchoolId) : posts;
        var people = db.People.Where(p => posts.Any(a => a.PersonId == p.Id));
        people = typed switch
        {
            "" => people,
            "w" => people.Where(p => p.SortKey.StartsWith("w")),
            "9000" => people.Where(p => p.StaffNumber!.StartsWith("9000")),
            _ => people.Where(p => p.Name.Contains(typed)),
        };
        return (await people.Select(p => p.Id).ToListAsync(Cancel)).ConvertAll(id => id.ToString());
    });

    /// <summary>As the box of the page asks.</summary>
    private static Task<HttpResponseMessage> AskAsync(HttpClient officer, string typed) => officer.SubmitAsync("/people", f => f.Set("q", typed), "main form.filters");

    private static Task<IHtmlDocument> FindAsync(HttpClient officer, string typed) => officer.PageAsync("/people?q=" + Uri.EscapeDataString(typed));

    private static List<string> Choices(IHtmlDocument page) => [.. page.QuerySelectorAll("#school option").Select(o => o.TextContent.Trim())];

    private static IHtmlCollection<IElement> Rows(IHtmlDocument page) => page.QuerySelectorAll("main tbody tr");

    private static List<string> Names(IHtmlDocument page) => [.. page.QuerySelectorAll("main tbody th a").Select(a => a.TextContent.Trim())];

    private static List<string> People(IHtmlDocument page) => [.. page.QuerySelectorAll("main tbody th a").Select(a => a.GetAttribute("href")!.Split('/')[^1])];
}

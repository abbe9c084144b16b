using System.Text.RegularExpressions;
using Learning.BrowserTests.Support;
using Learning.Core.People;
using Learning.People.Services.Accounts.SecondFactors;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Learning.BrowserTests.People;

/// <summary>A clerk's first weeks at the office: schools change, people come, go and are exempted, a year ends, an account is lost. No page on the way has a barrier.</summary>
public sealed partial class OfficeTests(DemoSite demo) : IClassFixture<DemoSite>
{
    private const string LongName = "攀枝花市东区江边木棉花开实验学校（九年一贯制）附属第二小学望江校区分校";
    private const string HostileName = "<script>alert(1)</script>欧阳";

    [Fact]
    public async Task School_AddedRenamedMergedAndUndone_EveryPageOnTheWayHasNoBarrier()
    {
        await using var context = await ContextAsync("county");
        var page = await context.NewPageAsync();
        await page.GotoAsync("/people/organisations/new");
        await PressAsync(page, "添加机构");
        await Expect(page.Locator(".error-summary")).ToContainTextAsync("4处");
        await page.ShouldBeAccessibleEverywhereAsync();

        await page.Locator("[name='Input.Name']").FillAsync(LongName);
        await page.Locator("[name='Input.Kind']").SelectOptionAsync("primary");
        await page.Locator("[name='Input.ParentId']").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Locator("[name='Input.Code']").FillAsync("test-long");
        await PressAsync(page, "添加机构");
        await Expect(page.Locator("h1")).ToHaveTextAsync(LongName);
        await page.ShouldBeAccessibleEverywhereAsync();
        var school = new Uri(page.Url).AbsolutePath;

        foreach (var step in new[] { "facts", "staff", "edit", "rename", "move", "close", "merge" })
        {
            await page.GotoAsync($"{school}/{step}");
            await page.ShouldBeAccessibleEverywhereAsync();
        }

        await PressAsync(page, "合并");
        await Expect(page.Locator(".error-summary")).ToBeVisibleAsync();
        await page.Locator("[name='Input.OtherId']").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Locator("[name='Input.Reason']").FillAsync("攀教发〔2026〕12号");
        await PressAsync(page, "合并");
        await Expect(page.Locator("main")).ToContainTextAsync("历史数据留在本页");
        await page.ShouldBeAccessibleEverywhereAsync();
        await page.GotoAsync($"{school}/reopen");
        await page.ShouldBeAccessibleEverywhereAsync();

        await page.GotoAsync(school);
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销", Exact = true }).ClickAsync();
        await page.Locator("dialog .btn-primary, dialog .btn-danger").First.ClickAsync();
        await Expect(page.Locator("main")).Not.ToContainTextAsync("历史数据留在本页");
    }

    [Fact]
    public async Task Colleague_TakenInSentOnLeaveExemptedAndLetGo_IsReceivedElsewhere()
    {
        await using var desk = await ContextAsync("county");
        var page = await desk.NewPageAsync();
        await page.GotoAsync("/people/new");
        await PressAsync(page, "添加人员");
        await page.ShouldBeAccessibleEverywhereAsync();
        await page.Locator("[name='Input.Name']").FillAsync(HostileName);
        await page.Locator("[name='Input.OrganisationId']").SelectOptionAsync(await SchoolAsync("county"));
        await page.Locator("[name='Input.Role']").SelectOptionAsync(Roles.SubjectTeacher);
        await page.Locator("[name='Input.From']").FillAsync("2025-09-01");
        await PressAsync(page, "添加人员");
        await Expect(page.Locator("h1")).ToHaveTextAsync(HostileName);
        await page.ShouldBeAccessibleEverywhereAsync();
        var person = new Uri(page.Url).AbsolutePath;

        await page.GotoAsync($"{person}/appointments/new");
        await PressAsync(page, "加岗位");
        await page.ShouldBeAccessibleEverywhereAsync();
        await page.GotoAsync($"{person}/exemptions/new");
        await PressAsync(page, "办豁免");
        await page.ShouldBeAccessibleEverywhereAsync();
        await page.Locator("[name='Input.Reason']").FillAsync("两年内退休");
        await PressAsync(page, "办豁免");
        await page.ShouldBeAccessibleEverywhereAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "请假、支教、借调" }).First.ClickAsync();
        await PressAsync(page, "登记");
        await page.ShouldBeAccessibleEverywhereAsync();
        var post = page.Url[..page.Url.LastIndexOf('/')];
        foreach (var step in new[] { "end", "correct", "transfer" })
        {
            await page.GotoAsync($"{post}/{step}");
            await page.ShouldBeAccessibleEverywhereAsync();
        }

        await page.Locator("[name='Input.OrganisationId']").SelectOptionAsync(await SchoolAsync("county2"));
        await page.Locator("[name='Input.Role']").SelectOptionAsync(Roles.SubjectTeacher);
        await PressAsync(page, "办理调动");
        await Expect(page.Locator("main")).ToContainTextAsync("等对方接收");
        await page.ShouldBeAccessibleEverywhereAsync();
        await page.GotoAsync("/people/transfers");
        await page.ShouldBeAccessibleEverywhereAsync();

        await using var there = await ContextAsync("county2");
        var receiver = await there.NewPageAsync();
        await receiver.GotoAsync("/bureau/todo");
        await receiver.GetByRole(AriaRole.Link, new() { Name = "去接收" }).ClickAsync();
        await receiver.ShouldBeAccessibleEverywhereAsync();
        await receiver.GetByRole(AriaRole.Button, new() { Name = "接收", Exact = true }).First.ClickAsync();
        await receiver.Locator("dialog .btn-primary, dialog .btn-danger").First.ClickAsync();
        await Expect(receiver.Locator("main")).ToContainTextAsync("已接收");
        await receiver.ShouldBeAccessibleEverywhereAsync();
    }

    [Fact]
    public async Task Year_PreviewedAppliedAndUndone_HasNoBarrier()
    {
        await using var context = await ContextAsync("school");
        var page = await context.NewPageAsync();
        await page.GotoAsync("/people/year-change");
        await page.ShouldBeAccessibleEverywhereAsync();
        await page.Locator("[name='Input.Ending'][value='homeroom-teacher']").CheckAsync();
        await PressAsync(page, "按勾选重新预览");
        await Expect(page.Locator("main table")).ToContainTextAsync("到8月31日为止");
        await PressAsync(page, "办理学年交替");
        await page.WaitForURLAsync(YearAct());
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "撤销这次学年交替" })).ToBeVisibleAsync();
        await page.ShouldBeAccessibleEverywhereAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销这次学年交替" }).ClickAsync();
        await page.Locator("dialog .btn-primary, dialog .btn-danger").First.ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("已经撤销");

        await using var county = await ContextAsync("county");
        var many = await county.NewPageAsync();
        await many.GotoAsync("/people/year-change");
        await many.ShouldBeAccessibleEverywhereAsync();
    }

    [Fact]
    public async Task Account_Lost_IsFoundAgainByTwo()
    {
        await using var lost = await Chromium.ContextAsync(demo.Address);
        var owner = await lost.NewPageAsync();
        await owner.GotoAsync("/sign-in/help");
        await owner.ShouldBeAccessibleEverywhereAsync();
        await owner.Locator("[name='Input.UserName']").FillAsync("teacher");
        await owner.Locator("[name='Input.Name']").FillAsync(await demo.Site.AskDatabaseAsync(db => db.Users.Where(u => u.UserName == "teacher").Join(db.People, u => u.PersonId, p => p.Id, (_, p) => p.Name).SingleAsync()));
        await PressAsync(owner, "申请找回");
        await owner.ShouldBeAccessibleEverywhereAsync();

        await using var school = await ContextAsync("school");
        var clerk = await school.NewPageAsync();
        await clerk.GotoAsync("/people/recoveries");
        await clerk.ShouldBeAccessibleEverywhereAsync();
        await PressAsync(clerk, "是本人，提交");
        await Expect(clerk.Locator(".field-error")).ToBeVisibleAsync();
        await clerk.ShouldBeAccessibleEverywhereAsync();
        await clerk.Locator("[name=reason]").FillAsync("本人到办公室，看了工作证");
        await PressAsync(clerk, "是本人，提交");
        await Expect(clerk.Locator("main")).ToContainTextAsync("等另一位确认");
        await clerk.ShouldBeAccessibleEverywhereAsync();

        await using var county = await ContextAsync("county");
        var other = await county.NewPageAsync();
        await other.GotoAsync("/people/recoveries");
        await other.ShouldBeAccessibleEverywhereAsync();
        await PressAsync(other, "确认，打印登录码");
        var slip = await other.RunAndWaitForDownloadAsync(() => other.Locator("dialog .btn-primary, dialog .btn-danger").First.ClickAsync());
        Assert.EndsWith(".pdf", slip.SuggestedFilename, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondFactor_SetUpByForceThenAsked_HasNoBarrier()
    {
        await using var site = await LearningSite.StartAsync(settings: ("Learning:SignIn:SecondFactor", "officers"));
        await using var context = await Chromium.ContextAsync(site.Address);
        var page = await SignInAsync(context);
        await page.WaitForURLAsync(url => url.Contains("/sign-in/second/set-up", StringComparison.Ordinal));
        await page.ShouldBeAccessibleEverywhereAsync();
        await page.Locator("[name='Input.Code']").FillAsync("12");
        await PressAsync(page, "设好并登录");
        await Expect(page.Locator(".field-error")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleEverywhereAsync();
        var secret = (await page.Locator("[data-secret]").TextContentAsync())!.Replace(" ", "", StringComparison.Ordinal);
        var now = site.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        await page.Locator("[name='Input.Code']").FillAsync(Totp.CodeAt(secret, Totp.StepAt(now)));
        await PressAsync(page, "设好并登录");
        await Expect(page.Locator(".backup-codes")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleEverywhereAsync();

        await using var again = await Chromium.ContextAsync(site.Address);
        var next = await SignInAsync(again);
        await next.WaitForURLAsync(url => url.Contains("/sign-in", StringComparison.Ordinal));
        await Expect(next.Locator("[name='Input.Remember']")).ToBeVisibleAsync();
        await next.ShouldBeAccessibleEverywhereAsync();
        await next.Locator("[name='Input.Code']").FillAsync("000");
        await PressAsync(next, "登录");
        await Expect(next.Locator(".field-error")).ToBeVisibleAsync();
        await next.ShouldBeAccessibleEverywhereAsync();
    }

    private static async Task<IPage> SignInAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.Locator("[name='Input.UserName']").FillAsync("county");
        await page.Locator("[name='Input.Password']").FillAsync(LearningSite.DemoPassword);
        await page.Locator("main form .btn-primary").First.ClickAsync();
        return page;
    }

    private static Task PressAsync(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();

    private async Task<IBrowserContext> ContextAsync(string account)
    {
        var context = await Chromium.ContextAsync(demo.Address, 1280);
        await context.AddCookiesAsync(await demo.CookiesAsync(account));
        return context;
    }

    /// <summary>A school of this officer's county.</summary>
    private Task<string> SchoolAsync(string account) => demo.Site.AskDatabaseAsync(async db => (await (
        from user in db.Users
        join post in db.Appointments on user.PersonId equals post.PersonId
        join place in db.Organisations on post.CountyId equals place.CountyId
        where user.UserName == account && post.ReplacedAt == null && place.SchoolId == place.Id && place.ClosedOn == null && OrganisationKinds.Schools.Contains(place.Kind) && place.Kind != "kindergarten"
        orderby place.Code
        select place.Id).FirstAsync()).ToString());

    [GeneratedRegex("/people/year-change/[0-9a-f-]{36}$", RegexOptions.None, 1000)]
    private static partial Regex YearAct();
}

using Learning.BrowserTests.Support;
using Learning.Testing;

namespace Learning.BrowserTests;

/// <summary>No axe violation and no sideways scroll on the pages of the walk, light and dark, on a phone and on a desk.</summary>
public sealed class AccessibilityTests(DemoSite site) : IClassFixture<DemoSite>
{
    public static TheoryData<string, string> Pages => new()
    {
        { "", "/" }, { "", "/help" }, { "", "/sign-in" }, { "", "/v" }, { "", "/curricula/counsellor-c" }, { "", "/error/404" },
        { "teacher", "/my" }, { "teacher", "/curricula" }, { "teacher", "/curricula/counsellor-c" }, { "teacher", "/curricula/lessons/counsellor-c-02" },
        { "teacher", "/curricula/lessons/counsellor-c-19" }, { "teacher", "/hours" }, { "teacher", "/certificates" }, { "teacher", "/people/me" },
        { "city", "/bureau" }, { "city", "/bureau/coverage/panzhihua-2022/PZ-1" }, { "city", "/bureau/todo" }, { "city", "/targets" }, { "city", "/certificates/reviews" },
        { "city", "/certificates/issued" }, { "city", "/people" }, { "city", "/people/organisations" },
        { "school", "/bureau/todo" }, { "school", "/people" }, { "county", "/bureau" }, { "admin", "/people/audit" },
        { "city", "/people/roles" }, { "city", "/people/retention" }, { "city", "/people/erasures" }, { "county", "/people/leavers" }, { "teacher", "/people/me/data" }, { "city", "/search?q=%E6%9D%8E" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_OnPhoneAndDesk_LightAndDark_HasNoBarrier(string account, string path)
    {
        foreach (var (width, dark) in new[] { (390, false), (390, true), (1280, false), (1280, true) })
        {
            await using var context = await Chromium.ContextAsync(site.Address, width, dark);
            if (account.Length > 0)
            {
                await context.AddCookiesAsync(await site.CookiesAsync(account));
            }

            var page = await context.NewPageAsync();
            var response = await page.GotoAsync(path);

            Assert.True(response!.Status == (path == "/error/404" ? 404 : 200), $"{path} as '{account}' answered {response.Status}");
            await page.ShouldBeAccessibleAsync();
        }
    }

    /// <summary>English words are longer: the widest tables, filter bars and lists of facts, where there is least room.</summary>
    [Theory]
    [InlineData("city", "/people")]
    [InlineData("city", "/people/organisations")]
    [InlineData("city", "/people/audit")]
    [InlineData("city", "/people/roles")]
    [InlineData("county", "/people/retention")]
    [InlineData("county", "/people/leavers")]
    [InlineData("school", "/people/year-change")]
    [InlineData("school", "/people/slips")]
    public async Task Page_InEnglishOnPhone_HasNoBarrierAndNoSqueezedFact(string account, string path)
    {
        await using var context = await Chromium.ContextAsync(site.Address, 390, language: "en");
        await context.AddCookiesAsync(await site.CookiesAsync(account));

        var page = await context.NewPageAsync();
        await page.GotoAsync(path);

        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        await page.ShouldBeAccessibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("[...document.querySelectorAll('main .facts dd')].filter(d => d.clientWidth < 64).length"));
    }
}

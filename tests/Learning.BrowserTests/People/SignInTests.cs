using System.Text.RegularExpressions;
using Learning.BrowserTests.Support;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Learning.BrowserTests.People;

/// <summary>What only a real browser can show: passkeys, and a slip scanned from paper.</summary>
public sealed partial class SignInTests(DemoSite demo) : IClassFixture<DemoSite>
{
    private LearningSite Site => demo.Site;

    /// <summary>The same site under a name: passkeys belong to a name, never to an address of numbers.</summary>
    private Uri Named => new UriBuilder(Site.Address) { Host = "localhost" }.Uri;

    [Fact]
    public async Task Passkey_AddedOnThePhone_SignsInAndCountsAsTwoFactors()
    {
        await using var context = await Chromium.ContextAsync(Named);
        var page = await context.SignInAsync("principal");
        var authenticator = await AuthenticatorAsync(page);
        await page.GotoAsync("/people/me/security");
        await page.GetByRole(AriaRole.Button, new() { Name = "添加通行密钥" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("通行密钥加好了");
        await page.ShouldBeAccessibleAsync();
        await page.PictureAsync("accounts-security");
        var passkeys = await Site.AskDatabaseAsync(db => db.UserPasskeys.CountAsync(p => db.Users.Any(u => u.Id == p.UserId && u.UserName == "principal")));

        await SignOutAsync(page);
        await page.PictureAsync("accounts-sign-in");
        await SignInByPasskeyAsync(page);
        await Expect(page).ToHaveURLAsync(new Regex("/(my|bureau.*)$"));
        var session = await Site.AskDatabaseAsync(db => db.Set<Learning.People.Models.AccountSession>().OrderByDescending(s => s.StartedAt).FirstAsync(s => db.Users.Any(u => u.Id == s.AccountId && u.UserName == "principal")));

        Assert.Equal(1, passkeys);
        Assert.Equal(("passkey", true), (session.Method, session.TwoFactors));

        // Renamed, then removed: it opens nothing any more.
        await page.GotoAsync("/people/me/security");
        await page.GetByText("改名或删除").ClickAsync();
        await page.Locator("input[name=name]").FillAsync("家里的平板");
        await page.GetByRole(AriaRole.Button, new() { Name = "改名", Exact = true }).ClickAsync();
        await Expect(page.Locator(".row-title").First).ToHaveTextAsync("家里的平板");
        await page.GetByText("改名或删除").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "删除", Exact = true }).ClickAsync();
        await page.Locator("dialog .btn-danger").ClickAsync();
        await Expect(page.Locator("main")).Not.ToContainTextAsync("家里的平板");
        await SignOutAsync(page);
        await SignInByPasskeyAsync(page);
        await Expect(page.Locator("main")).ToContainTextAsync("没有用上通行密钥");
        Assert.EndsWith("/sign-in", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        Assert.NotNull(authenticator);
    }

    [Fact]
    public async Task Slip_ScannedFromPaper_SetsAPasswordAndLeavesNoCodeInTheAddress()
    {
        await using var desk = await Chromium.ContextAsync(Site.Address, 1280);
        var school = await desk.SignInAsync("school");
        await school.GotoAsync("/people/slips");
        await school.ShouldBeAccessibleAsync();
        await school.Locator("input[name=people]").First.CheckAsync();
        await school.PictureAsync("accounts-slips", whole: false);
        var download = await school.RunAndWaitForDownloadAsync(() => school.GetByRole(AriaRole.Button, new() { Name = "打印选中的" }).ClickAsync());
        var pdf = Path.Combine(Site.DataFolder, "slip.pdf");
        await download.SaveAsAsync(pdf);
        var link = (await Tools.ScanAsync(pdf)).Trim();

        Assert.Matches(Link(), link);
        await using var phone = await Chromium.ContextAsync(Site.Address);
        var page = await phone.NewPageAsync();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url + " " + request.Headers.GetValueOrDefault("referer"));
        await page.GotoAsync(link);
        await Expect(page.Locator("[name='Input.Code']")).ToHaveValueAsync(new Regex("^[2-9A-Z]{4}-[2-9A-Z]{4}$"));
        var code = (await page.Locator("[name='Input.Code']").InputValueAsync()).Replace("-", "", StringComparison.Ordinal);
        Assert.DoesNotContain("#", page.Url, StringComparison.Ordinal);
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "继续" }).ClickAsync();
        await page.Locator("[name='Input.Password']").FillAsync("江边的木棉花又开满了山坡");
        await page.Locator("[name='Input.Again']").FillAsync("江边的木棉花又开满了山坡");
        await page.GetByRole(AriaRole.Button, new() { Name = "设置密码并登录" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await page.GotoAsync("/people/me");
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        // The debugger shows a fragment that no server sees; what went over the line is the address without it.
        Assert.DoesNotContain(asked, a => a.Split('#')[0].Contains(code, StringComparison.Ordinal));
    }

    private static async Task<string> AuthenticatorAsync(IPage page)
    {
        var debugger = await page.Context.NewCDPSessionAsync(page);
        await debugger.SendAsync("WebAuthn.enable", new Dictionary<string, object> { ["enableUI"] = false });
        var added = await debugger.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return added!.Value.GetProperty("authenticatorId").GetString()!;
    }

    /// <summary>Where the browser offers the passkey by itself, there is no button left to press.</summary>
    private static async Task SignInByPasskeyAsync(IPage page)
    {
        var button = page.GetByRole(AriaRole.Button, new() { Name = "用通行密钥登录" });
        try
        {
            await button.ClickAsync(new LocatorClickOptions { Timeout = 3000 });
        }
        catch (Exception gone) when (gone is TimeoutException or PlaywrightException)
        {
            Assert.DoesNotContain("/sign-in/passkey", page.Url, StringComparison.Ordinal);
        }
    }

    /// <summary>Ends on the page to sign in, which offers the passkey at once: opened again, its answer would still be on the way and sign in behind the new page.</summary>
    private static async Task SignOutAsync(IPage page)
    {
        await page.GotoAsync("/people/me");
        await page.Locator("form[action$='sign-out'] button").First.ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/sign-in", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^http://127\.0\.0\.1:\d+/sign-in/first#a=[\w%-]+&c=[2-9A-Z]{8}$", RegexOptions.None, 1000)]
    private static partial Regex Link();
}

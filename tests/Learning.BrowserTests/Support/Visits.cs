using System.Globalization;
using System.Text.Json;
using Learning.Testing;
using Microsoft.Playwright;

namespace Learning.BrowserTests.Support;

/// <summary>What a person does in every story: sign in, look, be shown no barrier.</summary>
public static class Visits
{
    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Path.Combine(Root(), "themes", "Learning.Theme", "node_modules", "axe-core", "axe.min.js")));

    private const string Painted = """
        async () => {
          await new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)));
          await Promise.allSettled(document.getAnimations().filter(a => a.effect?.getComputedTiming().endTime !== Infinity).map(a => a.finished));
        }
        """;

    public static async Task<IPage> SignInAsync(this IBrowserContext context, string account)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.Locator("[name='Input.UserName']").FillAsync(account);
        await page.Locator("[name='Input.Password']").FillAsync(LearningSite.DemoPassword);
        await page.Locator("main form .btn-primary").First.ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return page;
    }

    /// <summary>The page as it stands, with what was typed and what is wrong: on a phone and on a desk, light and dark.</summary>
    public static async Task ShouldBeAccessibleEverywhereAsync(this IPage page)
    {
        var before = page.ViewportSize!;
        foreach (var width in new[] { 390, 1280 })
        {
            await page.SetViewportSizeAsync(width, width < 600 ? 844 : 800);
            foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
            {
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                // What is measured must have been painted in the new colours.
                await page.EvaluateAsync(Painted);
                await page.ShouldBeAccessibleAsync();
            }
        }

        await page.SetViewportSizeAsync(before.Width, before.Height);
    }

    /// <summary>No axe violation, nothing wider than the screen, nothing over what has the focus.</summary>
    public static async Task ShouldBeAccessibleAsync(this IPage page)
    {
        // The site's own policy forbids inline script, so axe is put in as the tool it is, through the debugger.
        await page.EvaluateAsync(Axe.Value);
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => ({ id: v.id, help: v.help, nodes: v.nodes.slice(0, 5).map(n => n.html + ' — ' + n.failureSummary) }))");
        var violations = found.EnumerateArray().Select(v => v.GetRawText()).ToList();
        Assert.True(violations.Count == 0, $"{page.Url}: {string.Join('\n', violations)}");
        var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(wide <= 0, string.Create(CultureInfo.InvariantCulture, $"{page.Url} scrolls sideways by {wide} px"));
        var covered = await page.EvaluateAsync<string[]>(Covered);
        Assert.True(covered.Length == 0, $"{page.Url}: out of sight when focused: {string.Join("; ", covered)}");
    }

    /// <summary>Gives each control the focus and looks what lies where it is.</summary>
    private const string Covered = """
        () => {
          const found = [];
          const at = [scrollX, scrollY];
          for (const control of [...document.querySelectorAll('main :is(a[href], button, input, select, textarea)')].filter(c => !c.disabled && c.checkVisibility({ visibilityProperty: true })).slice(0, 120)) {
            control.focus();
            const box = control.getClientRects()[0];
            if (document.activeElement !== control || !box || box.width < 2) { continue; }
            const over = document.elementFromPoint(box.left + Math.min(box.width, 60) / 2, box.top + box.height / 2);
            if (over && !control.contains(over) && !over.contains(control) && ![...control.labels ?? []].some(l => l.contains(over))) {
              found.push(`${control.outerHTML.slice(0, 90)} under ${over.outerHTML.slice(0, 60)}`);
            }
          }
          document.activeElement?.blur();
          scrollTo(...at);
          return found.slice(0, 5);
        }
        """;

    /// <summary>Keeps a picture for whoever looks: <c>artifacts/pictures/name.png</c>.</summary>
    public static Task PictureAsync(this IPage page, string name, bool whole = true)
    {
        var folder = Path.Combine(Root(), "artifacts", "pictures");
        Directory.CreateDirectory(folder);
        return page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = whole });
    }

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Learning.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}

using Microsoft.Playwright;

namespace Learning.BrowserTests.Support;

/// <summary>One real Chromium for the whole run; every test has a context of its own.</summary>
public static class Chromium
{
    private static readonly Lazy<Task<IBrowser>> Started = new(StartAsync);

    public static Task<IBrowser> BrowserAsync() => Started.Value;

    /// <param name="width">390 for a phone, 1280 for a desk.</param>
    public static async Task<IBrowserContext> ContextAsync(Uri address, int width = 390, bool dark = false, string? language = null)
    {
        var browser = await BrowserAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 800 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ReducedMotion = ReducedMotion.Reduce,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(20_000);
        if (language is not null)
        {
            await context.AddCookiesAsync([new Cookie { Name = "language", Value = Uri.EscapeDataString($"c={language}|uic={language}"), Url = address.ToString() }]);
        }

        return context;
    }

    private static async Task<IBrowser> StartAsync()
    {
        var path = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium is missing. Run: apt-get install chromium");
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--autoplay-policy=no-user-gesture-required", "--mute-audio",
            ],
        });
    }
}

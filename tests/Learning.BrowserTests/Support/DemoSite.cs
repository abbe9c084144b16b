using System.Collections.Concurrent;
using Learning.Testing;
using Microsoft.Playwright;

namespace Learning.BrowserTests.Support;

/// <summary>The demo city, started once per test class; signs in once per account and lends the cookies.</summary>
public sealed class DemoSite : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<Cookie>>>> cookies = new(StringComparer.Ordinal);
    private LearningSite? site;

    public LearningSite Site => site!;

    public Uri Address => Site.Address;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync();

    public ValueTask DisposeAsync() => site is null ? ValueTask.CompletedTask : site.DisposeAsync();

    public Task<IReadOnlyList<Cookie>> CookiesAsync(string account) =>
        cookies.GetOrAdd(account, a => new Lazy<Task<IReadOnlyList<Cookie>>>(() => SignInAsync(a))).Value;

    private async Task<IReadOnlyList<Cookie>> SignInAsync(string account)
    {
        await using var context = await Chromium.ContextAsync(Address);
        await context.SignInAsync(account);
        return [.. (await context.CookiesAsync()).Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path, HttpOnly = c.HttpOnly, Secure = c.Secure })];
    }
}

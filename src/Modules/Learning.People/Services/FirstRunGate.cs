using Learning.Framework.Settings;
using Learning.Framework.Web;
using Learning.People.Services.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.People.Services;

/// <summary>Leads every page to /setup until there is an administrator; prints the code at start.</summary>
internal sealed class FirstRunGate(IServiceScopeFactory scopes, SettingsStore settings) : IStartMessage
{
    private static readonly string[] Open = ["/setup", "/health", "/error", "/appearance", "/dist", "/favicon.svg", "/api", "/_framework"];
    private volatile bool done;

    public async ValueTask<bool> IsClosedAsync(CancellationToken cancellation)
    {
        if (done)
        {
            return false;
        }

        if ((await settings.GetAsync(cancellation)).Demo)
        {
            done = true;
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        done = !await scope.ServiceProvider.GetRequiredService<FirstRun>().IsNeededAsync(cancellation);
        return !done;
    }

    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (!done && !Array.Exists(Open, p => context.Request.Path.StartsWithSegments(p)) && await IsClosedAsync(context.RequestAborted))
        {
            context.Response.Redirect(context.Request.PathBase + "/setup");
            return;
        }

        await next(context);
    }

    public async Task WriteAsync(TextWriter console, string address, CancellationToken cancellation)
    {
        if (!await IsClosedAsync(cancellation))
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var code = FirstSignIn.Grouped(await scope.ServiceProvider.GetRequiredService<FirstRun>().NewCodeAsync(cancellation));
        await console.WriteLineAsync($"  首次设置：打开 {address.TrimEnd('/')}/setup ，填这个码 First run: open the page and enter the code");
        await console.WriteLineAsync($"    {code}");
    }
}

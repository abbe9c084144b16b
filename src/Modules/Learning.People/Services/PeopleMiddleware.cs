using Learning.Framework.Accounts;
using Learning.People.Services.Accounts.Sessions;
using Learning.People.Services.Accounts.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Learning.People.Services;

/// <summary>Around every request: the first run, and forms whose sign-in was lost.</summary>
internal sealed class PeopleMiddleware(FirstRunGate gate) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(gate.PassAsync);
        app.Use(ReturnTypedTextAsync);
        next(app);
    };

    /// <summary>Asked to sign in: a script gets its 401, a form comes along to the sign-in page, all else is redirected.</summary>
    public static async Task ChallengeAsync(RedirectContext<CookieAuthenticationOptions> challenge)
    {
        var context = challenge.HttpContext;
        if (IsScript(context.Request))
        {
            Answer(context, StatusCodes.Status401Unauthorized);
            return;
        }

        if (!await context.RequestServices.GetRequiredService<LostSignIn>().KeepAsync(context))
        {
            context.Response.Redirect(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) ? challenge.RedirectUri : "/sign-in");
        }
    }

    /// <summary>The address stays, the page says that this role cannot see it.</summary>
    public static Task ForbidAsync(RedirectContext<CookieAuthenticationOptions> forbidden)
    {
        Answer(forbidden.HttpContext, StatusCodes.Status403Forbidden);
        return Task.CompletedTask;
    }

    /// <summary>Every 60 s account and session are read again; whoever has nothing left to act for, or was signed out elsewhere, is signed out here.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var interval = services.GetRequiredService<IOptions<SecurityStampValidatorOptions>>().Value.ValidationInterval;
        var due = context.Properties.IssuedUtc is not { } issued || services.GetRequiredService<TimeProvider>().GetUtcNow() - issued > interval;
        if (due)
        {
            // Its first step asks the same; making it, with all of Identity behind it, for every request costs as much as a query.
            await SecurityStampValidator.ValidatePrincipalAsync(context);
        }

        if (context.Principal is null)
        {
            return;
        }

        if (Actor.From(context.Principal) is not { } actor || SessionDesk.IdOf(context.Principal) is not { } session || (due && !await IsGoodAsync(services, context, actor, session)))
        {
            context.RejectPrincipal();
        }
    }

    private static async Task<bool> IsGoodAsync(IServiceProvider services, CookieValidatePrincipalContext context, Actor actor, Guid session)
    {
        var cancellation = context.HttpContext.RequestAborted;
        return await services.GetRequiredService<SessionDesk>().IsOpenAsync(session, cancellation)
            && (context.Principal!.HasClaim(c => c.Type == SessionDesk.TwoFactorsClaim)
                || !await services.GetRequiredService<SecondFactorRule>().IsDueAsync(actor.AccountId, actor.Roles, cancellation));
    }

    private static void Answer(HttpContext context, int status)
    {
        // A script cannot read a page; under /api the pipeline answers in JSON by itself.
        if (IsScript(context.Request) && !context.Request.Path.StartsWithSegments("/api") && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        context.Response.StatusCode = status;
    }

    private static async Task ReturnTypedTextAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response.HasStarted || context.RequestServices.GetRequiredService<LostSignIn>().SealedOf(context) is null || context.Response.StatusCode != StatusCodes.Status200OK)
        {
            return;
        }

        // Once more through the whole pipeline, as a visit to the page that goes on with it: the address in the browser stays, the text with it.
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = OfficeForms.DrawnFor(context) is null ? "/sign-in" : "/people/acting";
        context.Request.QueryString = QueryString.Empty;
        await next(context);
    }

    private static bool IsScript(HttpRequest request) =>
        request.Path.StartsWithSegments("/api")
        || request.Headers.ContainsKey("HX-Request")
        || request.HasJsonContentType()
        || request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);
}

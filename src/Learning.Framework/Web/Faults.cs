using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Learning.Framework.Web;

/// <summary>A fault of ours gets a short reference that a person can read out and a log can be searched for.</summary>
public sealed class Faults(IProblemDetailsService problems, ILogger<Faults> log) : IExceptionHandler
{
    private static readonly object Key = new();

    /// <summary>The reference of this request's fault, such as <c>7F3K</c>; null where there was none.</summary>
    public static string? ReferenceOf(HttpContext context) => context.Items[Key] as string;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var reference = RandomNumberGenerator.GetString("23456789ABCDEFGHJKMNPQRSTUVWXYZ", 4);
        httpContext.Items[Key] = reference;
        log.LogError(exception, "Fault {Reference}", reference);
        if (!IsApi(httpContext))
        {
            return false;
        }

        httpContext.Response.StatusCode = StatusCodes.Status500InternalServerError;
        var context = new ProblemDetailsContext { HttpContext = httpContext };
        context.ProblemDetails.Extensions["reference"] = reference;
        return await problems.TryWriteAsync(context);
    }

    internal static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api");
}

public static class FaultPages
{
    /// <summary>What failed answers with a page, under /api with a problem in JSON.</summary>
    public static IApplicationBuilder UseFaultPages(this IApplicationBuilder app) => app
        .UseExceptionHandler("/error/500")
        .UseWhen(c => !Faults.IsApi(c), pages => pages.UseStatusCodePagesWithReExecute("/error/{0}"))
        .UseWhen(Faults.IsApi, api => api.UseStatusCodePages());

    /// <summary>An address without a page is not found; without this the policy that denies would say forbidden.</summary>
    public static void MapNotFound(this IEndpointRouteBuilder routes) =>
        routes.MapFallback("{**path}", context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }).AllowAnonymous();
}

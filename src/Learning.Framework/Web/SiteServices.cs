using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Learning.Framework.Web;

/// <summary>What the web server adds: pages, limits, forwarded headers.</summary>
public static class SiteServices
{
    /// <summary>Rate limit of pages that check a secret: sign-in and setup.</summary>
    public const string SecretsLimit = "secrets";

    /// <summary>Rate limit of certificate look-ups.</summary>
    public const string VerifyLimit = "verify";

    public static IServiceCollection AddLearningSite(this IServiceCollection services, IConfiguration configuration)
    {
        // Pages check the antiforgery token of every POST by themselves; saying so again would check the error page's too.
        services.AddRazorPages()
            .AddDataAnnotationsLocalization()
            .AddMvcOptions(options =>
            {
                options.ModelBinderProviders.Insert(0, new CleanInput());
                options.MaxModelValidationErrors = 50;
            });
        services.AddSingleton<IConfigureOptions<MvcOptions>, PlainMessages>();
        services.AddRouting(o => o.LowercaseUrls = true);
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "learning-form";
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.HeaderName = "RequestVerificationToken";
            o.FormFieldName = "__token";
        });
        services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost);
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(SecretsLimit, context => ByAddress(context, configuration.GetValue("Learning:Limits:SecretsPerMinute", 30)));
            options.AddPolicy(VerifyLimit, context => ByAddress(context, configuration.GetValue("Learning:Limits:VerifyPerMinute", 60)));
        });
        services.AddProblemDetails();
        services.AddExceptionHandler<Faults>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
        return services;
    }

    private static RateLimitPartition<string> ByAddress(HttpContext context, int perMinute) =>
        perMinute <= 0 || HttpMethods.IsGet(context.Request.Method)
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new SlidingWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 });
}

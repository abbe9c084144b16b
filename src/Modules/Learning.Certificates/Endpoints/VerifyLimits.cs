using System.Globalization;
using Learning.Certificates.Services;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Learning.Certificates.Endpoints;

/// <summary>What a machine hears that asks too often: JSON, and when to come again.</summary>
internal static class VerifyLimits
{
    private const int RetryAfterSeconds = 60;

    public static void AnswerInJson(RateLimiterOptions options)
    {
        var others = options.OnRejected;
        options.OnRejected = async (rejected, cancellation) =>
        {
            var context = rejected.HttpContext;
            context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            if (context.Request.Path.StartsWithSegments(VerifyEndpoint.Path))
            {
                var texts = context.RequestServices.GetRequiredService<IStringLocalizer>();
                await VerifyEndpoint.WriteAsync(context, StatusCodes.Status429TooManyRequests, new VerifyAnswer
                {
                    Verdict = "TOO_MANY_REQUESTS",
                    Kind = "none",
                    Sentence = texts["核验得太勤了。"],
                    Next = texts["请过一分钟再试。"],
                });
            }
            else if (others is not null)
            {
                await others(rejected, cancellation);
            }
        };
    }
}

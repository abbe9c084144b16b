using System.Threading.RateLimiting;
using Learning.Certificates.Services;
using Learning.Framework.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Net.Http.Headers;

namespace Learning.Certificates.Endpoints;

/// <summary><c>GET /certificates/{number}/pdf</c>: the holder and officers in scope.</summary>
internal static class PdfEndpoint
{
    public const string Limit = "certificate-pdf";

    public static void MapPdf(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/certificates/{number:length(13)}/pdf", DownloadAsync).RequireAuthorization(Permission.SignedIn).RequireRateLimiting(Limit);

    /// <summary>By address and certificate: a whole school behind one address still gets its papers.</summary>
    public static void AddLimit(RateLimiterOptions options, IConfiguration configuration)
    {
        var perMinute = configuration.GetValue("Learning:Limits:PdfPerMinute", 12);
        options.AddPolicy(Limit, context => perMinute <= 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(
                $"{context.Connection.RemoteIpAddress} {context.Request.Path}",
                _ => new SlidingWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));
    }

    private static async Task<IResult> DownloadAsync(string number, CertificateAccess access, CertificateDocument document, HttpContext context)
    {
        if (await access.FindAsync(number, context.RequestAborted) is not { } certificate)
        {
            return Results.NotFound();
        }

        var pdf = await document.DrawAsync(certificate, context.RequestAborted);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(CertificateDocument.FileName(certificate));
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.Bytes(pdf, "application/pdf");
    }
}

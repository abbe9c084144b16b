using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Learning.Certificates.Services;
using Learning.Credentials;
using Learning.Framework.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Learning.Certificates.Endpoints;

/// <summary><c>POST /api/v1/verify</c>: anonymous, without cookies; a token, or a number and a name. Nothing of it is logged.</summary>
internal static class VerifyEndpoint
{
    public const string Path = "/api/v1/verify";

    /// <summary>Longest body read, in bytes; refused before it costs work.</summary>
    public const int MaxBody = 4096;

    public static void MapVerify(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, VerifyAsync).AllowAnonymous().RequireRateLimiting(SiteServices.VerifyLimit);

    private static async Task VerifyAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.HasJsonContentType())
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        var texts = Service<IStringLocalizer>(context);
        var buffer = ArrayPool<byte>.Shared.Rent(MaxBody + 1);
        try
        {
            var length = context.Request.ContentLength > MaxBody ? -1 : await ReadAsync(context.Request.Body, buffer, context.RequestAborted);
            if (length < 0)
            {
                await WriteAsync(context, StatusCodes.Status413PayloadTooLarge, VerifyAnswer.Of(texts, Verdict.Malformed));
                return;
            }

            if (VerifyQuestion.Parse(buffer.AsSpan(0, length)) is not { } question)
            {
                await WriteAsync(context, StatusCodes.Status400BadRequest, VerifyAnswer.Of(texts, Verdict.Malformed));
                return;
            }

            var verifier = Service<CertificateVerifier>(context);
            var answer = question.Token is { } token
                ? VerifyAnswer.Of(texts, await verifier.TokenAsync(token, context.RequestAborted), masked: false)
                : VerifyAnswer.Of(texts, await verifier.NumberAsync(question.Number, question.Name, context.RequestAborted), masked: true);
            await WriteAsync(context, StatusCodes.Status200OK, answer);
        }
        finally
        {
            // What was typed is somebody's name.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static T Service<T>(HttpContext context)
        where T : notnull => (T)context.RequestServices.GetService(typeof(T))!;

    private static async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellation)
    {
        var length = await body.ReadAtLeastAsync(buffer.AsMemory(0, MaxBody + 1), MaxBody + 1, throwOnEndOfStream: false, cancellation);
        return length > MaxBody ? -1 : length;
    }

    internal static Task WriteAsync(HttpContext context, int status, VerifyAnswer answer)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(answer, VerifyJson.Written.VerifyAnswer, "application/json; charset=utf-8", context.RequestAborted);
    }
}

/// <summary>What is asked: either a token, or a number and a name.</summary>
internal sealed record VerifyQuestion
{
    public string? Token { get; init; }

    public string? Number { get; init; }

    public string? Name { get; init; }

    /// <returns>Null for anything else.</returns>
    public static VerifyQuestion? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var question = JsonSerializer.Deserialize(json, VerifyJson.Strict.VerifyQuestion);
            return question is { Token: not null, Number: null, Name: null } or { Token: null, Number: not null, Name: not null } ? question : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What is answered. Members without a value are left out.</summary>
internal sealed record VerifyAnswer
{
    /// <summary>VALID, REVOKED, NOT_FOUND … (credentials.md).</summary>
    public required string Verdict { get; init; }

    /// <summary>ok, warn, bad or none: how to show it.</summary>
    public required string Kind { get; init; }

    public required string Sentence { get; init; }

    /// <summary>What to do next.</summary>
    public required string Next { get; init; }

    /// <summary>Whole from a token; masked (王*明) after a number.</summary>
    public string? Name { get; init; }

    public string? Number { get; init; }

    public string? Type { get; init; }

    public DateOnly? IssuedOn { get; init; }

    public DateOnly? ExpiresOn { get; init; }

    /// <summary>When the register was asked.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    public static VerifyAnswer Of(IStringLocalizer T, Verdict verdict)
    {
        var words = VerdictWords.Of(T, verdict);
        return new VerifyAnswer { Verdict = words.Code, Kind = words.Kind, Sentence = words.Sentence, Next = words.Next };
    }

    public static VerifyAnswer Of(IStringLocalizer T, VerificationAnswer answer, bool masked)
    {
        var words = VerdictWords.Of(T, answer.Verdict, answer.DecidedOn);
        var certificate = answer.Certificate;
        return new VerifyAnswer
        {
            Verdict = words.Code,
            Kind = words.Kind,
            Sentence = words.Sentence,
            Next = words.Next,
            Name = certificate is null ? null : masked ? HolderName.Mask(certificate.Name) : certificate.Name,
            Number = certificate?.Number.Grouped,
            Type = certificate is null ? null : answer.Title ?? VerdictWords.Kind(T, certificate.Kind),
            IssuedOn = certificate?.IssuedOn,
            ExpiresOn = certificate?.ExpiresOn,
            CheckedAt = answer.CheckedAt,
        };
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(VerifyQuestion))]
[JsonSerializable(typeof(VerifyAnswer))]
internal sealed partial class VerifyJson : JsonSerializerContext
{
    public static readonly VerifyJson Strict = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        MaxDepth = 2,
    });

    public static readonly VerifyJson Written = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}

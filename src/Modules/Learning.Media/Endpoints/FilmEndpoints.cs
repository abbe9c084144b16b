using System.Text.Json;
using System.Text.RegularExpressions;
using Learning.Framework.Accounts;
using Learning.Media.Services;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Learning.Media.Endpoints;

/// <summary>A film's files, and what a page reports of playing it. Only for those signed in.</summary>
internal static partial class FilmEndpoints
{
    public static void MapFilms(this IEndpointRouteBuilder routes)
    {
        var films = routes.MapGroup("/media/films/{key}").RequireAuthorization(Permission.SignedIn).ExcludeFromDescription();
        films.MapGet("/{file}", FileAsync);
        films.MapPost("/watched", WatchedAsync);
    }

    private static async Task<IResult> FileAsync(string key, string file, HttpContext context, FilmFolders folders, WatchRecorder recorder, CancellationToken cancellation)
    {
        if (folders.Served(key, file) is not { } served || !File.Exists(served.Path))
        {
            return Results.NotFound();
        }

        if (file == FilmFolders.Playlist && Actor.From(context.User) is { } actor)
        {
            await recorder.BeginAsync(actor.PersonId, cancellation);
        }

        // Segments never change under their name; the rest is asked for anew, and the playlist's asking begins the watching.
        context.Response.Headers.CacheControl = served.Changes ? "private, no-cache" : "private, max-age=604800, immutable";
        return Results.File(served.Path, served.Type, lastModified: new DateTimeOffset(File.GetLastWriteTimeUtc(served.Path), TimeSpan.Zero), enableRangeProcessing: true);
    }

    private static async Task<IResult> WatchedAsync(
        string key, HttpContext context, IAntiforgery antiforgery, WatchRecorder recorder, IStringLocalizer texts, CancellationToken cancellation)
    {
        if (!await antiforgery.IsRequestValidAsync(context) || Actor.From(context.User) is not { } actor)
        {
            return Results.BadRequest();
        }

        var report = await ReadAsync(context.Request, cancellation);
        if (report is null)
        {
            return Results.BadRequest();
        }

        return await recorder.ReportAsync(actor.PersonId, key, report, cancellation) is { } outcome
            ? Results.Json(new Answer(outcome.Watched / 1000d, outcome.Needed / 1000d, outcome.Complete, Message(outcome, texts)), JsonSerializerOptions.Web)
            : Results.NotFound();
    }

    private static async Task<WatchReport?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            var report = request.HasJsonContentType() ? await request.ReadFromJsonAsync<WatchReport>(JsonSerializerOptions.Web, cancellation) : null;
            return report?.Session is { } session && Session().IsMatch(session) ? report : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Message(WatchRecorder.Outcome outcome, IStringLocalizer texts) => outcome.Refusal switch
    {
        null => outcome.JustCompleted ? texts["这部影片看完了，已经记上。"] : "",
        WatchRefusal.Hidden => texts["这段没计入：页面在后台。可以往回拖再看一遍。"],
        WatchRefusal.TooFast => texts["这段没计入：放得比1.5倍快。调慢一些，往回拖再看一遍。"],
        WatchRefusal.TwoWindows => texts["这段没计入：两个窗口同时在放。关掉一个，往回拖再看一遍。"],
        WatchRefusal.OldSession => texts["这段没计入：页面开得太久了。刷新后接着看。"],
        WatchRefusal.FasterThanTime => texts["这段没计入：进度走得比时间快。可以往回拖再看一遍。"],
        _ => texts["这段没计入：时间对不上。刷新页面，往回拖再看一遍。"],
    };

    [GeneratedRegex(@"^[A-Za-z0-9-]{8,64}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Session();

    private sealed record Answer(double WatchedSeconds, double NeededSeconds, bool Complete, string Message);
}

using System.Globalization;
using System.Text.Json;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.Media.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.Media.Services;

/// <summary>Cuts a film into what browsers play: in a folder of its own, put in place whole at the end, so that a kill leaves nothing half.</summary>
internal sealed class PrepareFilm(LearningDbContext db, FilmFolders folders, FilmTools tools, TimeProvider clock) : IJobWorker
{
    public const string JobKind = "prepare-film";

    public string Kind => JobKind;

    public bool TakesLong => true;

    public async Task RunAsync(Job job, CancellationToken cancellation)
    {
        var key = JsonSerializer.Deserialize<Order>(job.Payload, JsonSerializerOptions.Web)!.Key;
        try
        {
            var bytes = new FileInfo(folders.Original(key)).Length;
            var facts = await tools.MeasureAsync(folders.Original(key), folders.TimeLimit, cancellation);
            await CutAsync(job.Id, key, bytes, facts, cancellation);
            await KeepAsync(
                key,
                film => (film.State, film.Bytes, film.Milliseconds, film.Width, film.Height) = (FilmState.Ready, bytes, facts.Milliseconds, facts.Width, facts.Height),
                cancellation);
        }
        catch (Exception trouble) when (trouble is FilmException or IOException or JsonException)
        {
            await KeepAsync(key, film => film.State = FilmState.Failed, cancellation);
            throw;
        }
    }

    private async Task CutAsync(Guid jobId, string key, long bytes, FilmFacts facts, CancellationToken cancellation)
    {
        var unfinished = folders.Unfinished(key);
        Remove(unfinished);
        Directory.CreateDirectory(unfinished);
        var total = facts.Milliseconds / 1000;
        var told = clock.GetTimestamp();
        await TellAsync(jobId, 0, total, cancellation);
        await tools.PrepareAsync(
            folders.Original(key),
            unfinished,
            // A film replaced by another gets other names, so that caches may keep segments for ever.
            bytes.ToString("x", CultureInfo.InvariantCulture),
            facts,
            async seconds =>
            {
                if (clock.GetElapsedTime(told) > TimeSpan.FromSeconds(1))
                {
                    told = clock.GetTimestamp();
                    await TellAsync(jobId, seconds, total, cancellation);
                }
            },
            folders.TimeLimit,
            cancellation);
        if (!File.Exists(Path.Combine(unfinished, FilmFolders.Playlist)))
        {
            throw new FilmException($"ffmpeg left no playlist of {key}.");
        }

        Remove(folders.PreparedFilm(key));
        Directory.Move(unfinished, folders.PreparedFilm(key));
        await TellAsync(jobId, total, total, cancellation);
    }

    private Task TellAsync(Guid jobId, int done, int total, CancellationToken cancellation) =>
        db.WriteAsync(
            async () =>
            {
                var job = await db.Set<Job>().SingleAsync(j => j.Id == jobId, cancellation);
                (job.Done, job.Total) = (done, total);
            },
            cancellation);

    private Task KeepAsync(string key, Action<FilmFile> change, CancellationToken cancellation) =>
        db.WriteAsync(async () => change(await db.Set<FilmFile>().SingleAsync(f => f.Key == key, cancellation)), cancellation);

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal sealed record Order(string Key);
}

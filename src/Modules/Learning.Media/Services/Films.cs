using Learning.Core;
using Learning.Core.Media;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.Media.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.Media.Services;

/// <summary>Films and watching, as other modules ask for them.</summary>
internal sealed class Films(LearningDbContext db, FilmFolders folders, JobQueue jobs, TimeProvider clock) : IFilms
{
    public async Task<Film?> FindAsync(string key, CancellationToken cancellation)
    {
        var film = await db.Set<FilmFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Key == key, cancellation);
        if (film is null)
        {
            return null;
        }

        var address = $"/media/films/{key}/";
        FilmCaptions[] captions = [new("zh-Hans", "中文字幕", address + "zh.vtt"), new("en", "English", address + "en.vtt")];
        return new Film(
            key,
            film.Title,
            film.Seconds,
            film.State == FilmState.Ready ? address + FilmFolders.Playlist : null,
            [.. captions.Where(c => folders.HasCaptions(key, c.Language[..2]))],
            folders.HasPoster(key) ? address + "poster.jpg" : null);
    }

    public async Task<FilmWatching> WatchingAsync(Guid personId, string key, CancellationToken cancellation)
    {
        var film = await db.Set<FilmFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Key == key, cancellation);
        var row = await db.Set<Watching>().AsNoTracking().FirstOrDefaultAsync(w => w.PersonId == personId && w.FilmKey == key, cancellation);
        return StateOf(row, film?.Milliseconds ?? 0);
    }

    public async Task<bool> RegisterAsync(string key, string title, CancellationToken cancellation)
    {
        if (!FilmFolders.IsKey(key) || new FileInfo(folders.Original(key)) is not { Exists: true } original)
        {
            return false;
        }

        await db.WriteAsync(
            async () =>
            {
                var film = db.Set<FilmFile>().Local.FirstOrDefault(f => f.Key == key) ?? await db.Set<FilmFile>().FirstOrDefaultAsync(f => f.Key == key, cancellation);
                if (film is null)
                {
                    film = new FilmFile { Id = clock.NewId(), Key = key, Title = title, Bytes = original.Length };
                    db.Add(film);
                }
                else if (film.Bytes != original.Length)
                {
                    (film.Bytes, film.State) = (original.Length, FilmState.Preparing);
                }

                film.Title = title;
                await jobs.EnqueueAsync(PrepareFilm.JobKind, $"{key}@{original.Length}", new PrepareFilm.Order(key), cancellation);
            },
            cancellation);
        return true;
    }

    internal FilmWatching StateOf(Watching? row, int filmMilliseconds)
    {
        var watched = row is null ? Intervals.None : Intervals.Parse(row.Intervals);
        return new FilmWatching(
            [.. watched.Parts.Select(p => (p.From / 1000d, p.To / 1000d))],
            watched.Length / 1000d,
            WatchRules.Needed(filmMilliseconds, folders.Share) / 1000d,
            row?.CompletedAt is not null);
    }
}

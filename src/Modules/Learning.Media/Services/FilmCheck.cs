using System.Globalization;
using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.Media.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Learning.Media.Services;

/// <summary>At the start: films that were given up (ffmpeg was missing) or whose prepared files are gone (a restored backup) are prepared again.</summary>
internal sealed class FilmCheck(IServiceScopeFactory scopes, FilmFolders folders, TimeProvider clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDbContext>();
        var films = await db.Set<FilmFile>().AsNoTracking().ToListAsync(cancellationToken);
        var gone = films.Where(f => f.State == FilmState.Failed || (f.State == FilmState.Ready && !File.Exists(Path.Combine(folders.PreparedFilm(f.Key), FilmFolders.Playlist)))).ToList();
        if (gone.Count == 0)
        {
            return;
        }

        var jobs = scope.ServiceProvider.GetRequiredService<JobQueue>();
        await db.WriteAsync(
            async () =>
            {
                foreach (var key in gone.Select(f => f.Key))
                {
                    var film = await db.Set<FilmFile>().SingleAsync(f => f.Key == key, cancellationToken);
                    film.State = FilmState.Preparing;
                    var again = clock.Instant().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
                    await jobs.EnqueueAsync(PrepareFilm.JobKind, $"{key}@{film.Bytes}@{again}", new PrepareFilm.Order(key), cancellationToken);
                }
            },
            cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Learning.Core.Media;
using Learning.Curricula.Services;
using Learning.Framework.Events;

namespace Learning.Curricula.Handlers;

/// <summary>A film that was really watched counts for every lesson that shows it.</summary>
internal sealed class CountWatchedFilm(ProgrammeCatalog catalog, LessonRecord record) : IHandle<FilmWatched>
{
    public async Task HandleAsync(FilmWatched happened, CancellationToken cancellation)
    {
        foreach (var plan in (await catalog.GetAsync(cancellation)).Plans)
        {
            foreach (var lesson in plan.Lessons.Where(l => l.Film == happened.FilmKey))
            {
                await record.FilmWatchedAsync(happened.PersonId, plan, lesson, cancellation);
            }
        }
    }
}

using Learning.Core;
using Learning.Core.Media;
using Learning.Framework.Data;
using Learning.Media.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.Media.Services;

/// <summary>Takes reports of playing: each whole in one transaction, so a kill loses at most the last.</summary>
internal sealed class WatchRecorder(LearningDbContext db, FilmFolders folders, TimeProvider clock)
{
    /// <summary>What became of a report.</summary>
    internal sealed record Outcome(WatchRefusal? Refusal, int Watched, int Needed, bool Complete, bool JustCompleted);

    /// <summary>A page began to load a film: from here on time passes for the person. Later pages change nothing.</summary>
    public async Task BeginAsync(Guid personId, CancellationToken cancellation)
    {
        if (!await db.Set<WatchClock>().AnyAsync(c => c.PersonId == personId, cancellation))
        {
            await db.WriteAsync(() => ClockAsync(personId, cancellation), cancellation);
        }
    }

    /// <returns>Null when no such film is ready.</returns>
    public async Task<Outcome?> ReportAsync(Guid personId, string key, WatchReport report, CancellationToken cancellation)
    {
        var film = await db.Set<FilmFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Key == key, cancellation);
        if (film is not { State: FilmState.Ready })
        {
            return null;
        }

        return WatchRules.Read(report, film.Milliseconds, out var part) is { } refusal
            ? OutcomeOf(await db.Set<Watching>().AsNoTracking().FirstOrDefaultAsync(w => w.PersonId == personId && w.FilmKey == key, cancellation), film, refusal)
            : await db.WriteAsync(() => AcceptAsync(personId, film, report.Session!, part, cancellation), cancellation);
    }

    private async Task<Outcome> AcceptAsync(Guid personId, FilmFile film, string session, (int From, int To) part, CancellationToken cancellation)
    {
        var now = clock.Instant();
        var time = await ClockAsync(personId, cancellation);
        var row = await db.Set<Watching>().FirstOrDefaultAsync(w => w.PersonId == personId && w.FilmKey == film.Key, cancellation);
        if (!await KnowsAsync(session, personId, film.Key, now, cancellation))
        {
            return OutcomeOf(row, film, WatchRefusal.OldSession);
        }

        var budget = new WatchBudget(time.At, time.CreditMilliseconds);
        var watched = Intervals.Parse(row?.Intervals ?? "");
        if (WatchRules.Accept(part, now, ref budget, ref watched) is { } refusal)
        {
            var besides = time.Session is { } other && other != session && now - time.At < TimeSpan.FromSeconds(15);
            return OutcomeOf(row, film, besides ? WatchRefusal.TwoWindows : refusal);
        }

        (time.At, time.CreditMilliseconds, time.Session) = (budget.At, budget.Credit, session);
        if (row is null)
        {
            row = new Watching { Id = clock.NewId(), PersonId = personId, FilmKey = film.Key };
            db.Add(row);
        }

        row.Intervals = watched.ToString();
        var just = row.CompletedAt is null && watched.Length >= WatchRules.Needed(film.Milliseconds, folders.Share);
        if (just)
        {
            row.CompletedAt = now;
            db.Raise(new FilmWatched(personId, film.Key));
        }

        return OutcomeOf(row, film, null) with { JustCompleted = just };
    }

    private async Task<WatchClock> ClockAsync(Guid personId, CancellationToken cancellation)
    {
        var time = await db.Set<WatchClock>().FirstOrDefaultAsync(c => c.PersonId == personId, cancellation);
        if (time is null)
        {
            var budget = WatchBudget.Begin(clock.Instant());
            time = new WatchClock { PersonId = personId, At = budget.At, CreditMilliseconds = budget.Credit };
            db.Add(time);
        }

        return time;
    }

    /// <summary>Whether a page may still report: one person's, one film's, not open for days.</summary>
    private async Task<bool> KnowsAsync(string session, Guid personId, string key, DateTimeOffset now, CancellationToken cancellation)
    {
        var known = await db.Set<PlaySession>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == session, cancellation);
        if (known is null)
        {
            db.Add(new PlaySession { Id = session, PersonId = personId, FilmKey = key, BeganAt = now });
            return true;
        }

        return known.PersonId == personId && known.FilmKey == key && now - known.BeganAt <= WatchRules.LongestSession;
    }

    private Outcome OutcomeOf(Watching? row, FilmFile film, WatchRefusal? refusal) =>
        new(refusal, Intervals.Parse(row?.Intervals ?? "").Length, WatchRules.Needed(film.Milliseconds, folders.Share), row?.CompletedAt is not null, false);
}

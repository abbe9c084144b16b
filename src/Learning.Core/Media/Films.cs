namespace Learning.Core.Media;

/// <summary>A film as a page shows it.</summary>
/// <param name="Key">Name in <c>media/</c> without extension.</param>
/// <param name="Title">Title.</param>
/// <param name="Seconds">Length in seconds.</param>
/// <param name="Source">Address of the HLS playlist; null while it is being prepared.</param>
/// <param name="Captions">Caption tracks: language and address.</param>
/// <param name="Poster">Address of the still.</param>
public sealed record Film(string Key, string Title, double Seconds, string? Source, IReadOnlyList<FilmCaptions> Captions, string? Poster);

/// <summary>A caption track.</summary>
public sealed record FilmCaptions(string Language, string Label, string Address);

/// <summary>What the server has accepted as really watched.</summary>
/// <param name="Intervals">Merged intervals of the film, in seconds.</param>
/// <param name="WatchedSeconds">Their total length.</param>
/// <param name="NeededSeconds">What completes the film.</param>
public sealed record FilmWatching(IReadOnlyList<(double From, double To)> Intervals, double WatchedSeconds, double NeededSeconds, bool Complete);

/// <summary>A person has really watched a film to its measure; told once per person and film.</summary>
public sealed record FilmWatched(Guid PersonId, string FilmKey) : IEvent;

/// <summary>Films and watching, as other modules ask for them.</summary>
public interface IFilms
{
    /// <summary>The film, or null when no film has this key.</summary>
    Task<Film?> FindAsync(string key, CancellationToken cancellation);

    /// <summary>What a person has watched of it.</summary>
    Task<FilmWatching> WatchingAsync(Guid personId, string key, CancellationToken cancellation);

    /// <summary>Registers a film of the <c>media/</c> folder (a recipe refers to it) and queues its preparation; the same key again changes nothing.</summary>
    /// <returns>False when <c>media/</c> has no such film.</returns>
    Task<bool> RegisterAsync(string key, string title, CancellationToken cancellation);
}

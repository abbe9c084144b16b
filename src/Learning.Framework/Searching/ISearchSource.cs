namespace Learning.Framework.Searching;

/// <summary>One kind of thing the site's one search box finds. It answers only what the acting person may open, in the own area.</summary>
public interface ISearchSource
{
    /// <summary>Where its group stands.</summary>
    int Order { get; }

    /// <param name="text">What was typed: trimmed, NFC, 1 to 60 characters.</param>
    /// <param name="most">No more than these.</param>
    /// <returns>Null when it has nothing for this person or text.</returns>
    Task<SearchGroup?> FindAsync(string text, int most, CancellationToken cancellation);
}

/// <summary>What one source found, in the reader's language.</summary>
/// <param name="AllHref">Where the rest is; null when this is all.</param>
public sealed record SearchGroup(string Title, IReadOnlyList<SearchHit> Hits, string? AllHref = null);

/// <param name="Icon">Name of an icon of the theme.</param>
public sealed record SearchHit(string Title, string Note, string Href, string Icon);

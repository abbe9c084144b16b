using Microsoft.EntityFrameworkCore;

namespace Learning.Framework.Privacy;

/// <summary>What becomes of data when the person is erased.</summary>
public enum HeldFate
{
    /// <summary>Gone.</summary>
    Erased,

    /// <summary>Stays, without the name: it only says that somebody did it.</summary>
    Anonymous,

    /// <summary>Stays as it is, for the reason given.</summary>
    Kept,
}

/// <summary>One kind of thing the site holds about a person, with every row of it.</summary>
public sealed record HeldData
{
    /// <summary>Name in the download, such as <c>hours.entries</c>.</summary>
    public required string Code { get; init; }

    public required string Title { get; init; }

    /// <summary>What it is held for.</summary>
    public required string Why { get; init; }

    public required HeldFate Fate { get; init; }

    /// <summary>Why it stays; null where it is erased.</summary>
    public string? KeptBecause { get; init; }

    /// <summary>Names in the download and on the page.</summary>
    public required IReadOnlyList<HeldField> Fields { get; init; }

    /// <summary>Values in the order of the fields: text, numbers, dates, instants, yes and no.</summary>
    public required IReadOnlyList<IReadOnlyList<object?>> Rows { get; init; }
}

/// <param name="Code">In the download.</param>
/// <param name="Label">On the page.</param>
public sealed record HeldField(string Code, string Label);

/// <summary>Something an audit row can be about.</summary>
public sealed record AuditSubject(string Kind, string Id);

/// <summary>What a module holds about people: shown to them, erased when that is decided. A test holds that every entity naming a person is spoken for.</summary>
public interface IPersonalData
{
    /// <summary>The entities this speaks for.</summary>
    IReadOnlyList<Type> Entities { get; }

    /// <param name="people">One person: the record and those merged into it.</param>
    Task<IReadOnlyList<HeldData>> HeldAsync(IReadOnlyList<Guid> people, CancellationToken cancellation);

    /// <summary>Inside a unit of work: erases what is not kept. Does nothing the second time.</summary>
    Task EraseAsync(IReadOnlyList<Guid> people, CancellationToken cancellation);

    /// <summary>What audit rows about the person name, besides the person: their accounts, entries, certificates.</summary>
    Task<IReadOnlyList<AuditSubject>> SubjectsAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<AuditSubject>>([]);

    /// <summary>Whether the before and after of audit rows about the subjects above is erased with the person.</summary>
    bool ErasesAuditPayloads => false;
}

/// <summary>Reads rows into <see cref="HeldData"/>: a kind, its fields, and where each value comes from.</summary>
public static class Held
{
    public static async Task<HeldData> ReadAsync<T>(
        this IQueryable<T> rows, HeldData kind, CancellationToken cancellation, params (string Code, string Label, Func<T, object?> Value)[] fields)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var found = await rows.ToListAsync(cancellation);
        return kind with
        {
            Fields = [.. fields.Select(f => new HeldField(f.Code, f.Label))],
            Rows = [.. found.Select(row => (IReadOnlyList<object?>)[.. fields.Select(f => f.Value(row))])],
        };
    }

    public static HeldData Erased(string code, string title, string why) =>
        new() { Code = code, Title = title, Why = why, Fate = HeldFate.Erased, Fields = [], Rows = [] };

    public static HeldData Anonymous(string code, string title, string why, string because) =>
        new() { Code = code, Title = title, Why = why, Fate = HeldFate.Anonymous, KeptBecause = because, Fields = [], Rows = [] };

    public static HeldData Kept(string code, string title, string why, string because) =>
        new() { Code = code, Title = title, Why = why, Fate = HeldFate.Kept, KeptBecause = because, Fields = [], Rows = [] };
}

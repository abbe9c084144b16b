using Microsoft.EntityFrameworkCore;

namespace Learning.Framework.Data;

/// <summary>One page of a list, cut by the database.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Items, int Number, int Size, int Total)
{
    public int Pages => Math.Max(1, (Total + Size - 1) / Size);
}

public static class Paging
{
    public const int Size = 50;

    /// <summary>Cuts a page of an ordered query; a number beyond the end gives the last page.</summary>
    public static async Task<PageOf<T>> ToPageAsync<T>(this IQueryable<T> ordered, int number, CancellationToken cancellation, int size = Size)
    {
        var total = await ordered.CountAsync(cancellation);
        var page = Math.Clamp(number, 1, Math.Max(1, (total + size - 1) / size));
        var items = await ordered.Skip((page - 1) * size).Take(size).ToListAsync(cancellation);
        return new PageOf<T>(items, page, size, total);
    }
}

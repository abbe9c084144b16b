using System.Linq.Expressions;
using Learning.Core.Hours;
using Learning.Hours.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.Hours.Services;

internal static class HourQueries
{
    /// <summary>Postings that answer a question, cut by the database.</summary>
    public static IQueryable<HourEntry> Matching(this IQueryable<HourEntry> entries, IReadOnlyCollection<Guid>? personIds, HoursQuestion question)
    {
        entries = entries.Where(e => e.EarnedOn >= question.From && e.EarnedOn <= question.To);
        if (question.KnownAt is { } known)
        {
            entries = entries.Where(e => e.RecordedAt <= known);
        }

        if (personIds is not null)
        {
            // One parameter however many persons: a list of each would pass the databases' limits.
            var ids = personIds.ToArray();
            entries = entries.Where(e => EF.Parameter(ids).Contains(e.PersonId));
        }

        if (question.TrainingKinds is { } kinds)
        {
            entries = entries.Where(e => kinds.Contains(e.TrainingKind));
        }

        if (question.OrganiserLevels is { } levels)
        {
            entries = entries.Where(e => levels.Contains(e.OrganiserLevel));
        }

        return question.Categories is { } codes ? entries.Where(HoldsAny(codes)) : entries;
    }

    private static Expression<Func<HourEntry, bool>> HoldsAny(IReadOnlyList<string> codes)
    {
        var entry = Expression.Parameter(typeof(HourEntry), "e");
        var categories = Expression.Property(entry, nameof(HourEntry.Categories));
        var contains = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;
        var any = codes.Select(code => (Expression)Expression.Call(categories, contains, Expression.Constant(CategoryText.Searched(code))))
            .Aggregate((Expression)Expression.Constant(false), Expression.OrElse);
        return Expression.Lambda<Func<HourEntry, bool>>(any, entry);
    }
}

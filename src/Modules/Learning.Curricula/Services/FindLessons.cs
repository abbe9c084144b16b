using System.Runtime.CompilerServices;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Searching;
using Learning.Framework.Text;
using Microsoft.Extensions.Localization;

namespace Learning.Curricula.Services;

/// <summary>Plans and lessons by any part of their title or its first letters; lessons for staff.</summary>
internal sealed class FindLessons(ProgrammeCatalog catalog, Scope scope, IStringLocalizer T) : ISearchSource
{
    private static readonly ConditionalWeakTable<string, string> Letters = [];

    public int Order => 30;

    public async Task<SearchGroup?> FindAsync(string text, int most, CancellationToken cancellation)
    {
        var plans = await catalog.GetAsync(cancellation);
        var staff = scope.Actor.Roles.Any(r => r is not Roles.Parent);
        var found = plans.Plans.Where(p => Is(p.Programme.Title, text)).Select(p => new SearchHit(p.Programme.Title, T["培训方案"], $"/curricula/{p.Programme.Code}", "book"))
            .Concat(plans.Plans.Where(_ => staff).SelectMany(p => p.Lessons.Where(l => !plans.IsHidden(l) && Is(l.Title, text))
                .Select(l => new SearchHit(l.Title, T["{0}，第{1}课", p.Programme.Title, l.Number], Links.Lesson(l), "notes"))))
            .Take(most + 1).ToList();
        return found.Count == 0 ? null : new SearchGroup(T["课程"], [.. found.Take(most)], found.Count > most && staff ? "/curricula" : null);
    }

    private static bool Is(string title, string text) =>
        title.Contains(text, StringComparison.OrdinalIgnoreCase)
        || (text.Length > 1 && text.All(char.IsAsciiLetter) && Letters.GetValue(title, Pinyin.Initials).Contains(text.ToLowerInvariant(), StringComparison.Ordinal));
}

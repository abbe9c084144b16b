using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services;

/// <summary>Days as people type them: from 1950 to a year ahead, or ten where nothing is lost by planning far.</summary>
internal static class FormDates
{
    private const int Soon = 1, Far = 10;

    public static DateOnly? Required(ModelStateDictionary state, string field, DateOnly? day, DateOnly today, IStringLocalizer T)
    {
        if (day is { } typed && InReach(typed, today, Soon))
        {
            return day;
        }

        Say(state, field, T["填写日期，例如2026-09-01；最多写到一年以后。"]);
        return null;
    }

    public static DateOnly? Optional(ModelStateDictionary state, string field, DateOnly? day, DateOnly today, IStringLocalizer T)
    {
        var unread = state.TryGetValue(field, out var entry) && entry.Errors.Count > 0;
        if (!unread && (day is not { } typed || InReach(typed, today, Far)))
        {
            return day;
        }

        Say(state, field, T["日期写成2026-09-01这样，最多写到{0}年以后；还没定的空着。", Far]);
        return null;
    }

    /// <summary>In place of the binder's own word, which says less; what was typed stays.</summary>
    private static void Say(ModelStateDictionary state, string field, string text)
    {
        if (state.TryGetValue(field, out var entry))
        {
            entry.Errors.Clear();
        }

        state.AddModelError(field, text);
    }

    private static bool InReach(DateOnly day, DateOnly today, int years) => day.Year >= 1950 && day <= today.AddYears(years);
}

using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services;

/// <summary>Days as people type them: from 1950 to a year ahead.</summary>
internal static class FormDates
{
    public static DateOnly? Required(ModelStateDictionary state, string field, DateOnly? day, DateOnly today, IStringLocalizer T)
    {
        if (day is { } typed && InReach(typed, today))
        {
            return day;
        }

        // The binder's own word on something that is no date says less.
        state.Remove(field);
        state.AddModelError(field, T["填写日期，例如2026-09-01；最多写到一年以后。"]);
        return null;
    }

    public static DateOnly? Optional(ModelStateDictionary state, string field, DateOnly? day, DateOnly today, IStringLocalizer T)
    {
        var wrong = state.TryGetValue(field, out var entry) && entry.Errors.Count > 0;
        return wrong || (day is { } typed && !InReach(typed, today.AddYears(9))) ? Required(state, field, null, today, T) : day;
    }

    private static bool InReach(DateOnly day, DateOnly today) => day.Year >= 1950 && day <= today.AddYears(1);
}

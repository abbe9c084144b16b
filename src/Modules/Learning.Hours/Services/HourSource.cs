using Learning.Hours.Models;

namespace Learning.Hours.Services;

/// <summary>Why a posting stands in the ledger.</summary>
internal enum HourSource
{
    Lesson,
    Practicum,
    Record,
    Other,
}

internal static class HourSources
{
    public static HourSource Of(string sourceKey) => sourceKey.Split('/')[0] switch
    {
        "lesson" => HourSource.Lesson,
        "practicum" => HourSource.Practicum,
        _ when sourceKey.StartsWith(SourceKeys.Record, StringComparison.Ordinal) => HourSource.Record,
        _ => HourSource.Other,
    };
}

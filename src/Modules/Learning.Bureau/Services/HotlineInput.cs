using Learning.Framework.Settings;

namespace Learning.Bureau.Services;

/// <summary>A hotline as typed.</summary>
internal sealed class HotlineInput
{
    public string? Name { get; set; }

    public string? Number { get; set; }

    public string? Hours { get; set; }

    public string? Note { get; set; }

    public string? VerifiedBy { get; set; }

    public DateOnly? VerifiedOn { get; set; }

    public bool Remove { get; set; }

    /// <summary><c>national</c> or <c>city</c>; comes with the line, never typed.</summary>
    public string Scope { get; private init; } = "city";

    /// <summary>The last, empty lines of the form.</summary>
    public bool IsBlank => Empty(Name) && Empty(Number) && Empty(Hours) && Empty(Note) && Empty(VerifiedBy) && VerifiedOn is null;

    public static HotlineInput Of(Hotline line) => new()
    {
        Name = line.Name,
        Number = line.Number,
        Hours = line.Hours,
        Note = line.Note,
        VerifiedBy = line.VerifiedBy,
        VerifiedOn = line.VerifiedOn,
        Scope = line.Scope,
    };

    public Hotline ToHotline(Hotline? before) => new()
    {
        Name = Name?.Trim() ?? "",
        Number = Empty(Number) ? null : Number!.Trim(),
        Hours = Hours?.Trim() ?? "",
        Note = Note?.Trim() ?? "",
        Scope = before?.Scope ?? Scope,
        VerifiedBy = VerifiedBy?.Trim() ?? "",
        VerifiedOn = VerifiedOn,
    };

    private static bool Empty(string? text) => string.IsNullOrWhiteSpace(text);
}

/// <summary>Why a hotline cannot be saved as typed.</summary>
internal enum HotlineProblem
{
    NameMissing,
    NumberUnreadable,
    VerifierMissing,
    DayMissing,
    DayInFuture,

    /// <summary>The number is a new one, the day of its check the old one's.</summary>
    VerifyAgain,
}

/// <summary>What a hotline must state before people are told to call it.</summary>
internal static class HotlineRules
{
    public static IEnumerable<(string Field, HotlineProblem Problem)> Problems(HotlineInput line, Hotline? before, DateOnly today)
    {
        if (line.Remove || (line.IsBlank && before is null))
        {
            yield break;
        }

        if (string.IsNullOrWhiteSpace(line.Name))
        {
            yield return (nameof(line.Name), HotlineProblem.NameMissing);
        }

        var number = line.Number?.Trim() ?? "";
        if (number.Length > 0 && !Hotlines.IsNumber(number))
        {
            yield return (nameof(line.Number), HotlineProblem.NumberUnreadable);
        }

        if (line.VerifiedOn is not null && string.IsNullOrWhiteSpace(line.VerifiedBy))
        {
            yield return (nameof(line.VerifiedBy), HotlineProblem.VerifierMissing);
        }

        if (Day(line, before, number, today) is { } problem)
        {
            yield return (nameof(line.VerifiedOn), problem);
        }
    }

    private static HotlineProblem? Day(HotlineInput line, Hotline? before, string number, DateOnly today) => line.VerifiedOn switch
    {
        null => string.IsNullOrWhiteSpace(line.VerifiedBy) ? null : HotlineProblem.DayMissing,
        { } day when day > today => HotlineProblem.DayInFuture,
        { } day when before?.VerifiedOn == day && day != today && (before.Number ?? "") != number => HotlineProblem.VerifyAgain,
        _ => null,
    };
}

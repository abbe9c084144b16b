namespace Learning.Core;

/// <summary>A school year (学年): 1 September to 31 August.</summary>
/// <param name="StartYear">The calendar year of its first day: 2025 is 2025–2026学年.</param>
public readonly record struct SchoolYear(int StartYear)
{
    /// <summary>Its first day, 1 September.</summary>
    public DateOnly FirstDay => new(StartYear, 9, 1);

    /// <summary>Its last day, 31 August of the next calendar year.</summary>
    public DateOnly LastDay => new(StartYear + 1, 8, 31);

    /// <summary>The school year a day lies in.</summary>
    public static SchoolYear Of(DateOnly day) => new(day.Month >= 9 ? day.Year : day.Year - 1);

    /// <summary>As printed: <c>2025–2026学年</c>.</summary>
    public override string ToString() => $"{StartYear}–{StartYear + 1}学年";
}

/// <summary>A term (学期): the first runs from 1 September to the end of January, the second from 1 February to 31 August.</summary>
public readonly record struct Term(SchoolYear Year, int Number)
{
    /// <summary>Its first day.</summary>
    public DateOnly FirstDay => Number == 1 ? Year.FirstDay : new(Year.StartYear + 1, 2, 1);

    /// <summary>Its last day.</summary>
    public DateOnly LastDay => Number == 1 ? new(Year.StartYear + 1, 1, 31) : Year.LastDay;

    /// <summary>The term a day lies in.</summary>
    public static Term Of(DateOnly day) => new(SchoolYear.Of(day), day.Month is >= 9 or 1 ? 1 : 2);
}

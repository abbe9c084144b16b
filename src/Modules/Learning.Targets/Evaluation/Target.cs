using Learning.Core;
using Learning.Core.People;
using Learning.Core.Targets;

namespace Learning.Targets.Evaluation;

/// <summary>A policy row as it stands, with its rule read; the rule is null unless it is measured.</summary>
internal sealed record Target(
    string Key, string Id, string Source, string SourceTitle, DateOnly Published, string Title, string Sentence, TargetState State, string? Why, string Topic,
    IReadOnlyList<TargetReading> Readings, TargetRule? Rule)
{
    /// <summary>The rule of a row known to be measured.</summary>
    public TargetRule Counted => Rule ?? throw new InvalidOperationException($"{Key} is not measured.");
}

/// <summary>audience × measure × period × required, and the goal over the audience.</summary>
internal sealed record TargetRule(Audience Audience, Measure Measure, Period Period, decimal Required, Goal Goal)
{
    /// <summary>Every kind of qualification given elsewhere that matters to it.</summary>
    public IEnumerable<QualificationKindName> Qualifications => ((Measure as CertificateMeasure)?.Qualifications ?? []).Concat((Audience as PeopleAudience)?.ExemptBy ?? []);

    public DateOnly? DueOn => Period.Kind == PeriodKind.ByDate ? Period.Date : null;
}

internal abstract record Audience;

/// <summary>People by their posts. A null employment or list of kinds asks nothing.</summary>
/// <param name="NewSince">Only people whose first post of all began on this day or later (新招录); null asks nothing.</param>
/// <param name="ExemptBy">Qualifications given elsewhere, any of which exempts.</param>
internal sealed record PeopleAudience(
    IReadOnlyList<string> AnyRole, IReadOnlyList<string> NoneRole, string? Employment, IReadOnlyList<string>? Kinds, bool SchoolsOnly,
    DateOnly? NewSince = null, IReadOnlyList<QualificationKindName>? ExemptBy = null) : Audience;

/// <summary>Organisations by kind and facts.</summary>
internal sealed record OrganisationAudience(IReadOnlyList<string> Kinds, IReadOnlyList<FactCondition> Where) : Audience;

/// <summary>The published training plans.</summary>
internal sealed record PlanAudience : Audience;

internal sealed record FactCondition(string Fact, string Op, int Value)
{
    public static readonly IReadOnlyList<string> Ops = [">", ">=", "<", "<=", "="];

    public bool Holds(int fact) => Op switch
    {
        ">" => fact > Value,
        ">=" => fact >= Value,
        "<" => fact < Value,
        "<=" => fact <= Value,
        _ => fact == Value,
    };
}

internal abstract record Measure;

internal sealed record HoursMeasure(IReadOnlyList<string>? Categories, IReadOnlyList<string>? TrainingKinds, IReadOnlyList<string>? OrganiserLevels) : Measure;

internal sealed record TrainingsMeasure(IReadOnlyList<string>? Categories, decimal AtLeastHours) : Measure;

/// <summary>Holds a certificate of one of the types, or a qualification given elsewhere that an officer has checked.</summary>
internal sealed record CertificateMeasure(IReadOnlyList<string> Types, bool OrHigher, IReadOnlyList<QualificationKindName> Qualifications) : Measure;

internal sealed record ProgrammeMeasure(IReadOnlyList<string> Programmes) : Measure;

/// <summary>People in post at an organisation: at least so many, or one per so many of a fact, whichever is more.</summary>
internal sealed record StaffMeasure(IReadOnlyList<string> Roles, string? Employment, int AtLeast, StaffRatio? Per) : Measure;

internal sealed record StaffRatio(string Fact, int Each, bool RoundUp)
{
    public int Of(int fact) => RoundUp ? (fact + Each - 1) / Each : fact / Each;
}

internal sealed record PlanMeasure : Measure;

internal enum PeriodKind
{
    SchoolYear,
    CalendarYear,
    Term,
    Month,
    ByDate,
    Always,
}

internal sealed record Period(PeriodKind Kind, DateOnly? Date)
{
    /// <summary>Before anything this site counts; no database's edge of time.</summary>
    public static readonly DateOnly Beginning = new(1900, 1, 1);

    public bool Recurs => Kind is not (PeriodKind.ByDate or PeriodKind.Always);

    /// <summary>The window a day lies in. A deadline and "always" count everything up to the day itself.</summary>
    public Window On(DateOnly day) => Kind switch
    {
        PeriodKind.SchoolYear => new(SchoolYear.Of(day).FirstDay, SchoolYear.Of(day).LastDay),
        PeriodKind.CalendarYear => new(new DateOnly(day.Year, 1, 1), new DateOnly(day.Year, 12, 31)),
        PeriodKind.Term => new(Term.Of(day).FirstDay, Term.Of(day).LastDay),
        PeriodKind.Month => new(new DateOnly(day.Year, day.Month, 1), new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(-1)),
        _ => new(Beginning, day),
    };
}

/// <summary>Days, both inclusive.</summary>
internal readonly record struct Window(DateOnly From, DateOnly To);

internal abstract record Goal;

/// <summary>At least this share of the audience, in percent.</summary>
internal sealed record ShareGoal(decimal Percent) : Goal;

/// <summary>This many in the whole city, not shared out among counties.</summary>
internal sealed record CountGoal(int Count) : Goal;

internal sealed record EveryoneGoal : Goal;

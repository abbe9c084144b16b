namespace Learning.Core.Targets;

/// <summary>State of a policy row.</summary>
public enum TargetState
{
    /// <summary>Counted.</summary>
    Measured,

    /// <summary>Encouraged or without a number: shown with its sentence, never scored.</summary>
    Advisory,

    /// <summary>Not this product's: the reason and what is offered instead.</summary>
    Outside,

    /// <summary>Its measure is not built yet.</summary>
    Pending,
}

/// <summary>A policy row as a page shows it.</summary>
/// <param name="Key">Natural key: <c>panzhihua-2022/PZ-5</c>; parts as <c>…/AK-1.a</c>. <c>/targets/{key}</c> is its page.</param>
/// <param name="Id">Handle of requirements.md, such as <c>PZ-5</c> or <c>AK-1.a</c>.</param>
/// <param name="Source">Short name of the source, such as <c>攀枝花2022</c>.</param>
/// <param name="Why">Why it is not measured, and what is offered instead.</param>
/// <param name="Topic">What it is about: a code of the recipe such as <c>hours</c>.</param>
/// <param name="Unit">Unit of <see cref="CoverageSubject.Required"/>, in words.</param>
/// <param name="GoalText">The goal in words: <c>100%</c>, <c>20人</c>, <c>全员</c>.</param>
/// <param name="DueOn">The day it is due, for a target with a date.</param>
/// <param name="Rule">The whole rule in words: audience, measure, period, goal.</param>
/// <param name="Readings">How what the source leaves open was read, with the reason.</param>
public sealed record TargetCard(
    string Key, string Id, string Title, string Sentence, string Source, string SourceTitle, TargetState State, string? Why, string Topic,
    string? Unit, string? GoalText, DateOnly? DueOn, IReadOnlyList<TargetReading> Readings, string? Rule);

/// <summary>A reading of what a source leaves open.</summary>
public sealed record TargetReading(string Setting, string Value, string Reason);

/// <summary>Coverage of a target over a scope: 应达 = Subjects, 豁免 = Exempt, 已达 = Met.</summary>
/// <param name="Subjects">Who is counted, without the exempt and without those nothing is known of.</param>
/// <param name="Attained">For a count goal: how many; otherwise equals <paramref name="Met"/>.</param>
/// <param name="Share">Met of Subjects in percent, one decimal; null where nobody is counted.</param>
/// <param name="GoalShare">The share asked for, in percent; 100 for "everyone"; null for a count goal.</param>
/// <param name="GoalCount">The count asked for: the whole city's, so null in a smaller area.</param>
/// <param name="GoalMet">Whether the goal is reached in this scope; null where nobody is counted.</param>
/// <param name="Unknown">未统计: schools without the fact the rule asks for; never counted as 0.</param>
/// <param name="AtDeadline">The result on the day of a deadline that is past; the other numbers are today's.</param>
public sealed record Coverage(
    int Subjects, int Exempt, int Met, int Attained, decimal? Share, decimal? GoalShare, int? GoalCount, bool? GoalMet, int Unknown = 0, Coverage? AtDeadline = null);

/// <summary>Coverage of one organisation.</summary>
/// <param name="OrganisationId">Null for what lies outside any county (市直属).</param>
public sealed record CoverageRow(Guid? OrganisationId, string Name, string Kind, Coverage Coverage);

/// <summary>One subject behind a number: a person, an organisation or a training plan.</summary>
/// <param name="Required">In the target's unit: 学时 for hours, people for staffing, else 1.</param>
/// <param name="Attained">In the same unit.</param>
/// <param name="Reason">Why it stands so, in words: <c>还差2.5学时</c>, <c>豁免：休假</c>, <c>未统计：没有登记学生数</c>.</param>
public sealed record CoverageSubject(Guid SubjectId, string Name, string Organisation, decimal Required, decimal Attained, bool Met, string? Reason);

/// <summary>Targets and coverage, as Bureau asks for them. Every answer is within the asker's area.</summary>
public interface ITargets
{
    /// <summary>Every row of the city's policies in the sources' order.</summary>
    Task<IReadOnlyList<TargetCard>> CardsAsync(CancellationToken cancellation);

    /// <summary>Coverage of every measured target in an area.</summary>
    /// <param name="countyId">Null for the whole city.</param>
    /// <param name="schoolId">Null for all schools.</param>
    Task<IReadOnlyDictionary<string, Coverage>> CoverageAsync(Guid? countyId, Guid? schoolId, CancellationToken cancellation);

    /// <summary>Coverage of one target by county (no county given) or by school of a county.</summary>
    Task<IReadOnlyList<CoverageRow>> ByAreaAsync(string key, Guid? countyId, CancellationToken cancellation);

    /// <summary>Coverage of one target school by school, paged, in an area.</summary>
    Task<IReadOnlyList<CoverageRow>> BySchoolAsync(string key, Guid? countyId, Guid? schoolId, int skip, int take, CancellationToken cancellation);

    /// <summary>How many rows <see cref="BySchoolAsync"/> has.</summary>
    Task<int> SchoolCountAsync(string key, Guid? countyId, Guid? schoolId, CancellationToken cancellation);

    /// <summary>How many rows <see cref="SubjectsAsync"/> has.</summary>
    Task<int> SubjectCountAsync(string key, Guid? countyId, Guid? schoolId, bool unmetOnly, CancellationToken cancellation);

    /// <summary>Coverage of every measured target on a day, from what the site knew at an instant: what an old report saw.</summary>
    Task<IReadOnlyDictionary<string, Coverage>> AsKnownAsync(DateOnly day, DateTimeOffset knownAt, Guid? countyId, Guid? schoolId, CancellationToken cancellation);

    /// <summary>The subjects behind a number, unmet first, paged.</summary>
    Task<IReadOnlyList<CoverageSubject>> SubjectsAsync(string key, Guid? countyId, Guid? schoolId, bool unmetOnly, int skip, int take, CancellationToken cancellation);
}

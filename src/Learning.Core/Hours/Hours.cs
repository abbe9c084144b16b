namespace Learning.Core.Hours;

/// <summary>What a posting in the ledger is about: enough to post it once and to explain it for ever.</summary>
/// <param name="PersonId">Who learned.</param>
/// <param name="Hours">How much.</param>
/// <param name="Categories">Categories it counts for, such as <c>mental-health</c>, <c>counsellor</c>.</param>
/// <param name="TrainingKind">Training kind: <c>pre-service</c>, <c>further</c>, <c>in-service</c>, <c>practicum</c>.</param>
/// <param name="OrganiserLevel">Who organised it: <c>city</c>, <c>county</c>, <c>school</c>.</param>
/// <param name="EarnedOn">The day it was earned, Asia/Shanghai.</param>
/// <param name="SourceKey">Natural key, unique: the same event posts once.</param>
/// <param name="Title">What was done, in the words the learner saw.</param>
/// <param name="Training">The programme, session or claim it belongs to: what counts as one separate training.</param>
public sealed record HourPosting(
    Guid PersonId,
    CreditHours Hours,
    IReadOnlyList<string> Categories,
    string TrainingKind,
    string OrganiserLevel,
    DateOnly EarnedOn,
    string SourceKey,
    string Title,
    string Training);

/// <summary>Hours were added to the ledger (or taken back: a reversal is negative).</summary>
public sealed record HoursPosted(Guid EntryId, HourPosting Posting) : IEvent;

/// <summary>A question to the ledger.</summary>
/// <param name="Categories">Any of these; null for all.</param>
/// <param name="TrainingKinds">Any of these; null for all.</param>
/// <param name="OrganiserLevels">Any of these; null for all.</param>
/// <param name="From">First day earned, inclusive.</param>
/// <param name="To">Last day earned, inclusive.</param>
/// <param name="KnownAt">As the ledger stood at this instant; null for now.</param>
/// <param name="LeastPerTraining">What a training must come to within the window to count as one; null for anything above zero.</param>
public sealed record HoursQuestion(
    IReadOnlyList<string>? Categories,
    IReadOnlyList<string>? TrainingKinds,
    IReadOnlyList<string>? OrganiserLevels,
    DateOnly From,
    DateOnly To,
    DateTimeOffset? KnownAt = null,
    CreditHours? LeastPerTraining = null);

/// <summary>What the ledger says of one person.</summary>
/// <param name="Hours">Sum of the postings that match, reversals included.</param>
/// <param name="Trainings">Number of separate trainings whose sum reaches <see cref="HoursQuestion.LeastPerTraining"/>.</param>
public readonly record struct HoursStanding(CreditHours Hours, int Trainings);

/// <summary>The hours ledger, as other modules ask it.</summary>
public interface IHours
{
    /// <summary>One person's standing.</summary>
    Task<HoursStanding> OfAsync(Guid personId, HoursQuestion question, CancellationToken cancellation);

    /// <summary>Standing of every person who has a matching posting (or only of those named).</summary>
    /// <param name="personIds">Null for everyone.</param>
    Task<IReadOnlyDictionary<Guid, HoursStanding>> OfManyAsync(IReadOnlyCollection<Guid>? personIds, HoursQuestion question, CancellationToken cancellation);
}

/// <summary>Codes used in postings.</summary>
public static class TrainingKinds
{
    /// <summary>Supervised practice within a certificate programme.</summary>
    public const string Practicum = "practicum";

    /// <summary>Every code.</summary>
    public static readonly IReadOnlyList<string> All = ["pre-service", "further", "in-service", Practicum];

    /// <summary>Every level of organiser.</summary>
    public static readonly IReadOnlyList<string> OrganiserLevels = ["city", "county", "school"];
}

namespace Learning.Core.People;

/// <summary>Somebody need not reach a target (豁免).</summary>
/// <param name="TargetKey">Natural key of the target; null for all.</param>
public readonly record struct Exempted(Guid PersonId, string? TargetKey);

/// <summary>Exemptions an officer decided, as targets ask for them.</summary>
public interface IExemptions
{
    /// <summary>Exemptions in force on a day.</summary>
    /// <param name="personIds">Null for everyone.</param>
    /// <param name="knownAt">As known at this instant; null for now.</param>
    Task<IReadOnlyList<Exempted>> OnAsync(DateOnly day, IReadOnlyCollection<Guid>? personIds, DateTimeOffset? knownAt, CancellationToken cancellation);
}

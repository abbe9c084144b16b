namespace Learning.Core.People;

/// <summary>What a person holds of qualifications given elsewhere (校外资格) changed: one was accepted, or its acceptance was revoked.</summary>
public sealed record QualificationsChanged(Guid PersonId, string Kind) : IEvent;

/// <summary>A qualification given elsewhere, accepted by the bureau and in force.</summary>
/// <param name="PersonId">The holder; of a record that was merged into another, the other.</param>
/// <param name="Kind">Code of the kind, such as <c>national-counsellor</c>.</param>
public readonly record struct HeldQualification(Guid PersonId, string Kind);

/// <summary>A kind of qualification the bureau accepts: data of a recipe.</summary>
/// <param name="Code">Natural key, such as <c>mental-health-teacher</c>.</param>
/// <param name="Title">In the bureau's words.</param>
public sealed record QualificationKindName(string Code, string Title);

/// <summary>Qualifications given elsewhere, as targets and certificate types ask for them.</summary>
public interface IQualifications
{
    /// <summary>Every kind there is, retired ones too, in the bureau's order.</summary>
    Task<IReadOnlyList<QualificationKindName>> KindsAsync(CancellationToken cancellation);

    /// <summary>Who holds any of the kinds on a day: accepted, given on or before the day and not yet run out.</summary>
    /// <param name="kinds">Codes; none gives nobody.</param>
    /// <param name="personIds">Null for everyone.</param>
    /// <param name="knownAt">Accepted by this instant and not revoked by then; null for now.</param>
    Task<IReadOnlyList<HeldQualification>> HeldAsync(
        IReadOnlyCollection<string> kinds, IReadOnlyCollection<Guid>? personIds, DateOnly day, DateTimeOffset? knownAt, CancellationToken cancellation);
}

namespace Learning.Core.Certificates;

/// <summary>A certificate was issued.</summary>
public sealed record CertificateIssued(Guid CertificateId, Guid PersonId, string TypeCode, DateOnly IssuedOn) : IEvent;

/// <summary>A certificate was revoked, suspended or reinstated.</summary>
public sealed record CertificateStatusChanged(Guid CertificateId, Guid PersonId, string TypeCode) : IEvent;

/// <summary>A certificate in force.</summary>
/// <param name="Rank">Order of the type's level: higher includes lower where a target says "or higher".</param>
public sealed record HeldCertificate(Guid PersonId, string TypeCode, int Rank, string Number, DateOnly IssuedOn, DateOnly? ExpiresOn);

/// <summary>How far a person is from a certificate type.</summary>
public sealed record CertificateStanding(string TypeCode, string Title, string Level, CertificateState State, string? Number, IReadOnlyList<RequirementStanding> Requirements);

/// <summary>State of a person towards a certificate type.</summary>
public enum CertificateState
{
    /// <summary>Requirements are missing.</summary>
    Missing,

    /// <summary>All met; on the list the bureau reviews.</summary>
    Proposed,

    /// <summary>On public notice.</summary>
    OnNotice,

    /// <summary>Issued and in force.</summary>
    Held,
}

/// <summary>One requirement of a type.</summary>
/// <param name="Kind">Recipe kind: <c>programme</c>, <c>exam</c>, <c>hours</c>, <c>certificate</c>, <c>qualification</c>.</param>
/// <param name="Name">What it asks, in words.</param>
/// <param name="Done">How much is done.</param>
/// <param name="Needed">How much is needed (lessons, exams, hours × 100).</param>
public sealed record RequirementStanding(string Kind, string Name, int Done, int Needed, string? Href)
{
    /// <summary>Whether it is met.</summary>
    public bool Met => Done >= Needed;
}

/// <summary>Certificates, as other modules ask for them.</summary>
public interface ICertificates
{
    /// <summary>A person's standing towards every type that suits the roles, lowest rank first.</summary>
    Task<IReadOnlyList<CertificateStanding>> StandingAsync(Guid personId, CancellationToken cancellation);

    /// <summary>Certificates in force on a day of the named types (or of higher rank too).</summary>
    /// <param name="personId">Null for everyone.</param>
    Task<IReadOnlyList<HeldCertificate>> HeldAsync(Guid? personId, IReadOnlyCollection<string> types, bool orHigher, DateOnly on, CancellationToken cancellation);

    /// <summary>Proposals awaiting an officer, for a to-do list.</summary>
    Task<int> AwaitingReviewAsync(CancellationToken cancellation);

    /// <summary>Every certificate type's code, in order of rank.</summary>
    Task<IReadOnlyList<string>> TypeCodesAsync(CancellationToken cancellation);
}

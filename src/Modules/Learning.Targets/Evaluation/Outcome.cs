namespace Learning.Targets.Evaluation;

/// <summary>An appointment that is active on the day, with what selecting an audience asks of it.</summary>
/// <param name="OrganisationId">Where it counts: the school on paper of some who work elsewhere.</param>
/// <param name="Waits">It counts from a later day only.</param>
internal sealed record Post(
    Guid PersonId, Guid OrganisationId, string OrganisationKind, Guid? CountyId, Guid? SchoolId, string Role, string? Employment, string Standing, DateOnly From, bool Waits = false);

/// <summary>What else an audience asks of its people, found beforehand.</summary>
/// <param name="FirstDay">First day of all their posts; asked only where the audience says since when.</param>
/// <param name="Qualified">Whether they hold what exempts from the audience.</param>
internal sealed record PeopleFacts(Func<Guid, DateOnly> FirstDay, Func<Guid, bool> Qualified)
{
    public static readonly PeopleFacts None = new(_ => Period.Beginning, _ => false);
}

/// <summary>An organisation open on the day with its facts as of that day.</summary>
internal sealed record Place(Guid Id, string Kind, Guid? CountyId, Guid? SchoolId, IReadOnlyDictionary<string, int> Facts);

/// <summary>How one subject counts.</summary>
internal enum Counting
{
    /// <summary>应达.</summary>
    Counted,

    /// <summary>豁免.</summary>
    Exempt,

    /// <summary>未统计: a fact is missing.</summary>
    Unknown,
}

/// <summary>Codes of why somebody is exempt.</summary>
internal static class ExemptReasons
{
    public const string OnLeave = "leave", Waits = "waits", Decided = "decided", Qualified = "qualified";
}

/// <summary>A person in an audience, counted at one place however many posts there are.</summary>
/// <param name="Exempt">One of <see cref="ExemptReasons"/>; null for who is counted.</param>
internal sealed record Member(Guid PersonId, Guid OrganisationId, Guid? CountyId, Guid? SchoolId, string? Exempt)
{
    public Counting Counting => Exempt is null ? Counting.Counted : Counting.Exempt;
}

/// <summary>One subject's result: a person, an organisation or a plan.</summary>
/// <param name="Note">Code that explains it: the missing fact, what a plan leaves out, or why somebody is exempt.</param>
internal sealed record Outcome(
    Guid SubjectId, Guid? OrganisationId, Guid? CountyId, Guid? SchoolId, decimal Required, decimal Attained, bool Met, Counting Counting, string? Note = null);

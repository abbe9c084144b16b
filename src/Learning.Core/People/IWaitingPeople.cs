namespace Learning.Core.People;

/// <summary>What concerns people and waits for a decision of the acting person.</summary>
public interface IWaitingPeople
{
    /// <summary>Counts it in the acting person's area; nothing for who may decide nothing.</summary>
    Task<WaitingPeople> CountAsync(CancellationToken cancellation);
}

/// <summary>Numbers of people who wait.</summary>
/// <param name="Recoveries">Cannot sign in; a colleague's request, or their own.</param>
/// <param name="Transfers">Let go by their place and to be received.</param>
/// <param name="Qualifications">Handed in and to be checked.</param>
/// <param name="Erasures">Have left and wish what is held about them to be erased. Who is still in post waits for the last day, not for a decision.</param>
/// <param name="School">What the own school lacks; null for who administers no single school.</param>
public sealed record WaitingPeople(int Recoveries, int Transfers, int Qualifications, int Erasures, SchoolGaps? School);

/// <summary>What a school lacks on the site.</summary>
/// <param name="Roles">Codes of roles every school has and nobody here holds.</param>
/// <param name="Facts">Pupils of this school year have not been entered.</param>
/// <param name="WithoutAccount">How many of the staff cannot sign in yet.</param>
public sealed record SchoolGaps(Guid SchoolId, IReadOnlyList<string> Roles, bool Facts, int WithoutAccount);

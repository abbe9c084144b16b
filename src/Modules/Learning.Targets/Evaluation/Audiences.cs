using Learning.Core.People;

namespace Learning.Targets.Evaluation;

/// <summary>Who is in an audience on a day. Pure: posts in, members out.</summary>
internal static class Audiences
{
    /// <param name="posts">All posts active on the day of the people asked about (all of each person's).</param>
    /// <param name="countRetired">Whether the bureau counts those who have retired.</param>
    /// <param name="exempt">Whom an officer exempted from the target.</param>
    /// <param name="facts">Of those <see cref="Candidates"/> names; null where the audience asks for none.</param>
    public static IReadOnlyList<Member> Select(PeopleAudience audience, IEnumerable<Post> posts, bool countRetired, Func<Guid, bool>? exempt = null, PeopleFacts? facts = null) =>
        [.. posts.GroupBy(p => p.PersonId).Select(person => Select(audience, [.. person], countRetired, exempt, facts ?? PeopleFacts.None)).OfType<Member>()];

    /// <summary>Whom more must be known of before the audience can be told.</summary>
    public static Guid[] Candidates(PeopleAudience audience, IEnumerable<Post> posts) => [.. posts.Where(p => Fits(audience, p)).Select(p => p.PersonId).Distinct()];

    private static Member? Select(PeopleAudience audience, List<Post> posts, bool countRetired, Func<Guid, bool>? exempt, PeopleFacts facts)
    {
        posts.RemoveAll(p => !Stands(p, countRetired) && p.Standing != Standings.OnLeave);
        if (posts.Exists(p => audience.NoneRole.Contains(p.Role)))
        {
            return null;
        }

        // In post before on leave: one post that counts is enough to be asked.
        var placed = posts.Where(p => Fits(audience, p))
            .OrderBy(p => Counts(p, countRetired) ? 0 : 1)
            .ThenBy(p => Weight(audience, p.Role))
            .ThenBy(p => p.Employment == "full-time" ? 0 : 1)
            .ThenBy(p => p.From)
            .ThenBy(p => p.OrganisationId)
            .FirstOrDefault();
        return placed is null || (audience.NewSince is { } since && facts.FirstDay(placed.PersonId) < since)
            ? null
            : new Member(placed.PersonId, placed.OrganisationId, placed.CountyId, placed.SchoolId, Why(placed, countRetired, exempt, facts));
    }

    public static bool Counts(Post post, bool countRetired) => !post.Waits && Stands(post, countRetired);

    private static string? Why(Post post, bool countRetired, Func<Guid, bool>? exempt, PeopleFacts facts) =>
        exempt?.Invoke(post.PersonId) == true ? ExemptReasons.Decided
        : facts.Qualified(post.PersonId) ? ExemptReasons.Qualified
        : Counts(post, countRetired) ? null
        : post.Waits ? ExemptReasons.Waits
        : ExemptReasons.OnLeave;

    private static bool Stands(Post post, bool countRetired) => Standings.Counted.Contains(post.Standing) || (countRetired && post.Standing == Standings.Retired);

    private static bool Fits(PeopleAudience audience, Post post) =>
        audience.AnyRole.Contains(post.Role)
        && (audience.Employment is null || audience.Employment == post.Employment)
        && (audience.Kinds is null || audience.Kinds.Contains(post.OrganisationKind))
        && (!audience.SchoolsOnly || OrganisationKinds.Schools.Contains(post.OrganisationKind));

    private static int Weight(PeopleAudience audience, string role) => role switch
    {
        Roles.PsychologyTeacher => -2,
        Roles.HomeroomTeacher => -1,
        _ => audience.AnyRole.ToList().IndexOf(role),
    };
}

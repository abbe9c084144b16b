using Learning.Core.People;

namespace Learning.Targets.Evaluation;

/// <summary>Who is in an audience on a day. Pure: posts in, members out.</summary>
internal static class Audiences
{
    /// <param name="posts">All posts active on the day of the people asked about (all of each person's).</param>
    /// <param name="countRetired">Whether the bureau counts those who have retired.</param>
    public static IReadOnlyList<Member> Select(PeopleAudience audience, IEnumerable<Post> posts, bool countRetired) =>
        [.. posts.GroupBy(p => p.PersonId).Select(person => Select(audience, [.. person], countRetired)).OfType<Member>()];

    private static Member? Select(PeopleAudience audience, List<Post> posts, bool countRetired)
    {
        posts.RemoveAll(p => !Counts(p, countRetired) && p.Standing != Standings.OnLeave);
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
        return placed is null
            ? null
            : new Member(placed.PersonId, placed.OrganisationId, placed.CountyId, placed.SchoolId, Counts(placed, countRetired) ? Counting.Counted : Counting.Exempt);
    }

    public static bool Counts(Post post, bool countRetired) => Standings.Counted.Contains(post.Standing) || (countRetired && post.Standing == "retired");

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

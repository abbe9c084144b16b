using Learning.Core.Curricula;

namespace Learning.Targets.Evaluation;

/// <summary>The results of a target's subjects. Pure: what was found goes in, outcomes come out.</summary>
internal static class Evaluate
{
    /// <param name="attained">What a person has attained in the target's unit.</param>
    /// <param name="exempt">Whom an officer exempted from the target.</param>
    public static IReadOnlyList<Outcome> People(TargetRule rule, IEnumerable<Post> posts, Func<Guid, decimal> attained, bool countRetired, Func<Guid, bool>? exempt = null, PeopleFacts? facts = null) =>
        [.. Audiences.Select((PeopleAudience)rule.Audience, posts, countRetired, exempt, facts).Select(member =>
        {
            var has = attained(member.PersonId);
            return new Outcome(member.PersonId, member.OrganisationId, member.CountyId, member.SchoolId, rule.Required, has, has >= rule.Required, member.Counting, member.Exempt);
        })];

    /// <param name="posts">Posts active on the day at the places (others are ignored).</param>
    public static IReadOnlyList<Outcome> Staff(TargetRule rule, IEnumerable<Place> places, IEnumerable<Post> posts)
    {
        var audience = (OrganisationAudience)rule.Audience;
        var measure = (StaffMeasure)rule.Measure;
        var inPost = posts
            .Where(p => Audiences.Counts(p, false) && measure.Roles.Contains(p.Role) && (measure.Employment is null || measure.Employment == p.Employment))
            .GroupBy(p => p.OrganisationId)
            .ToDictionary(g => g.Key, g => g.Select(p => p.PersonId).Distinct().Count());
        return [.. places.Select(place => Staff(audience, measure, place, inPost.GetValueOrDefault(place.Id))).OfType<Outcome>()];
    }

    public static IReadOnlyList<Outcome> Plans(IEnumerable<PlanStatement> plans) =>
        [.. plans.Select(plan => new Outcome(PlanId(plan.Code), null, null, null, 1, plan.Whole ? 1 : 0, plan.Whole, Counting.Counted, Missing(plan)))];

    private static Outcome? Staff(OrganisationAudience audience, StaffMeasure measure, Place place, int staff)
    {
        if (!audience.Kinds.Contains(place.Kind))
        {
            return null;
        }

        foreach (var condition in audience.Where)
        {
            if (!place.Facts.TryGetValue(condition.Fact, out var fact))
            {
                return Unknown(measure, place, staff, condition.Fact);
            }

            if (!condition.Holds(fact))
            {
                return null;
            }
        }

        var needed = measure.AtLeast;
        if (measure.Per is { } per)
        {
            if (!place.Facts.TryGetValue(per.Fact, out var fact))
            {
                return Unknown(measure, place, staff, per.Fact);
            }

            needed = Math.Max(needed, per.Of(fact));
        }

        return new Outcome(place.Id, place.Id, place.CountyId, place.SchoolId, needed, staff, staff >= needed, Counting.Counted);
    }

    private static Outcome Unknown(StaffMeasure measure, Place place, int staff, string fact) =>
        new(place.Id, place.Id, place.CountyId, place.SchoolId, measure.AtLeast, staff, false, Counting.Unknown, fact);

    private static string? Missing(PlanStatement plan) => plan.Whole
        ? null
        : string.Join(',', new[] { plan.Courses ? null : "courses", plan.Hours ? null : "hours", plan.Mode ? null : "mode", plan.Assessment ? null : "assessment" }.OfType<string>());

    /// <summary>A plan is known by its code; its id is made of it, the same every time.</summary>
    public static Guid PlanId(string code) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(code)).AsSpan(0, 16));
}

using Learning.Framework.Data;
using Learning.People.Models;

namespace Learning.People.Services.Rosters.Judging;

/// <summary>Loads what judging some rows needs, in the scope of whoever asked for it.</summary>
internal static class RosterJudging
{
    public static async Task<RosterJudge> PrepareAsync(LearningDbContext db, RosterImport import, IReadOnlyList<Question> questions, DateOnly today, CancellationToken cancellation)
    {
        var (judge, _) = await PrepareWithPeopleAsync(db, import, questions, today, cancellation);
        return judge;
    }

    public static async Task<(RosterJudge Judge, KnownPeople Known)> PrepareWithPeopleAsync(
        LearningDbContext db, RosterImport import, IReadOnlyList<Question> questions, DateOnly today, CancellationToken cancellation, WrittenAhead? ahead = null)
    {
        var scope = RosterActor.Scope(import.Actor);
        var places = await KnownPlaces.LoadAsync(db, scope, cancellation);
        var here = questions.Where(q => q.Missing is null).Select(q => (q.Entry.SchoolCode, q.Entry.School)).Distinct()
            .Select(p => places.Find(p.SchoolCode, p.School, import.DefaultPlaceId).Place?.Id).OfType<Guid>().Concat(questions.Select(q => q.Missing?.PlaceId).OfType<Guid>()).ToHashSet();
        var asked = new KnownQuestion(
            [.. questions.Select(q => q.Entry.StaffNumber).OfType<string>().Distinct(StringComparer.Ordinal)],
            [.. questions.SelectMany(q => new[] { q.PhoneHash, q.IdentityHash }).OfType<string>().Distinct(StringComparer.Ordinal)],
            here,
            [.. questions.SelectMany(q => new[] { q.Candidate, q.Missing?.PersonId }).OfType<Guid>().Distinct()])
        {
            Ahead = ahead,
        };
        var known = await KnownPeople.LoadAsync(db, asked, today, cancellation);
        return (new RosterJudge(scope, places, known, new JudgeChoices(import.DefaultPlaceId, import.DefaultRole, import.CountsFrom ?? today), today), known);
    }
}

using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.People.Models;
using Learning.People.Services.Rosters.Reading;

namespace Learning.People.Services.Rosters.Judging;

/// <summary>Says who a row is: by staff number, else identity number, else name and phone, else name at the place.</summary>
internal sealed class PersonMatcher(Scope scope, KnownPeople known, DateOnly today)
{
    /// <returns>The person, where the site knows them; a key that all rows about one person share; and what the clerk has to say first.</returns>
    public (KnownPerson? Person, string Key, RowProblem? Doubt) Of(Question question, Organisation? place, List<RowProblem> problems)
    {
        var (person, doubt) = Match(question, place, problems);
        if (person is not null && !Sees(person))
        {
            problems.Add(new RowProblem(ProblemKind.RegisteredElsewhere, question.Entry.PlaceOf(RosterField.StaffNumber, RosterField.Name)));
            return (null, person.Id.ToString("N"), null);
        }

        return (person, person?.Id.ToString("N") ?? NewKey(question, place), doubt);
    }

    private (KnownPerson? Person, RowProblem? Doubt) Match(Question question, Organisation? place, List<RowProblem> problems)
    {
        var entry = question.Entry;
        if (question.Decision == RowDecision.Same && known.ById(question.Candidate) is { } said)
        {
            return (said, null);
        }

        var byNumber = known.ByNumber(entry.StaffNumber);
        var byIdentity = known.ByIdentity(question.IdentityHash);
        if (byNumber is not null)
        {
            return (byNumber, ByNumber(byNumber, byIdentity, question, problems));
        }

        if (byIdentity is not null)
        {
            if (Question.Differ(byIdentity.StaffNumber, entry.StaffNumber))
            {
                problems.Add(new RowProblem(ProblemKind.IdentityHasOtherNumber, entry.PlaceOf(RosterField.IdentityNumber)));
            }

            return (byIdentity, byIdentity.Name != entry.Name ? new RowProblem(ProblemKind.IdentityHasOtherName, entry.PlaceOf(RosterField.Name), Sees(byIdentity) ? byIdentity.Name : null) : null);
        }

        return question.Decision == RowDecision.Other || problems.Count > 0 ? (null, null) : ByName(question, place, problems);
    }

    private RowProblem? ByNumber(KnownPerson owner, KnownPerson? byIdentity, Question question, List<RowProblem> problems)
    {
        var entry = question.Entry;
        if ((byIdentity is not null && byIdentity.Id != owner.Id) || (question.IdentityHash is not null && Question.Differ(owner.Contact?.IdentityHash, question.IdentityHash)))
        {
            problems.Add(new RowProblem(ProblemKind.NumberHasOtherIdentity, entry.PlaceOf(RosterField.IdentityNumber)));
            return null;
        }

        // The identity number says that it is the same person under a new name.
        return owner.Name == entry.Name || byIdentity is not null ? null : new RowProblem(ProblemKind.NumberHasOtherName, entry.PlaceOf(RosterField.Name), Sees(owner) ? owner.Name : null);
    }

    /// <summary>Without a number that is known: the name together with the phone, or with the place.</summary>
    private (KnownPerson? Person, RowProblem? Doubt) ByName(Question question, Organisation? place, List<RowProblem> problems)
    {
        var entry = question.Entry;
        var samePhone = known.ByPhone(entry.Name, question.PhoneHash).Where(p => !Question.Differ(p.Contact?.IdentityHash, question.IdentityHash)).ToList();
        if (samePhone.Count > 0)
        {
            return samePhone.Count == 1 && !Question.Differ(samePhone[0].StaffNumber, entry.StaffNumber)
                ? (samePhone[0], null)
                : (samePhone[0], new RowProblem(ProblemKind.LikelySame, entry.PlaceOf(RosterField.Phone), Sees(samePhone[0]) ? samePhone[0].StaffNumber : null));
        }

        var sameName = place is null ? [] : known.AtPlace(place.Id, entry.Name)
            .Where(p => !Question.Differ(p.StaffNumber, entry.StaffNumber) && !Question.Differ(p.Contact?.IdentityHash, question.IdentityHash)).ToList();
        if (sameName.Count > 1)
        {
            problems.Add(new RowProblem(ProblemKind.SameNameTwice, entry.PlaceOf(RosterField.Name)));
        }

        // Somebody entered by hand before there was a number is most likely who the number is for.
        return sameName.Count != 1 ? (null, null)
            : entry.StaffNumber is not null || question.IdentityHash is not null ? (sameName[0], new RowProblem(ProblemKind.LikelySame, entry.PlaceOf(RosterField.Name), null))
            : (sameName[0], null);
    }

    /// <summary>In post in the area now or soon; who left for nowhere stays with the last place, who was never anywhere is anybody's.</summary>
    private bool Sees(KnownPerson person)
    {
        if (scope.Level == ScopeLevel.City || person.Posts.Count == 0)
        {
            return true;
        }

        var open = person.Posts.Where(p => p.To is null || p.To >= today).ToList();
        return open.Count > 0 ? open.Exists(p => scope.Holds(p.CountyId, p.SchoolId)) : person.Posts.MaxBy(p => p.To)! is var last && scope.Holds(last.CountyId, last.SchoolId);
    }

    private static string NewKey(Question question, Organisation? place) =>
        question.Entry.StaffNumber is { } number ? "n:" + number.ToUpperInvariant()
        : question.IdentityHash is { } identity ? "i:" + identity
        : question.PhoneHash is { } phone ? $"p:{question.Entry.Name}:{phone}"
        : $"a:{question.Entry.Name}:{place?.Id}";
}

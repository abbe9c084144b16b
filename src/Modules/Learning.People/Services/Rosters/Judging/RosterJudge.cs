using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.People.Models;
using Learning.People.Services.Rosters.Reading;

namespace Learning.People.Services.Rosters.Judging;

/// <summary>What people without a place or role in the file get, and from when changes count.</summary>
internal sealed record JudgeChoices(Guid? PlaceId, string? Role, DateOnly CountsFrom);

/// <summary>Compares what a file says with what the site knows. In memory and without side effects, so that it can be done again before anything is applied.</summary>
internal sealed class RosterJudge(Scope scope, KnownPlaces places, KnownPeople known, JudgeChoices choices, DateOnly today)
{
    private readonly PersonMatcher who = new(scope, known, today);
    private readonly RoleChecks roleChecks = new(scope, choices, today);
    private readonly PostPlanner planner = new(today, choices.CountsFrom);
    private readonly MissingPeople missingPeople = new(places, known, today);
    private readonly FileClashes clashes = new();
    private readonly HashSet<string> written = new(StringComparer.Ordinal);

    public IReadOnlyList<Verdict> Judge(IReadOnlyList<Question> questions)
    {
        clashes.Read(questions.Where(q => q.Missing is null));
        return [.. questions.Select(q => q.Missing is { } missing ? missingPeople.Of(q, missing) : Of(q))];
    }

    public IReadOnlyList<(KnownPerson Person, Organisation Place)> NotListed(IReadOnlyList<Question> questions, IReadOnlyList<Verdict> verdicts) => missingPeople.NotListed(questions, verdicts);

    private Verdict Of(Question question)
    {
        var entry = question.Entry;
        var problems = new List<RowProblem>(entry.Problems);
        var place = PlaceOf(entry, problems);
        problems.AddRange(clashes.Contradiction(question) is { } clash ? [clash] : []);
        var (person, key, doubt) = who.Of(question, place, problems);
        var verdict = new Verdict { Kind = RowKind.Wrong, Key = key, Person = person, Place = place, Role = entry.Role, Employment = entry.Employment, Problems = problems };
        if (place is null || problems.Count > 0)
        {
            return verdict;
        }

        if (doubt is not null)
        {
            return verdict with { Kind = RowKind.Doubtful, Problems = [doubt] };
        }

        var (roles, held) = roleChecks.Of(entry, person, place, problems);
        problems.AddRange(problems.Count == 0 && clashes.Repetition(key, place.Id, roles.Select(r => r.Role), entry) is { } twice ? [twice] : []);
        return problems.Count > 0 ? verdict : Granted(question, verdict with { Role = roles[0].Role, Employment = roles[0].Employment }, roles, held);
    }

    /// <summary>Whoever holds a role only somebody above may give stays as they are.</summary>
    private Verdict Granted(Question question, Verdict verdict, List<(string Role, string? Employment)> roles, bool held)
    {
        // A file without roles has no first day of one either.
        var planned = Planned(held ? question with { Entry = question.Entry with { From = null } } : question, verdict, roles);
        return planned.Steps.Count > 0 && roleChecks.NotGrantable(roles) is { } above
            ? verdict with { Problems = [new RowProblem(ProblemKind.RoleNotYours, question.Entry.PlaceOf(RosterField.Role), above)] }
            : planned;
    }

    private Verdict Planned(Question question, Verdict verdict, List<(string Role, string? Employment)> roles)
    {
        var (entry, person) = (question.Entry, verdict.Person);
        var plans = roles.ConvertAll(r => PlanOf(entry, person?.Posts ?? [], new PostPlanner.Said(verdict.Place!, r.Role, r.Employment, entry.Standing, entry.From, entry.To, entry.SaysTo)));
        var recorded = Recorded(question, verdict);
        var changes = plans.SelectMany(p => p.Changes).Concat(recorded.Changes).ToList();
        var isNew = person is null || person.Posts.Count == 0;
        return recorded with
        {
            Kind = isNew ? RowKind.New : changes.Count > 0 ? RowKind.Changed : RowKind.Unchanged,
            Steps = [.. plans.SelectMany(p => p.Steps)],
            Changes = isNew ? [] : changes,
        };
    }

    private (IReadOnlyList<PostStep> Steps, IReadOnlyList<RowChange> Changes) PlanOf(RosterEntry entry, IReadOnlyList<Appointment> posts, PostPlanner.Said said) =>
        entry.Parts is { } parts ? PostPlanner.PlanPart(posts, said, parts) : planner.Plan(posts, said);

    /// <summary>What is written to the person and the contact: by the first of several rows about somebody.</summary>
    private Verdict Recorded(Question question, Verdict verdict)
    {
        var (entry, person) = (question.Entry, verdict.Person);
        if (!written.Add(verdict.Key!))
        {
            return verdict;
        }

        var recorded = verdict with
        {
            AddsPerson = person is null,
            Renames = person is not null && person.Name != entry.Name,
            Renumbers = person is not null && entry.StaffNumber is not null && person.StaffNumber != entry.StaffNumber,
            SetsPhone = question.PhoneHash is not null && person?.Contact?.PhoneHash != question.PhoneHash,
            SetsIdentity = question.IdentityHash is not null && person?.Contact?.IdentityHash != question.IdentityHash,
        };
        return person is null ? recorded : recorded with
        {
            Changes = [.. new[]
            {
                recorded.Renames ? new RowChange("name", person.Name, entry.Name) : null,
                recorded.Renumbers ? new RowChange("staffNumber", person.StaffNumber, entry.StaffNumber) : null,
                recorded.SetsPhone ? new RowChange("phone", person.Contact?.PhoneHash is null ? null : "*", "*") : null,
                recorded.SetsIdentity ? new RowChange("identity", person.Contact?.IdentityHash is null ? null : "*", "*") : null,
            }.OfType<RowChange>()],
        };
    }

    private Organisation? PlaceOf(RosterEntry entry, List<RowProblem> problems)
    {
        var (place, problem) = places.Find(entry.SchoolCode, entry.School, choices.PlaceId);
        if (problem is { } wrong)
        {
            var named = entry.School ?? entry.SchoolCode;
            var gone = wrong == ProblemKind.SchoolUnknown ? places.Gone(entry.SchoolCode, entry.School) : null;
            problems.Add(new RowProblem(
                gone is null ? wrong : ProblemKind.SchoolClosed, entry.PlaceOf(entry.School is null ? RosterField.SchoolCode : RosterField.School, RosterField.School), named?.Length > 40 ? named[..40] : named,
                gone is { } closed ? closed.Into?.Name : wrong == ProblemKind.SchoolUnknown && named is not null ? places.Likely(named) : null));
        }

        return place;
    }
}

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
    private readonly PostPlanner planner = new(today, choices.CountsFrom);
    private readonly IReadOnlyList<string> grantable = RoleRules.Grantable(scope.Actor);
    private readonly Dictionary<string, Question> firstByNumber = new(StringComparer.OrdinalIgnoreCase), firstByIdentity = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), Question> firstByPhone = [];
    private readonly Dictionary<(string Key, Guid Place, string Role), int> taken = [];
    private readonly HashSet<string> written = new(StringComparer.Ordinal);

    public IReadOnlyList<Verdict> Judge(IReadOnlyList<Question> questions)
    {
        foreach (var question in questions.Where(q => q.Missing is null))
        {
            var entry = question.Entry;
            _ = entry.StaffNumber is not null && firstByNumber.TryAdd(entry.StaffNumber, question);
            _ = question.IdentityHash is not null && firstByIdentity.TryAdd(question.IdentityHash, question);
            _ = question.PhoneHash is not null && firstByPhone.TryAdd((entry.Name, question.PhoneHash), question);
        }

        return [.. questions.Select(q => q.Missing is { } missing ? OfMissing(q, missing) : Of(q))];
    }

    /// <summary>People in post at the file's places whom it does not name.</summary>
    public IReadOnlyList<(KnownPerson Person, Organisation Place)> NotListed(IReadOnlyList<Question> questions, IReadOnlyList<Verdict> verdicts)
    {
        var listed = new HashSet<(Guid Place, Guid Person)>();
        var here = new HashSet<Guid>();
        for (var i = 0; i < verdicts.Count; i++)
        {
            if (verdicts[i].Place is not { } place)
            {
                continue;
            }

            here.Add(place.Id);
            if (verdicts[i].Person is { } person)
            {
                listed.Add((place.Id, person.Id));
            }

            // A row with a mistake in it names somebody all the same.
            listed.UnionWith(verdicts[i].Kind is RowKind.Wrong or RowKind.Doubtful ? known.AtPlace(place.Id, questions[i].Entry.Name).Select(p => (place.Id, p.Id)) : []);
        }

        return [.. known.All.SelectMany(p => p.Posts.Where(a => IsStaffNow(a) && here.Contains(a.OrganisationId)).Select(a => a.OrganisationId).Distinct()
                .Where(place => !listed.Contains((place, p.Id))).Select(place => (p, places[place]!)))
            .OrderBy(m => m.Item2.Order).ThenBy(m => m.Item2.Code, StringComparer.Ordinal).ThenBy(m => m.p.Name, StringComparer.Ordinal).ThenBy(m => m.p.Id)];
    }

    private Verdict OfMissing(Question question, (Guid PersonId, Guid PlaceId) missing)
    {
        var person = known.ById(missing.PersonId);
        var place = places[missing.PlaceId];
        var posts = person?.Posts.Where(p => IsStaffNow(p) && p.OrganisationId == missing.PlaceId).ToList() ?? [];
        return new Verdict
        {
            Kind = RowKind.Missing,
            Key = missing.PersonId.ToString("N"),
            Person = person,
            Place = place,
            Role = posts.OrderBy(p => RoleRules.Rank(p.Role)).FirstOrDefault()?.Role,
            Steps = question is { Decision: RowDecision.End, EndOn: { } day } && place is not null && posts.Count > 0
                ? [.. person!.Posts.Where(p => p.OrganisationId == place.Id && !Roles.Officers.Contains(p.Role) && (p.To is null || p.To > day)).Select(p => PostPlanner.EndOn(p, place, day))]
                : [],
        };
    }

    private bool IsStaffNow(Appointment post) => !Roles.Officers.Contains(post.Role) && post.From <= today && (post.To is null || post.To >= today);

    private Verdict Of(Question question)
    {
        var entry = question.Entry;
        var problems = new List<RowProblem>(entry.Problems);
        var place = PlaceOf(entry, problems);
        InFile(question, problems);
        var (person, key, doubt) = PersonOf(question, place, problems);
        var verdict = new Verdict { Kind = RowKind.Wrong, Key = key, Person = person, Place = place, Role = entry.Role, Employment = entry.Employment, Problems = problems };
        if (place is null || problems.Count > 0)
        {
            return verdict;
        }

        if (doubt is not null)
        {
            return verdict with { Kind = RowKind.Doubtful, Problems = [doubt] };
        }

        var (roles, held) = RolesOf(entry, person, place, problems);
        if (problems.Count == 0 && roles.Find(r => !taken.TryAdd((key, place.Id, r.Role), entry.Line)) is { Role: not null } twice)
        {
            problems.Add(new RowProblem(ProblemKind.Twice, null, Line(taken[(key, place.Id, twice.Role)])));
        }

        if (problems.Count > 0)
        {
            return verdict;
        }

        // A file without roles has no first day of one either.
        var judged = held ? question with { Entry = entry with { From = null } } : question;
        var planned = Planned(judged, verdict with { Role = roles[0].Role, Employment = roles[0].Employment }, roles);
        return planned.Steps.Count > 0 && roles.Find(r => !grantable.Contains(r.Role)) is { Role: not null } above
            ? verdict with { Problems = [new RowProblem(ProblemKind.RoleNotYours, entry.PlaceOf(RosterField.Role), above.Role)] }
            : planned;
    }

    private Verdict Planned(Question question, Verdict verdict, List<(string Role, string? Employment)> roles)
    {
        var (entry, person, place) = (question.Entry, verdict.Person, verdict.Place!);
        var first = written.Add(verdict.Key!);
        var plans = roles.ConvertAll(r => planner.Plan(person?.Posts ?? [], new PostPlanner.Said(place, r.Role, r.Employment, entry.Standing, entry.From, entry.To, entry.SaysTo)));
        var changes = plans.SelectMany(p => p.Changes).ToList();
        var renames = first && person is not null && person.Name != entry.Name;
        var renumbers = first && person is not null && entry.StaffNumber is not null && person.StaffNumber != entry.StaffNumber;
        var phone = first && question.PhoneHash is not null && person?.Contact?.PhoneHash != question.PhoneHash;
        var identity = first && question.IdentityHash is not null && person?.Contact?.IdentityHash != question.IdentityHash;
        if (person is not null)
        {
            changes.AddRange(new[]
            {
                renames ? new RowChange("name", person.Name, entry.Name) : null,
                renumbers ? new RowChange("staffNumber", person.StaffNumber, entry.StaffNumber) : null,
                phone ? new RowChange("phone", person.Contact?.PhoneHash is null ? null : "*", "*") : null,
                identity ? new RowChange("identity", person.Contact?.IdentityHash is null ? null : "*", "*") : null,
            }.OfType<RowChange>());
        }

        var isNew = person is null || person.Posts.Count == 0;
        return verdict with
        {
            Kind = isNew ? RowKind.New : changes.Count > 0 ? RowKind.Changed : RowKind.Unchanged,
            AddsPerson = first && person is null,
            Renames = renames,
            Renumbers = renumbers,
            SetsPhone = phone,
            SetsIdentity = identity,
            Steps = [.. plans.SelectMany(p => p.Steps)],
            Changes = isNew ? [] : changes,
        };
    }

    private Organisation? PlaceOf(RosterEntry entry, List<RowProblem> problems)
    {
        var (place, problem) = places.Find(entry.SchoolCode, entry.School, choices.PlaceId);
        if (problem is { } wrong)
        {
            var named = entry.School ?? entry.SchoolCode;
            problems.Add(new RowProblem(wrong, entry.PlaceOf(entry.School is null ? RosterField.SchoolCode : RosterField.School, RosterField.School), named?.Length > 40 ? named[..40] : named));
        }

        return place;
    }

    /// <summary>Rows of one file that contradict one another: the later is told of the earlier.</summary>
    private void InFile(Question question, List<RowProblem> problems)
    {
        var entry = question.Entry;
        if (entry.StaffNumber is { } number && firstByNumber[number] is var owner && owner != question
            && (owner.Entry.Name != entry.Name || (owner.IdentityHash is not null && question.IdentityHash is not null && owner.IdentityHash != question.IdentityHash)))
        {
            problems.Add(new RowProblem(ProblemKind.NumberOfAnother, entry.PlaceOf(RosterField.StaffNumber), Line(owner.Entry.Line)));
        }
        else if (question.IdentityHash is { } identity && firstByIdentity[identity] is var holder && holder != question && (holder.Entry.Name != entry.Name || Differ(holder.Entry.StaffNumber, entry.StaffNumber)))
        {
            problems.Add(new RowProblem(ProblemKind.IdentityOfAnother, entry.PlaceOf(RosterField.IdentityNumber), Line(holder.Entry.Line)));
        }
        else if (question.PhoneHash is { } phone && firstByPhone[(entry.Name, phone)] is var same && same != question && Differ(same.Entry.StaffNumber, entry.StaffNumber))
        {
            problems.Add(new RowProblem(ProblemKind.ContactOfAnother, entry.PlaceOf(RosterField.Phone), Line(same.Entry.Line)));
        }
    }

    private (KnownPerson? Person, string Key, RowProblem? Doubt) PersonOf(Question question, Organisation? place, List<RowProblem> problems)
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
            if (Differ(byIdentity.StaffNumber, entry.StaffNumber))
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
        if ((byIdentity is not null && byIdentity.Id != owner.Id) || (question.IdentityHash is not null && Differ(owner.Contact?.IdentityHash, question.IdentityHash)))
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
        var samePhone = known.ByPhone(entry.Name, question.PhoneHash).Where(p => !Differ(p.Contact?.IdentityHash, question.IdentityHash)).ToList();
        if (samePhone.Count > 0)
        {
            return samePhone.Count == 1 && !Differ(samePhone[0].StaffNumber, entry.StaffNumber)
                ? (samePhone[0], null)
                : (samePhone[0], new RowProblem(ProblemKind.LikelySame, entry.PlaceOf(RosterField.Phone), Sees(samePhone[0]) ? samePhone[0].StaffNumber : null));
        }

        var sameName = place is null ? [] : known.AtPlace(place.Id, entry.Name)
            .Where(p => !Differ(p.StaffNumber, entry.StaffNumber) && !Differ(p.Contact?.IdentityHash, question.IdentityHash)).ToList();
        if (sameName.Count > 1)
        {
            problems.Add(new RowProblem(ProblemKind.SameNameTwice, entry.PlaceOf(RosterField.Name)));
        }

        // Somebody entered by hand before there was a number is most likely who the number is for.
        return sameName.Count != 1 ? (null, null)
            : entry.StaffNumber is not null || question.IdentityHash is not null ? (sameName[0], new RowProblem(ProblemKind.LikelySame, entry.PlaceOf(RosterField.Name), null))
            : (sameName[0], null);
    }

    private (List<(string Role, string? Employment)> Roles, bool Held) RolesOf(RosterEntry entry, KnownPerson? person, Organisation place, List<RowProblem> problems)
    {
        if (entry.Role is null && person?.Posts.Where(p => IsStaffNow(p) && p.OrganisationId == place.Id).ToList() is { Count: > 0 } held)
        {
            // A file without roles says only that they are here.
            return (held.ConvertAll(p => (p.Role, p.Employment)), true);
        }

        var role = entry.Role ?? choices.Role;
        var known = person?.Posts.LastOrDefault(p => p.OrganisationId == place.Id && p.Role == role);
        var employment = role == Roles.PsychologyTeacher ? entry.Employment ?? known?.Employment : null;
        if (role is null)
        {
            problems.Add(new RowProblem(ProblemKind.RoleMissing, entry.PlaceOf(RosterField.Role)));
        }
        else if (!RoleRules.Fits(role, place))
        {
            problems.Add(new RowProblem(ProblemKind.RoleDoesNotFit, entry.PlaceOf(RosterField.Role), role));
        }
        else if (!grantable.Contains(role) && known is null)
        {
            problems.Add(new RowProblem(ProblemKind.RoleNotYours, entry.PlaceOf(RosterField.Role), role));
        }
        else if (role == Roles.PsychologyTeacher && employment is null)
        {
            problems.Add(new RowProblem(ProblemKind.EmploymentMissing, entry.PlaceOf(RosterField.Employment, RosterField.Role)));
        }

        return ([(role ?? "", employment)], false);
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

    private static bool Differ(string? one, string? other) => one is not null && other is not null && !string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string Line(int line) => line.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

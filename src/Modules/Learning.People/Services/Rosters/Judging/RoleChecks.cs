using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.People.Services.Rosters.Reading;

namespace Learning.People.Services.Rosters.Judging;

/// <summary>Which roles a row means, and whether the clerk may give them at that place.</summary>
internal sealed class RoleChecks(Scope scope, JudgeChoices choices, DateOnly today)
{
    private readonly IReadOnlyList<string> grantable = RoleRules.Grantable(scope.Actor);

    /// <summary>The first of the roles that only somebody above may change.</summary>
    public string? NotGrantable(IEnumerable<(string Role, string? Employment)> roles) => roles.Select(r => r.Role).FirstOrDefault(r => !grantable.Contains(r));

    /// <returns>The roles, and whether they are those the person holds there because the file names none.</returns>
    public (List<(string Role, string? Employment)> Roles, bool Held) Of(RosterEntry entry, KnownPerson? person, Organisation place, List<RowProblem> problems)
    {
        if (entry.Role is null && person?.StaffPosts(today).Where(p => p.OrganisationId == place.Id).ToList() is { Count: > 0 } held)
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
}

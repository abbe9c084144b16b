using Learning.Core.Curricula;
using Learning.Curricula.Services;
using Learning.Framework.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Learning.Curricula.Pages;

/// <summary>/curricula: what I have begun, then what suits my roles.</summary>
[Authorize(Policy = Permission.SignedIn)]
internal sealed class IndexModel(ProgrammeCatalog catalog, LearnerStandings standings, Scope scope) : PageModel
{
    public IReadOnlyList<Card> Begun { get; private set; } = [];

    public IReadOnlyList<Card> Suited { get; private set; } = [];

    public IReadOnlyList<Card> Others { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var plans = await catalog.GetAsync(cancellation);
        var learner = await standings.OfAsync(scope.Actor.PersonId, cancellation);
        var cards = plans.Plans.Select(p => new Card(p, learner.In(plans, p), learner.Enrolments.GetValueOrDefault(p.Programme.Id)?.EnrolledAt)).ToList();
        // What is open stands first, the latest begun on top; what is finished stays in view below it.
        Begun = [.. cards.Where(c => c.Standing.Enrolled).OrderBy(c => c.Standing.Next is null).ThenByDescending(c => c.EnrolledAt)];
        Suited = [.. cards.Where(c => !c.Standing.Enrolled && c.Plan.Suits(scope.Actor.Roles)).OrderBy(c => c.Plan.Lessons.Count == 0)];
        Others = [.. cards.Except(Begun).Except(Suited)];
    }

    internal sealed record Card(Plan Plan, ProgrammeStanding Standing, DateTimeOffset? EnrolledAt);
}

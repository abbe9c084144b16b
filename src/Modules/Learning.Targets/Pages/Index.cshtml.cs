using Learning.Core.Targets;
using Learning.Framework.Accounts;
using Learning.Targets.Evaluation;
using Learning.Targets.Recipes;
using Learning.Targets.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.Targets.Pages;

/// <summary>/targets: every row of the city's policy, with how it is counted or why it is not. Open to anyone signed in.</summary>
[Authorize(Policy = Permission.SignedIn)]
internal sealed class IndexModel(TargetCatalogue catalogue, Scope scope, IStringLocalizer T) : PageModel
{
    private IReadOnlyList<Target> all = [];

    public RuleWords Words { get; } = new(T);

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Topic { get; set; }

    public IReadOnlyList<IGrouping<string, Target>> Sources { get; private set; } = [];

    public int Total => all.Count;

    public int Shown => Sources.Sum(s => s.Count());

    public bool SetsUp => scope.Actor.Roles.Contains(Core.People.Roles.Administrator);

    /// <summary>States that occur, with how many rows.</summary>
    public IEnumerable<(string Code, string Text, int Count)> States =>
        TargetReader.States.Select(s => (s, Words.State(Enum.Parse<TargetState>(s, true)), all.Count(t => Code(t.State) == s))).Where(s => s.Item3 > 0);

    public IEnumerable<(string Code, string Text)> Topics =>
        TargetReader.Topics.Where(t => all.Any(row => row.Topic == t)).Select(t => (t, Words.Topic(t)));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        all = await catalogue.AllAsync(cancellation);
        Sources = [.. all
            .Where(t => (string.IsNullOrEmpty(State) || Code(t.State) == State) && (string.IsNullOrEmpty(Topic) || t.Topic == Topic))
            .GroupBy(t => t.SourceTitle, StringComparer.Ordinal)];
    }

    public static string Code(TargetState state) => state switch
    {
        TargetState.Measured => "measured",
        TargetState.Advisory => "advisory",
        TargetState.Outside => "outside",
        _ => "pending",
    };

    public static string Chip(TargetState state) => state switch
    {
        TargetState.Measured => "met",
        TargetState.Pending => "review",
        TargetState.Outside => "paused",
        _ => "none",
    };
}

using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Searching;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace Learning.Bureau.Pages;

/// <summary>/search: one box over what the acting person may open.</summary>
[Authorize(Policy = Permission.Account)]
internal sealed class SearchModel(IEnumerable<ISearchSource> sources, Scope scope, IStringLocalizer T) : PageModel
{
    private const int Longest = 60, Most = 8;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public string Text { get; private set; } = "";

    public IReadOnlyList<SearchGroup> Groups { get; private set; } = [];

    public string Label =>
        scope.Level != ScopeLevel.Own ? T["姓名、学校、课程或证书编号"]
        : scope.ActorOrNone?.Roles.Any(r => r != Roles.Parent) != true ? T["课程"]
        : T["课程或自己的证书编号"];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (PhoneNumbers.TryNormalise(Q, out _))
        {
            return Redirect(Request.PathBase + "/search");
        }

        await FindAsync(cancellation);
        return Page();
    }

    /// <summary>What was typed goes into the address, where it can be kept; a phone never does.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!PhoneNumbers.TryNormalise(Q, out _))
        {
            return Redirect(QueryHelpers.AddQueryString(Request.PathBase + "/search", "q", Clipped()));
        }

        await FindAsync(cancellation);
        return Page();
    }

    private async Task FindAsync(CancellationToken cancellation)
    {
        Text = Clipped().Normalize();
        if (Text.Length == 0 || scope.ActorOrNone is null)
        {
            return;
        }

        var found = new List<SearchGroup>();
        foreach (var source in sources.OrderBy(s => s.Order))
        {
            if (await source.FindAsync(Text, Most, cancellation) is { } group)
            {
                found.Add(group);
            }
        }

        Groups = found;
    }

    private string Clipped()
    {
        var typed = (Q ?? "").Trim();
        return typed.Length > Longest ? typed[..Longest] : typed;
    }
}

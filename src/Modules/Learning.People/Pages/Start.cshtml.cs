using Learning.Framework.Data;
using Learning.Framework.Recipes;
using Learning.Framework.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Pages;

/// <summary>/people/start: what the administrator does after the first run.</summary>
[Authorize(Policy = Permissions.StartSite)]
internal sealed class StartModel(LearningDbContext db, RecipeRunner recipes, SettingsStore settings) : PageModel
{
    /// <summary>The city whose recipe ran, or its name where it gives no city; null for none.</summary>
    public string? Recipe { get; private set; }

    public int Schools { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var last = await recipes.LastAsync(cancellation);
        Recipe = last is null || (await settings.GetAsync(cancellation)).City is not { Length: > 0 } city ? last : city;
        Schools = await db.Organisations.CountAsync(o => o.SchoolId != null && o.ClosedOn == null, cancellation);
    }
}

using Learning.Framework.Data;
using Learning.Framework.Recipes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Pages;

/// <summary>/people/start: what the administrator does after the first run.</summary>
[Authorize(Policy = Permissions.StartSite)]
internal sealed class StartModel(LearningDbContext db, RecipeRunner recipes) : PageModel
{
    public string? Recipe { get; private set; }

    public int Schools { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Recipe = await recipes.LastAsync(cancellation);
        Schools = await db.Organisations.CountAsync(o => o.SchoolId != null && o.ClosedOn == null, cancellation);
    }
}

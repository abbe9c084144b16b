using Learning.Core.Curricula;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Navigation;
using Learning.Framework.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Learning.Bureau.Pages;

/// <summary>/: whose site this is and what it is for; who is signed in goes on to their own first page.</summary>
[AllowAnonymous]
internal sealed class HomeModel(SettingsStore settings, ICurricula curricula, LearningDbContext db, Scope scope) : PageModel
{
    public SiteSettings Site { get; private set; } = SiteSettings.Default;

    public IReadOnlyList<PlanStatement> Plans { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (scope.ActorOrNone is { } actor)
        {
            return Redirect(SiteNavigation.HomeOf(actor));
        }

        if (!await db.Users.AnyAsync(cancellation))
        {
            return Redirect("/setup");
        }

        Site = await settings.GetAsync(cancellation);
        Plans = await curricula.PlansAsync(cancellation);
        return Page();
    }
}

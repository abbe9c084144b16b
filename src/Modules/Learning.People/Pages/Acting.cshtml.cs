using Learning.Framework.Accounts;
using Learning.Framework.Navigation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Learning.People.Pages;

/// <summary>/people/acting: a person acts for one organisation at a time.</summary>
[Authorize(Policy = Permission.Account)]
internal sealed class ActingModel(ActorClaims actors, SignInManager<Account> signIn, Scope scope) : PageModel
{
    public IReadOnlyList<Actor> Choices { get; private set; } = [];

    public Guid Current => scope.Actor.OrganisationId;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await signIn.UserManager.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        Choices = await actors.ChoicesAsync(account, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid organisation, CancellationToken cancellation)
    {
        if (await signIn.UserManager.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        if ((await actors.ChoicesAsync(account, cancellation)).FirstOrDefault(c => c.OrganisationId == organisation) is not { } chosen)
        {
            return RedirectToPage();
        }

        account.OrganisationId = organisation;
        await signIn.UserManager.UpdateAsync(account);
        await signIn.RefreshSignInAsync(account);
        return LocalRedirect(SiteNavigation.HomeOf(chosen));
    }
}

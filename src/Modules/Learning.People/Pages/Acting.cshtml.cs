using Learning.Framework.Accounts;
using Learning.Framework.Navigation;
using Learning.People.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages;

/// <summary>/people/acting: a person acts for one organisation at a time.</summary>
[Authorize(Policy = Permission.Account)]
internal sealed class ActingModel(ActorClaims actors, SignInManager<Account> signIn, LostSignIn lost, Scope scope, IStringLocalizer T) : PageModel
{
    public IReadOnlyList<Actor> Choices { get; private set; } = [];

    public Guid Current => scope.Actor.OrganisationId;

    /// <summary>Name of the organisation a form was drawn for that is not the one acted for now.</summary>
    public string? DrawnFor { get; private set; }

    /// <summary>What was typed in that form, sealed.</summary>
    [BindProperty(Name = "kept")]
    public string? Kept { get; set; }

    /// <summary>The same, opened once it is said for whom.</summary>
    public TypedForm? Typed { get; private set; }

    public string ActingFor => scope.Actor.OrganisationName;

    public async Task<IActionResult> OnGetAsync(Guid? drawnFor, CancellationToken cancellation)
    {
        if (await signIn.UserManager.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        Choices = await actors.ChoicesAsync(account, cancellation);
        Kept = lost.SealedOf(HttpContext);
        if ((OfficeForms.DrawnFor(HttpContext) ?? drawnFor) is { } other)
        {
            DrawnFor = Choices.FirstOrDefault(c => c.OrganisationId == other)?.OrganisationName ?? T["别的单位"].Value;
        }

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
        // The page that shows what was typed is drawn with the new cookie, and the text comes along.
        return Kept is null ? LocalRedirect(SiteNavigation.HomeOf(chosen)) : RedirectToPagePreserveMethod("/Acting", "Typed", new { area = "People" });
    }

    public IActionResult OnPostTyped()
    {
        Typed = lost.Open(Kept);
        return Typed is null ? LocalRedirect(SiteNavigation.HomeOf(scope.Actor)) : Page();
    }
}

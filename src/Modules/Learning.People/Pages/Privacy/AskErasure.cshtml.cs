using Learning.Core.People;
using Learning.People.Models;
using Learning.People.Services;
using Learning.People.Services.Privacy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Privacy;

/// <summary>/people/{id}/erasure: an officer enters the wish of someone who has left and cannot sign in any more.</summary>
[Authorize(Policy = Permissions.ErasePeople)]
internal sealed class AskErasureModel(ErasureDesk desk, PersonFile file, PeopleSearch search, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public string? Note { get; set; }

    public Person Person { get; private set; } = null!;

    public bool InPost { get; private set; }

    public ErasureRequest? Known { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await LoadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (string.IsNullOrWhiteSpace(Note))
        {
            ModelState.AddModelError(nameof(Note), T["写明本人怎么提出的、怎么核对的身份。"]);
        }
        else if (Note.Length > ErasureRequestConfiguration.TextLength)
        {
            ModelState.AddModelError(nameof(Note), T["最多{0}个字。", ErasureRequestConfiguration.TextLength]);
        }
        else if (await desk.AskAsync(id, Note, cancellation) is { } refusal)
        {
            ModelState.AddModelError("", ErasureWords.Refusal(T, refusal));
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        return Redirect($"/people/erasures/{(await desk.LatestAsync(id, cancellation))!.Id}");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (!await search.MaySeeAsync(id, cancellation) || await file.PersonAsync(id, cancellation) is not { } person)
        {
            return false;
        }

        (Person, InPost, Known) = (person, await desk.InPostAsync(id, cancellation), await desk.LatestAsync(id, cancellation));
        return true;
    }
}

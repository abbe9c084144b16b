using Learning.Framework.Data;
using Learning.People.Services.Privacy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Learning.People.Pages.Privacy;

/// <summary>/people/erasures: who asked to be erased, those waiting first.</summary>
[Authorize(Policy = Permissions.ErasePeople)]
internal sealed class ErasuresModel(ErasureQueue queue) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public bool Decided { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public PageOf<ErasureLine> List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation) => List = await queue.FindAsync(Decided, P, cancellation);
}

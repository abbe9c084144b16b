using Learning.Framework.Data;
using Learning.People.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages;

/// <summary>/people/audit: who did what, when, before and after.</summary>
[Authorize(Policy = Permissions.ViewAudit)]
internal sealed class AuditModel(AuditLog log, IStringLocalizer T) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Code of an act; never named "action", which routing keeps for itself.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Act { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public PageOf<AuditLine> List { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Actions { get; private set; } = [];

    public bool Narrowed => !string.IsNullOrEmpty(Q) || !string.IsNullOrEmpty(Act) || From is not null || To is not null;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        List = await log.FindAsync(new AuditQuestion(Q, Act, From, To), T["平台"], P, cancellation);
        Actions = [.. (await log.ActionsAsync(cancellation)).Select(a => new SelectListItem(AuditWords.Action(T, a), a, a == Act))];
    }
}

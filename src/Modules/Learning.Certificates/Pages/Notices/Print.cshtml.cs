using Learning.Certificates.Models;
using Learning.Certificates.Services;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Row = Learning.Certificates.Models.Notice;

namespace Learning.Certificates.Pages.Notices;

/// <summary>/certificates/notices/{id}/print: the list as it is pinned to a board.</summary>
[Authorize(Policy = Permission.SignedIn)]
internal sealed class PrintModel(LearningDbContext db, NoticeBoard board, TypeCatalog catalog, SettingsStore settings, Scope scope) : PageModel
{
    public Row Notice { get; private set; } = null!;

    public IReadOnlyList<NoticeRow> Rows { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Titles { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string Bureau { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        var notice = await board.FindAsync(id, cancellation);
        if (notice is null || (notice.IsIssued && !scope.Actor.Roles.Contains(Roles.CityOfficer)))
        {
            return NotFound();
        }

        Notice = notice;
        Rows = await board.Rows(id).Where(r => r.State == ProposalState.OnNotice || r.State == ProposalState.Issued).Take(NewModel.AtMost).ToListAsync(cancellation);
        Titles = (await catalog.AllAsync(db, cancellation)).ToDictionary(t => t.Code, t => t.Title, StringComparer.Ordinal);
        Bureau = (await settings.GetAsync(cancellation)).Bureau;
        return Page();
    }
}

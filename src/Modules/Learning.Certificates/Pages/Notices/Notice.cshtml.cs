using Learning.Certificates.Models;
using Learning.Certificates.Services;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Row = Learning.Certificates.Models.Notice;

namespace Learning.Certificates.Pages.Notices;

/// <summary>/certificates/notices/{id}: a list on public notice, for signed-in staff; the bureau goes on from here.</summary>
[Authorize(Policy = Permission.SignedIn)]
internal sealed class NoticeModel(LearningDbContext db, NoticeBoard board, TypeCatalog catalog, Scope scope, TimeProvider clock) : PageModel
{
    public Row Notice { get; private set; } = null!;

    public PageOf<NoticeRow> Rows { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Titles { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public int ToIssue { get; private set; }

    public bool Officer => scope.Actor.Roles.Contains(Roles.CityOfficer);

    public bool Over => Notice.IsOver(clock.Today());

    public async Task<IActionResult> OnGetAsync(Guid id, int p, CancellationToken cancellation)
    {
        if (await board.FindAsync(id, cancellation) is not { } notice)
        {
            return NotFound();
        }

        Notice = notice;
        // Once the notice is over and the certificates are out, the list is the bureau's file again.
        if (notice.IsIssued && !Officer)
        {
            return NotFound();
        }

        var rows = board.Rows(id);
        Rows = await (Officer ? rows : rows.Where(r => r.State == ProposalState.OnNotice)).ToPageAsync(p, cancellation);
        ToIssue = await db.Set<Proposal>().CountAsync(x => x.NoticeId == id && x.State == ProposalState.OnNotice, cancellation);
        Titles = (await catalog.AllAsync(db, cancellation)).ToDictionary(t => t.Code, t => t.Title, StringComparer.Ordinal);
        return Page();
    }
}

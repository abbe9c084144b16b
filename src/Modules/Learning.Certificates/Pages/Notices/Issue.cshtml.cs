using Learning.Certificates.Models;
using Learning.Certificates.Services;
using Learning.Core;
using Learning.Framework.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Row = Learning.Certificates.Models.Notice;

namespace Learning.Certificates.Pages.Notices;

/// <summary>/certificates/notices/{id}/issue: who, how many, to what effect; then the whole list at once.</summary>
[Authorize(Policy = Permissions.IssueCertificates)]
internal sealed class IssueModel(NoticeBoard board, CertificateIssuer issuer, Scope scope, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Document { get; set; }

    public Row Notice { get; private set; } = null!;

    public IReadOnlyList<NoticeRow> Rows { get; private set; } = [];

    public int HeldOut { get; private set; }

    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(Guid id, string? document, CancellationToken cancellation)
    {
        Document = document;
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        return Notice.IsIssued ? RedirectToPage("Issued", new { id }) : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, [FromServices] IStringLocalizer T, CancellationToken cancellation)
    {
        var outcome = await issuer.IssueAsync(new IssueOrder(id, Document, clock.Today(), scope.Actor.PersonId), cancellation);
        if (outcome.Refusal is null)
        {
            return RedirectToPage("Issued", new { id });
        }

        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        ModelState.AddModelError(nameof(Document), outcome.Refusal switch
        {
            IssueRefusal.DocumentNumber => T["填写发文字号，60字以内。"],
            IssueRefusal.NoticeRuns => T["公示到{0}，次日起可以签发。", Words.Day(T, Notice.To)],
            IssueRefusal.OwnProposal => T["名单里有您自己，由同事签发。"],
            IssueRefusal.NameCannotBeSigned => T["这些姓名太长或有不能签名的字符，先在人员里改好：{0}", string.Join('、', outcome.Names)],
            _ => T["名单里没有可以签发的人了。"],
        });
        return Page();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await board.FindAsync(id, cancellation) is not { } notice)
        {
            return false;
        }

        Notice = notice;
        Rows = await board.Rows(id).Where(r => r.State == ProposalState.OnNotice).ToListAsync(cancellation);
        HeldOut = await board.Rows(id).CountAsync(r => r.State == ProposalState.HeldOut, cancellation);
        return true;
    }
}

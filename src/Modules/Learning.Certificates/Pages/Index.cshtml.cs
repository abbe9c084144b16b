using Learning.Certificates.Models;
using Learning.Certificates.Services;
using Learning.Core;
using Learning.Core.Certificates;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Certificates.Pages;

/// <summary>/certificates: a person's certificates, and what is missing for each she does not hold.</summary>
[Authorize(Policy = Permission.SignedIn)]
internal sealed class IndexModel(LearningDbContext db, ICertificates certificates, StandingQueries queries, ReviewDesk desk, Scope scope, TimeProvider clock) : PageModel
{
    public IReadOnlyList<OwnCertificate> Certificates { get; private set; } = [];

    /// <summary>Types not held, lowest rank first.</summary>
    public IReadOnlyList<CertificateStanding> Missing { get; private set; } = [];

    /// <summary>Sent back or refused, by type: the person may hand in again.</summary>
    public IReadOnlyDictionary<string, SentBack> SentBacks { get; private set; } = new Dictionary<string, SentBack>(StringComparer.Ordinal);

    public IReadOnlyList<RunningNotice> Notices { get; private set; } = [];

    public Guid? WrongProposal { get; private set; }

    public string Note { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var person = scope.Actor.PersonId;
        var own = new List<OwnCertificate>();
        await foreach (var certificate in queries.CertificatesOf(db, person).WithCancellation(cancellation))
        {
            own.Add(certificate);
        }

        Certificates = own;
        Missing = [.. (await certificates.StandingAsync(person, cancellation)).Where(s => s.State != CertificateState.Held)];
        var back = await db.Set<Proposal>().AsNoTracking()
            .Where(p => p.PersonId == person && (p.State == ProposalState.Returned || p.State == ProposalState.Refused))
            .OrderBy(p => p.Id).Select(p => new SentBack(p.Id, p.TypeCode, p.State, p.Reason)).ToListAsync(cancellation);
        SentBacks = back.GroupBy(p => p.TypeCode).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        var today = clock.Today();
        Notices = await db.Set<Notice>().AsNoTracking().Where(n => n.IssuedOn == null && n.To >= today).OrderByDescending(n => n.From)
            .Take(5).Select(n => new RunningNotice(n.Id, n.Title, n.To)).ToListAsync(cancellation);
    }

    public async Task<IActionResult> OnPostHandInAsync(Guid proposal, string? note, [FromServices] IStringLocalizer T, CancellationToken cancellation)
    {
        if (await desk.HandInAgainAsync(proposal, scope.Actor.PersonId, note, cancellation) is { } refusal)
        {
            ModelState.AddModelError($"note-{proposal}", refusal == DeskRefusal.ReasonMissing ? T["写明补充了什么，500字以内。"] : Words.Of(T, refusal));
            WrongProposal = proposal;
            Note = note ?? "";
            await OnGetAsync(cancellation);
            return Page();
        }

        TempData["Notice"] = T["已重新提交，市局审核后会在这里看到结果。"].Value;
        return RedirectToPage();
    }

    internal sealed record SentBack(Guid Id, string TypeCode, ProposalState State, string? Reason);

    internal sealed record RunningNotice(Guid Id, string Title, DateOnly To);
}

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
using Row = Learning.Certificates.Models.Proposal;

namespace Learning.Certificates.Pages.Reviews;

/// <summary>/certificates/reviews/{id}: the reasons behind a name, and a decision about this one.</summary>
[Authorize(Policy = Permissions.IssueCertificates)]
internal sealed class ProposalModel(LearningDbContext db, Proposer proposer, TypeCatalog catalog, ReviewDesk desk, Scope scope) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public Row Proposal { get; private set; } = null!;

    public TypeInfo? Type { get; private set; }

    public string Name { get; private set; } = "";

    public string? StaffNumber { get; private set; }

    public IReadOnlyList<RequirementStanding> Requirements { get; private set; } = [];

    public IReadOnlyList<Step> Steps { get; private set; } = [];

    public bool Own => Proposal.PersonId == scope.Actor.PersonId;

    public async Task<IActionResult> OnGetAsync(Guid id, [FromServices] TimeProvider clock, CancellationToken cancellation) =>
        await LoadAsync(id, clock.Today(), cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(
        Guid id, ProposalState to, int version, [FromServices] IStringLocalizer T, [FromServices] TimeProvider clock, CancellationToken cancellation)
    {
        if (to is not (ProposalState.Returned or ProposalState.Refused or ProposalState.Waiting) || !await LoadAsync(id, clock.Today(), cancellation))
        {
            return NotFound();
        }

        if (await desk.DecideAsync(id, to, version, Reason, scope.Actor.PersonId, cancellation) is { } refusal)
        {
            ModelState.AddModelError(nameof(Reason), Words.Of(T, refusal));
            db.ChangeTracker.Clear();
            await LoadAsync(id, clock.Today(), cancellation);
            return Page();
        }

        TempData["Notice"] = to switch
        {
            ProposalState.Returned => T["已退回{0}老师补充。", Name].Value,
            ProposalState.Refused => T["{0}老师的申请不予认定，理由本人看得到。", Name].Value,
            _ => T["{0}老师回到待签发。", Name].Value,
        };
        return RedirectToPage("Index");
    }

    private async Task<bool> LoadAsync(Guid id, DateOnly today, CancellationToken cancellation)
    {
        var row = await db.Set<Row>().AsNoTracking().Within(scope).Where(p => p.Id == id)
            .Join(db.People, p => p.PersonId, p => p.Id, (p, person) => new { Proposal = p, person.Name, person.StaffNumber }).FirstOrDefaultAsync(cancellation);
        if (row is null)
        {
            return false;
        }

        (Proposal, Name, StaffNumber) = (row.Proposal, row.Name, row.StaffNumber);
        Type = await catalog.FindAsync(db, Proposal.TypeCode, cancellation);
        Requirements = Type is null ? [] : await proposer.StandingAsync(Type, Proposal.PersonId, today, cancellation);
        Steps = await (
            from decision in db.Set<ProposalDecision>().AsNoTracking()
            where decision.ProposalId == id
            orderby decision.Id
            select new Step(decision.State, decision.Reason, decision.DecidedAt, db.People.Where(p => p.Id == decision.DecidedBy).Select(p => p.Name).FirstOrDefault())).ToListAsync(cancellation);
        return true;
    }

    internal sealed record Step(ProposalState State, string? Reason, DateTimeOffset At, string? By);
}

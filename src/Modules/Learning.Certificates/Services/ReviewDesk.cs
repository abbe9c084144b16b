using Learning.Certificates.Models;
using Learning.Core;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Microsoft.EntityFrameworkCore;

namespace Learning.Certificates.Services;

/// <summary>Why a decision was not taken.</summary>
internal enum DeskRefusal
{
    NotFound,

    /// <summary>Nobody decides about herself.</summary>
    Own,

    /// <summary>Somebody else, or another tab, was faster.</summary>
    Changed,
    ReasonMissing,
    NobodyLeft,
}

/// <summary>Decisions of the bureau about proposals.</summary>
internal sealed class ReviewDesk(LearningDbContext db, SettingsStore settings, ProposalChecks checks, Audit audit, TimeProvider clock)
{
    public const int LongestReason = 500;

    /// <summary>退回补充, 不予认定, or back among those waiting after an objection.</summary>
    /// <param name="to"><see cref="ProposalState.Returned"/>, <see cref="ProposalState.Refused"/> or <see cref="ProposalState.Waiting"/>.</param>
    /// <param name="seen">The proposal's version the officer looked at.</param>
    public Task<DeskRefusal?> DecideAsync(Guid proposalId, ProposalState to, int seen, string? reason, Guid actor, CancellationToken cancellation)
    {
        var from = to == ProposalState.Waiting ? new[] { ProposalState.HeldOut } : [ProposalState.Waiting, ProposalState.HeldOut];
        return MoveAsync(proposalId, from, to, seen, reason, actor, cancellation);
    }

    /// <summary>An objection (提出异议) holds one proposal out of its list; the others go on.</summary>
    public Task<DeskRefusal?> HoldOutAsync(Guid proposalId, int seen, string? reason, Guid actor, CancellationToken cancellation) =>
        MoveAsync(proposalId, [ProposalState.OnNotice], ProposalState.HeldOut, seen, reason, actor, cancellation);

    /// <summary>The holder adds something and hands in again, after being sent back or refused.</summary>
    public Task<DeskRefusal?> HandInAgainAsync(Guid proposalId, Guid personId, string? note, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(note) || note.Length > LongestReason)
        {
            return Task.FromResult<DeskRefusal?>(DeskRefusal.ReasonMissing);
        }

        return db.WriteAsync<DeskRefusal?>(
            async () =>
            {
                var proposal = await db.Set<Proposal>().FirstOrDefaultAsync(p => p.Id == proposalId && p.PersonId == personId, cancellation);
                if (proposal is null)
                {
                    return DeskRefusal.NotFound;
                }

                if (proposal.State is not (ProposalState.Returned or ProposalState.Refused)
                    || await db.Set<Proposal>().AnyAsync(p => p.PersonId == personId && p.OpenFor == proposal.TypeCode && p.Id != proposalId, cancellation))
                {
                    return DeskRefusal.Changed;
                }

                proposal.HolderNote = note.Trim();
                proposal.MoveTo(ProposalState.Waiting, null);
                Write(proposal, note.Trim(), personId);
                // While it was closed nobody watched the requirements.
                checks.Mark(personId, [proposal.TypeCode]);
                return null;
            },
            cancellation);
    }

    /// <summary>Puts those of the given proposals that wait on public notice as one list (拟发证名单).</summary>
    /// <param name="noticeId">Made by the form: the same again changes nothing.</param>
    /// <param name="from">First day.</param>
    /// <param name="actor">Null for the site itself; whoever it is, her own proposal stays out.</param>
    public async Task<(int Listed, DeskRefusal? Refusal)> PutOnNoticeAsync(
        Guid noticeId, IReadOnlyCollection<Guid> proposals, string title, DateOnly from, int? workingDays, Guid? actor, CancellationToken cancellation)
    {
        var days = workingDays ?? (await settings.GetAsync(cancellation)).NoticeWorkingDays;
        return await db.WriteAsync<(int, DeskRefusal?)>(
            async () =>
            {
                if (await db.Set<Notice>().AnyAsync(n => n.Id == noticeId, cancellation))
                {
                    return (await db.Set<Proposal>().CountAsync(p => p.NoticeId == noticeId, cancellation), null);
                }

                var listed = await db.Set<Proposal>()
                    .Where(p => proposals.Contains(p.Id) && p.State == ProposalState.Waiting && p.PersonId != actor).ToListAsync(cancellation);
                if (listed.Count == 0)
                {
                    return (0, DeskRefusal.NobodyLeft);
                }

                var notice = new Notice
                {
                    Id = noticeId,
                    Title = title,
                    WorkingDays = days,
                    From = from,
                    To = WorkingDays.LastOf(from, days),
                    CreatedAt = clock.Instant(),
                    CreatedBy = actor,
                };
                db.Add(notice);
                foreach (var proposal in listed)
                {
                    proposal.NoticeId = noticeId;
                    proposal.MoveTo(ProposalState.OnNotice, null);
                    Write(proposal, null, actor);
                }

                audit.Record("certificates.put-on-notice", "notice", noticeId.ToString(), null, new { notice.From, notice.To, listed.Count });
                return (listed.Count, null);
            },
            cancellation);
    }

    private Task<DeskRefusal?> MoveAsync(
        Guid proposalId, ProposalState[] from, ProposalState to, int seen, string? reason, Guid actor, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
        {
            return Task.FromResult<DeskRefusal?>(DeskRefusal.ReasonMissing);
        }

        return db.WriteAsync<DeskRefusal?>(
            async () =>
            {
                var proposal = await db.Set<Proposal>().FirstOrDefaultAsync(p => p.Id == proposalId, cancellation);
                if (proposal is null)
                {
                    return DeskRefusal.NotFound;
                }

                if (proposal.PersonId == actor)
                {
                    return DeskRefusal.Own;
                }

                if (proposal.Version != seen || !from.Contains(proposal.State))
                {
                    // The same decision again (a double click, the back button) is done already.
                    return proposal.State == to && proposal.Reason == reason.Trim() ? null : DeskRefusal.Changed;
                }

                var before = proposal.State;
                if (to == ProposalState.Waiting)
                {
                    proposal.NoticeId = null;
                }

                proposal.MoveTo(to, reason.Trim());
                Write(proposal, reason.Trim(), actor);
                audit.Record($"certificates.{Code(to)}", "proposal", proposal.Id.ToString(), new { State = before.ToString() }, new { State = to.ToString(), Reason = reason.Trim() }, proposal);
                return null;
            },
            cancellation);
    }

    private void Write(Proposal proposal, string? reason, Guid? actor) => db.Add(new ProposalDecision
    {
        Id = clock.NewId(),
        ProposalId = proposal.Id,
        State = proposal.State,
        Reason = reason,
        DecidedAt = clock.Instant(),
        DecidedBy = actor,
    });

    private static string Code(ProposalState to) => to switch
    {
        ProposalState.Returned => "send-back",
        ProposalState.Refused => "refuse",
        ProposalState.HeldOut => "hold-out",
        _ => "put-back",
    };
}

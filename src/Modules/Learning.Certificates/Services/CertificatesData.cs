using Learning.Certificates.Models;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Certificates.Services;

/// <summary>What the register holds about a person: certificates, applications, and what they decided for others.</summary>
internal sealed class CertificatesData(LearningDbContext db, IStringLocalizer T) : IPersonalData
{
    public IReadOnlyList<Type> Entities => [typeof(Certificate), typeof(CertificateDecision), typeof(Proposal), typeof(ProposalDecision), typeof(Notice)];

    public async Task<IReadOnlyList<HeldData>> HeldAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
    [
        await CertificatesAsync(people, cancellation),
        await (
            from decision in db.Set<CertificateDecision>()
            join certificate in db.Set<Certificate>() on decision.CertificateId equals certificate.Id
            where people.Contains(certificate.PersonId)
            orderby decision.DecidedAt
            select new { decision.Kind, decision.Reason, decision.DecidedAt, certificate.RegisterNumber }).ReadAsync(
            Held.Kept("certificates.decisions", T["证书的撤销、暂停和恢复"], T["核验时说明证书是否有效。"], T["撤销过的证书不能再当有效的用。"]), cancellation,
            ("number", T["编号"], d => d.RegisterNumber), ("kind", T["决定"], d => d.Kind), ("reason", T["理由"], d => d.Reason), ("decidedAt", T["时间"], d => d.DecidedAt)),
        await db.Set<Proposal>().AsNoTracking().Where(p => people.Contains(p.PersonId)).OrderBy(p => p.ProposedOn).ReadAsync(
            Held.Anonymous("certificates.proposals", T["发证申请"], T["审核和公示发证名单。"], T["说明证书经过哪些审核；补充的说明会删掉，注销后不再带姓名。"]), cancellation,
            ("type", T["证书种类"], p => p.TypeCode), ("proposedOn", T["申请日期"], p => p.ProposedOn), ("school", T["学校"], p => p.SchoolName), ("state", T["状态"], p => State(p.State)),
            ("reason", T["理由"], p => p.Reason), ("note", T["补充的说明"], p => p.HolderNote)),
        await (
            from decision in db.Set<ProposalDecision>()
            join proposal in db.Set<Proposal>() on decision.ProposalId equals proposal.Id
            where people.Contains(proposal.PersonId)
            orderby decision.DecidedAt
            select new { proposal.TypeCode, decision.State, decision.Reason, decision.DecidedAt }).ReadAsync(
            Held.Anonymous("certificates.steps", T["发证申请的每一步"], T["说明证书经过哪些审核。"], T["审核过程只增不改；注销后不再带姓名。"]), cancellation,
            ("type", T["证书种类"], d => d.TypeCode), ("state", T["状态"], d => State(d.State)), ("reason", T["理由"], d => d.Reason), ("decidedAt", T["时间"], d => d.DecidedAt)),
        await HandledAsync(people, cancellation),
    ];

    public async Task EraseAsync(IReadOnlyList<Guid> people, CancellationToken cancellation)
    {
        foreach (var proposal in await db.Set<Proposal>().Where(p => people.Contains(p.PersonId)).ToListAsync(cancellation))
        {
            proposal.HolderNote = null;
            if (proposal.OpenFor is not null)
            {
                proposal.MoveTo(ProposalState.Withdrawn, T["本人注销，申请一并撤回。"]);
            }
        }
    }

    public async Task<IReadOnlyList<AuditSubject>> SubjectsAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
    [
        .. (await db.Set<Certificate>().Where(c => people.Contains(c.PersonId)).Select(c => c.Number).ToListAsync(cancellation)).Select(n => new AuditSubject("certificate", n)),
        .. (await db.Set<Proposal>().Where(p => people.Contains(p.PersonId)).Select(p => p.Id).ToListAsync(cancellation)).Select(id => new AuditSubject("proposal", id.ToString())),
    ];

    private Task<HeldData> CertificatesAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
        db.Set<Certificate>().AsNoTracking().Where(c => people.Contains(c.PersonId)).OrderBy(c => c.IssuedAt).ReadAsync(
            Held.Kept("certificates.certificates", T["证书"], T["任何人凭编号和姓名都能核验真伪。"], T["发出的证书上有姓名和签名，删掉就无法核验，持有人和用人单位都要用。"]), cancellation,
            ("title", T["名称"], c => c.Title), ("level", T["等级"], c => c.Level), ("name", T["姓名"], c => c.HolderName), ("school", T["学校"], c => c.SchoolName),
            ("registerNumber", T["编号"], c => c.RegisterNumber), ("number", T["核验码"], c => c.Number), ("document", T["文号"], c => c.DocumentNumber),
            ("issuedOn", T["签发日期"], c => c.IssuedOn), ("expiresOn", T["有效期至"], c => c.ExpiresOn), ("issuer", T["签发机关"], c => c.Issuer));

    /// <summary>What the person decided about others' certificates.</summary>
    private Task<HeldData> HandledAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
        db.Set<CertificateDecision>().Where(d => people.Contains(d.DecidedBy)).Select(d => new { What = d.Kind, At = d.DecidedAt })
            .Concat(db.Set<ProposalDecision>().Where(d => d.DecidedBy != null && people.Contains(d.DecidedBy.Value)).Select(d => new { What = "review", At = d.DecidedAt }))
            .Concat(db.Set<Certificate>().Where(c => c.IssuedBy != null && people.Contains(c.IssuedBy.Value)).Select(c => new { What = "issue", At = c.IssuedAt }))
            .Concat(db.Set<Notice>().Where(n => n.CreatedBy != null && people.Contains(n.CreatedBy.Value)).Select(n => new { What = "notice", At = n.CreatedAt }))
            .Concat(db.Set<Notice>().Where(n => n.IssuedBy != null && n.CreatedBy != n.IssuedBy && people.Contains(n.IssuedBy.Value)).Select(n => new { What = "issue-notice", At = n.CreatedAt }))
            .OrderBy(h => h.At).ReadAsync(
                Held.Anonymous("certificates.handled", T["本人经办的发证"], T["说明每张证书由谁审核和签发。"], T["是别人的证书的依据；注销后不再带姓名。"]), cancellation,
                ("what", T["经办"], h => h.What), ("at", T["时间"], h => h.At));

    private string State(ProposalState state) => state switch
    {
        ProposalState.Waiting => T["待签发"],
        ProposalState.Returned => T["退回补充|状态"],
        ProposalState.OnNotice => T["公示中"],
        ProposalState.HeldOut => T["公示期暂缓"],
        ProposalState.Issued => T["已签发"],
        ProposalState.Refused => T["不予认定|状态"],
        _ => T["已撤回"],
    };
}

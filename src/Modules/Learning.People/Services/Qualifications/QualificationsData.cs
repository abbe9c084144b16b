using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Framework.Settings;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Qualifications;

/// <summary>Qualifications given elsewhere: that one was accepted stays without the name, its number and picture go.</summary>
internal sealed class QualificationsData(LearningDbContext db, FieldCipher cipher, IStringLocalizer T) : IPersonalData
{
    public IReadOnlyList<Type> Entities => [typeof(Qualification), typeof(QualificationDecision)];

    public bool ErasesAuditPayloads => true;

    public async Task<IReadOnlyList<HeldData>> HeldAsync(IReadOnlyList<Guid> people, CancellationToken cancellation)
    {
        var titles = await db.Set<QualificationKind>().ToDictionaryAsync(k => k.Code, k => k.Title, cancellation);
        return
        [
            await db.Set<Qualification>().AsNoTracking().Where(q => people.Contains(q.PersonId)).OrderBy(q => q.SubmittedAt).ReadAsync(
                Held.Anonymous("people.qualifications", T["校外资格证书"], T["核验您的资格，指标和发证条件按它计算。编号加密保存。"], T["各年持证情况的依据；编号删掉，注销后不再带姓名。"]), cancellation,
                ("kind", T["资格"], q => titles.GetValueOrDefault(q.Kind, q.Kind)), ("number", T["证书编号"], q => q.Number(cipher)), ("issuer", T["发证单位"], q => q.Issuer), ("issuedOn", T["发证日期"], q => q.IssuedOn),
                ("expiresOn", T["有效期到"], q => q.ExpiresOn), ("state", T["状态"], q => QualificationWords.State(T, q.State)), ("reason", T["理由"], q => q.Reason), ("submittedAt", T["提交时间"], q => q.SubmittedAt)),
            await db.Set<QualificationEvidence>().AsNoTracking().Where(e => db.Set<Qualification>().Any(q => q.Id == e.QualificationId && people.Contains(q.PersonId)))
                .Select(e => new { e.QualificationId, e.MediaType, e.Bytes }).ReadAsync(
                Held.Erased("people.qualification-evidence", T["资格证书的照片"], T["核验时对照，核验后到期删除。加密保存，在“我的资格证书”里能打开。"]), cancellation,
                ("mediaType", T["文件类型"], e => e.MediaType), ("bytes", T["大小（字节）"], e => e.Bytes)),
            await (
                from decision in db.Set<QualificationDecision>()
                join qualification in db.Set<Qualification>() on decision.QualificationId equals qualification.Id
                where people.Contains(decision.DecidedBy) && !people.Contains(qualification.PersonId)
                orderby decision.DecidedAt
                select new { qualification.Kind, decision.State, decision.DecidedAt }).ReadAsync(
                Held.Anonymous("people.qualifications-handled", T["本人经办的资格核验"], T["说明每件事由谁经办。"], T["是单位的记录；注销后不再带姓名。"]), cancellation,
                ("kind", T["资格"], d => titles.GetValueOrDefault(d.Kind, d.Kind)), ("state", T["状态"], d => QualificationWords.State(T, d.State)), ("at", T["时间"], d => d.DecidedAt)),
        ];
    }

    public async Task EraseAsync(IReadOnlyList<Guid> people, CancellationToken cancellation)
    {
        var own = db.Set<Qualification>().Where(q => people.Contains(q.PersonId));
        await db.Set<QualificationEvidence>().Where(e => own.Any(q => q.Id == e.QualificationId)).ExecuteDeleteAsync(cancellation);
        await db.Set<QualificationDecision>().Where(d => d.Reason != null && own.Any(q => q.Id == d.QualificationId)).ExecuteUpdateAsync(set => set.SetProperty(d => d.Reason, (string?)null), cancellation);
        await own.ExecuteUpdateAsync(
            set => set.SetProperty(q => q.NumberSealed, (byte[]?)null).SetProperty(q => q.NumberHash, (byte[]?)null).SetProperty(q => q.Reason, (string?)null).SetProperty(q => q.Issuer, ""), cancellation);
    }

    public async Task<IReadOnlyList<AuditSubject>> SubjectsAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
        [.. (await db.Set<Qualification>().Where(q => people.Contains(q.PersonId)).Select(q => q.Id).ToListAsync(cancellation)).Select(id => new AuditSubject("qualification", id.ToString()))];
}

/// <summary>Erases pictures of papers some time after the check: what was seen then is on record.</summary>
internal sealed class EvidencePeriods(LearningDbContext db) : IRetention
{
    public string Code => "qualification-evidence";

    public DateOnly? Before(RetentionPeriods periods, DateOnly today) => periods.EvidenceDays > 0 ? today.AddDays(-periods.EvidenceDays) : null;

    public Task<int> EraseAsync(DateTimeOffset before, CancellationToken cancellation) =>
        db.Set<QualificationEvidence>().Where(e => db.Set<Qualification>().Any(q => q.Id == e.QualificationId && q.State != QualificationState.Waiting && q.State != QualificationState.Returned && q.DecidedAt < before))
            .ExecuteDeleteAsync(cancellation);
}

using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Framework.Text;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Privacy;

/// <summary>Who the person is and where they work: name, numbers, posts, exemptions, transfers, requests.</summary>
internal sealed class PersonData(LearningDbContext db, FieldCipher cipher, IStringLocalizer T) : IPersonalData
{
    /// <summary>What stands where a name was.</summary>
    public const string Nameless = "已注销人员";

    public IReadOnlyList<Type> Entities =>
        [typeof(Person), typeof(PersonContact), typeof(Appointment), typeof(Exemption), typeof(Transfer), typeof(ErasureRequest), typeof(OrganisationChange), typeof(YearChange), typeof(YearChangeAct), typeof(SearchPerson)];

    public bool ErasesAuditPayloads => true;

    public async Task<IReadOnlyList<HeldData>> HeldAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
    [
        await db.People.AsNoTracking().Where(p => people.Contains(p.Id)).OrderBy(p => p.MergedIntoId != null).ReadAsync(
            Held.Erased("people.person", T["姓名和编号"], T["认出您是谁，名单里找得到您。"]), cancellation,
            ("name", T["姓名"], p => p.Name), ("pinyin", T["姓名拼音"], p => p.SortKey), ("staffNumber", T["教师编号"], p => p.StaffNumber)),
        await db.Set<SearchPerson>().AsNoTracking().Where(p => people.Contains(p.PersonId)).ReadAsync(
            Held.Erased("people.search", T["找人用的目录"], T["管理员按姓名、拼音、编号和学校找人。"]), cancellation,
            ("name", T["姓名"], p => p.Name), ("pinyin", T["姓名拼音"], p => p.SortKey), ("initials", T["拼音首字母"], p => p.Initials), ("staffNumber", T["教师编号"], p => p.StaffNumber)),
        await db.Set<PersonContact>().AsNoTracking().Where(c => people.Contains(c.PersonId)).ReadAsync(
            Held.Erased("people.contact", T["手机号和身份证号"], T["登录、找回密码，认出同一个人。加密保存。"]), cancellation,
            ("phone", T["手机号"], c => c.Phone(cipher)), ("identityNumber", T["身份证号"], c => c.IdentityNumber(cipher))),
        await PostsAsync(people, cancellation),
        await db.Set<Exemption>().AsNoTracking().Where(e => people.Contains(e.PersonId) || people.Contains(e.DecidedBy)).OrderBy(e => e.From).ReadAsync(
            Held.Anonymous("people.exemptions", T["豁免|记录"], T["休假等期间不计入指标。"], T["统计的依据；理由会删掉，注销后不再带姓名。"]), cancellation,
            ("own", T["本人的"], e => people.Contains(e.PersonId)), ("target", T["指标|对象"], e => e.TargetKey), ("from", T["从"], e => e.From), ("to", T["到"], e => e.To),
            ("reason", T["理由"], e => people.Contains(e.PersonId) ? e.Reason : null), ("recordedAt", T["登记时间"], e => e.RecordedAt)),
        await db.Set<Transfer>().AsNoTracking().Where(t => people.Contains(t.PersonId) || people.Contains(t.RequestedBy) || (t.DecidedBy != null && people.Contains(t.DecidedBy.Value)))
            .OrderBy(t => t.RequestedAt).ReadAsync(
            Held.Anonymous("people.transfers", T["调动"], T["两边学校交接。"], T["岗位变动的依据；注销后不再带姓名。"]), cancellation,
            ("own", T["本人的"], t => people.Contains(t.PersonId)), ("role", T["岗位"], t => Theme.RoleNames.Of(T, t.Role)), ("on", T["从哪天起"], t => t.On),
            ("requestedAt", T["提出时间"], t => t.RequestedAt), ("decidedAt", T["决定时间"], t => t.DecidedAt)),
        await RequestsAsync(people, cancellation),
        await HandledAsync(people, cancellation),
    ];

    public async Task EraseAsync(IReadOnlyList<Guid> people, CancellationToken cancellation)
    {
        foreach (var person in await db.People.Where(p => people.Contains(p.Id)).ToListAsync(cancellation))
        {
            (person.Name, person.SortKey, person.Initials, person.StaffNumber) = (Nameless, Pinyin.SortKey(Nameless), "", null);
        }

        await db.SaveChangesAsync(cancellation);
        var found = db.Set<SearchPerson>().Where(p => people.Contains(p.PersonId));
        await db.Set<SearchTerm>().Where(t => found.Any(p => p.Id == t.Row)).ExecuteDeleteAsync(cancellation);
        await found.ExecuteDeleteAsync(cancellation);
        await db.Set<PersonContact>().Where(c => people.Contains(c.PersonId)).ExecuteDeleteAsync(cancellation);
        await db.Set<Exemption>().Where(e => people.Contains(e.PersonId) && e.Reason != "").ExecuteUpdateAsync(set => set.SetProperty(e => e.Reason, ""), cancellation);
        await db.Set<Transfer>().Where(t => people.Contains(t.PersonId)).ExecuteUpdateAsync(set => set.SetProperty(t => t.Reason, (string?)null), cancellation);
        await db.Set<ErasureRequest>().Where(r => people.Contains(r.PersonId)).ExecuteUpdateAsync(set => set.SetProperty(r => r.Note, (string?)null), cancellation);
    }

    public async Task<IReadOnlyList<AuditSubject>> SubjectsAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
    [
        .. people.Select(id => new AuditSubject("person", id.ToString())),
        .. (await db.Appointments.Where(a => people.Contains(a.PersonId)).Select(a => a.Id).ToListAsync(cancellation)).Select(id => new AuditSubject("appointment", id.ToString())),
        .. (await db.Set<Transfer>().Where(t => people.Contains(t.PersonId)).Select(t => t.Id).ToListAsync(cancellation)).Select(id => new AuditSubject("transfer", id.ToString())),
        .. (await db.Set<Exemption>().Where(e => people.Contains(e.PersonId)).Select(e => e.Id).ToListAsync(cancellation)).Select(id => new AuditSubject("exemption", id.ToString())),
    ];

    private Task<HeldData> PostsAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) => (
        from appointment in db.Appointments
        join organisation in db.Organisations on appointment.OrganisationId equals organisation.Id
        where people.Contains(appointment.PersonId)
        orderby appointment.From, appointment.RecordedAt
        select new { organisation.Name, appointment.Role, appointment.Employment, appointment.Standing, appointment.From, appointment.To, appointment.RecordedAt, appointment.ReplacedAt }).ReadAsync(
        Held.Anonymous("people.appointments", T["岗位和任职经历"], T["决定哪些要求适用于您，谁能看到您。"], T["各年配备率、参训率按当时的岗位统计；注销后不再带姓名。"]), cancellation,
        ("organisation", T["单位"], a => a.Name), ("role", T["岗位"], a => PlaceWords.Role(T, a.Role, a.Employment, a.Standing)), ("from", T["从"], a => a.From), ("to", T["到"], a => a.To),
        ("recordedAt", T["登记时间"], a => a.RecordedAt), ("replacedAt", T["更正时间"], a => a.ReplacedAt));

    private Task<HeldData> RequestsAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
        db.Set<ErasureRequest>().AsNoTracking().Where(r => people.Contains(r.PersonId)).OrderBy(r => r.AskedAt).ReadAsync(
            Held.Anonymous("people.erasures", T["注销申请"], T["知道您提过什么，办到哪一步。"], T["证明注销是本人提出的；写的话会删掉。"]), cancellation,
            ("askedAt", T["提出时间"], r => r.AskedAt), ("note", T["写的话"], r => r.Note), ("state", T["状态"], r => ErasureWords.State(T, r.State)),
            ("decidedAt", T["决定时间"], r => r.DecidedAt), ("reason", T["理由"], r => r.Reason));

    /// <summary>What the person did for their office.</summary>
    private Task<HeldData> HandledAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
        db.Set<OrganisationChange>().Where(c => people.Contains(c.RecordedBy)).Select(c => new { What = "organisation-change", At = c.RecordedAt })
            .Concat(db.Set<OrganisationChange>().Where(c => c.UndoneBy != null && people.Contains(c.UndoneBy.Value)).Select(c => new { What = "organisation-change-undone", At = c.UndoneAt!.Value }))
            .Concat(db.Set<YearChangeAct>().Where(c => people.Contains(c.RequestedBy)).Select(c => new { What = "year-change", At = c.RequestedAt }))
            .Concat(db.Set<YearChangeAct>().Where(c => c.UndoneBy != null && people.Contains(c.UndoneBy.Value)).Select(c => new { What = "year-change-undone", At = c.UndoneAt!.Value }))
            .Concat(db.Set<YearChange>().Where(c => c.UndoneBy != null && people.Contains(c.UndoneBy.Value)).Select(c => new { What = "school-year-change-undone", At = c.UndoneAt!.Value }))
            .Concat(db.Set<ErasureRequest>().Where(r => people.Contains(r.AskedBy) && !people.Contains(r.PersonId)).Select(r => new { What = "erasure-asked-for-another", At = r.AskedAt }))
            .Concat(db.Set<ErasureRequest>().Where(r => r.DecidedBy != null && people.Contains(r.DecidedBy.Value) && !people.Contains(r.PersonId)).Select(r => new { What = "erasure-decided", At = r.DecidedAt!.Value }))
            .OrderBy(h => h.At).ReadAsync(
                Held.Anonymous("people.handled", T["本人经办的机构、学年和注销"], T["说明每件事由谁经办。"], T["是单位的记录；注销后不再带姓名。"]), cancellation,
                ("what", T["经办"], h => ErasureWords.Handled(T, h.What)), ("at", T["时间"], h => h.At));
}

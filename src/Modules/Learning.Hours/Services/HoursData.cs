using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Hours.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Hours.Services;

/// <summary>What the ledger holds about a person: their own postings, and those they entered or took back for others.</summary>
internal sealed class HoursData(LearningDbContext db, IStringLocalizer T) : IPersonalData
{
    public IReadOnlyList<Type> Entities => [typeof(HourEntry)];

    public async Task<IReadOnlyList<HeldData>> HeldAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
    [
        await db.Set<HourEntry>().AsNoTracking().Where(e => people.Contains(e.PersonId)).OrderBy(e => e.Seq).ReadAsync(
            Held.Anonymous("hours.entries", T["学时记录"], T["计算学年学时，出具学时证明。"], T["学时台账只增不改，是继续教育登记和指标统计的依据；注销后不再带姓名。"]), cancellation,
            ("earnedOn", T["取得日期"], e => e.EarnedOn), ("hours", T["学时"], e => e.Hours.Value), ("title", T["内容"], e => e.Title), ("training", T["培训"], e => e.Training),
            ("kind", T["培训种类"], e => HourWords.Kind(T, e.TrainingKind)), ("level", T["组织级别"], e => HourWords.Level(T, e.OrganiserLevel)),
            ("evidence", T["依据"], e => e.Evidence), ("reason", T["冲销理由"], e => e.Reason), ("recordedAt", T["登记时间"], e => e.RecordedAt)),
        await db.Set<HourEntry>().AsNoTracking().Where(e => e.ActorPersonId != null && people.Contains(e.ActorPersonId.Value) && !people.Contains(e.PersonId)).OrderBy(e => e.Seq).ReadAsync(
            Held.Anonymous("hours.entered", T["为别人登记或冲销的学时"], T["说明每笔学时由谁经办。"], T["是别人的学时记录；注销后不再带姓名。"]), cancellation,
            ("recordedAt", T["登记时间"], e => e.RecordedAt), ("hours", T["学时"], e => e.Hours.Value), ("title", T["内容"], e => e.Title)),
    ];

    public Task EraseAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) => Task.CompletedTask;

    public async Task<IReadOnlyList<AuditSubject>> SubjectsAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
        [.. (await db.Set<HourEntry>().Where(e => people.Contains(e.PersonId)).Select(e => e.Id).ToListAsync(cancellation)).Select(id => new AuditSubject("hour-entry", id.ToString()))];
}

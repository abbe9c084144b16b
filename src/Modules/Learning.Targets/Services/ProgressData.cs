using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Targets.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Targets.Services;

/// <summary>What the module holds about a person: how they stand towards each target.</summary>
internal sealed class ProgressData(LearningDbContext db, IStringLocalizer T) : IPersonalData
{
    public IReadOnlyList<Type> Entities => [typeof(Progress)];

    public async Task<IReadOnlyList<HeldData>> HeldAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
    [
        await db.Set<Progress>().AsNoTracking().Where(p => people.Contains(p.SubjectId)).OrderBy(p => p.TargetKey).ThenBy(p => p.PeriodStart).ReadAsync(
            Held.Anonymous("targets.progress", T["各项指标的完成情况"], T["统计单位和{0}的完成率。", T["区县|句中"]], T["截止日的结果已经计入通报，留作统计；注销后不再带姓名。"]), cancellation,
            ("target", T["指标|对象"], p => p.TargetKey), ("period", T["起始日"], p => p.PeriodStart), ("required", T["要求"], p => p.Required / 100m),
            ("attained", T["已有"], p => p.Attained / 100m), ("met", T["达标"], p => p.Met)),
    ];

    public Task EraseAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) => Task.CompletedTask;
}

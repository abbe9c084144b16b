using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Learning.People.Services.Rosters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Privacy;

/// <summary>What imported rosters say of the person, and the imports they ran. Runs before the person's staff number is taken away.</summary>
internal sealed class RosterData(LearningDbContext db, IStringLocalizer T) : IPersonalData
{
    public IReadOnlyList<Type> Entities => [typeof(RosterImport), typeof(RosterRow), typeof(RosterPost)];

    public async Task<IReadOnlyList<HeldData>> HeldAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
    [
        await (
            from row in db.Set<RosterRow>()
            join import in db.Set<RosterImport>() on row.ImportId equals import.Id
            where row.PersonId != null && people.Contains(row.PersonId.Value)
            orderby import.CreatedAt
            select new { import.CreatedAt, import.FileName, row.Line, row.Name, row.StaffNumber, row.Place, Sealed = row.Details != null, row.OldName, row.OldStaffNumber }).ReadAsync(
            Held.Erased("people.roster-rows", T["导入名单里的一行"], T["核对导入的教师信息，导错了能撤销。原来的单元格、手机号和身份证号加密，到期删除。"]), cancellation,
            ("importedAt", T["导入时间"], r => r.CreatedAt), ("file", T["文件"], r => r.FileName), ("line", T["第几行"], r => r.Line), ("name", T["姓名"], r => r.Name),
            ("staffNumber", T["教师编号"], r => r.StaffNumber), ("place", T["单位"], r => r.Place), ("oldName", T["原来的姓名"], r => r.OldName), ("oldStaffNumber", T["原来的教师编号"], r => r.OldStaffNumber),
            ("sealedCells", T["还留着原来的单元格"], r => r.Sealed)),
        await db.Set<RosterPost>().AsNoTracking().Where(p => people.Contains(p.PersonId)).OrderBy(p => p.ImportId).ThenBy(p => p.Number).ReadAsync(
            Held.Erased("people.roster-posts", T["导入改动的岗位"], T["导错了能撤销，到期删除。"]), cancellation,
            ("role", T["岗位"], p => p.Role.Length == 0 ? null : Theme.RoleNames.Of(T, p.Role)), ("from", T["从"], p => p.From == default ? null : p.From), ("to", T["到"], p => p.To)),
        await db.Set<RosterImport>().AsNoTracking().Where(i => people.Contains(i.PersonId)).OrderBy(i => i.CreatedAt).ReadAsync(
            Held.Anonymous("people.imports", T["本人导入的名单"], T["说明名单由谁导入。"], T["是单位的记录；注销后不再带姓名。"]), cancellation,
            ("file", T["文件"], i => i.FileName), ("importedAt", T["导入时间"], i => i.CreatedAt), ("added", T["新增"], i => i.Added), ("changed", T["改动"], i => i.Changed)),
    ];

    public async Task EraseAsync(IReadOnlyList<Guid> people, CancellationToken cancellation)
    {
        var numbers = await db.People.Where(p => people.Contains(p.Id) && p.StaffNumber != null).Select(p => p.StaffNumber!).ToListAsync(cancellation);
        // An import undone later must not bring back what was erased.
        await db.Set<RosterPost>().Where(p => people.Contains(p.PersonId)).ExecuteDeleteAsync(cancellation);
        await db.Set<RosterRow>().Where(r => (r.PersonId != null && people.Contains(r.PersonId.Value)) || (r.StaffNumber != null && numbers.Contains(r.StaffNumber))).ExecuteDeleteAsync(cancellation);
        foreach (var person in people.Select(p => p.ToString()))
        {
            // Whoever pressed the button last is kept with their name, for the job that acts for them.
            foreach (var import in await db.Set<RosterImport>().Where(i => i.Actor.Contains(person)).ToListAsync(cancellation))
            {
                import.Actor = RosterActor.Write(RosterActor.Scope(import.Actor).Actor with { Name = "" });
            }
        }
    }
}

using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Learning.People.Services.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Rosters;

/// <summary>Rows of rosters about a person, and the rosters they brought in.</summary>
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
            select new { import.FileName, import.CreatedAt, row.Line, row.Name, row.StaffNumber, row.Place, row.Kind }).ReadAsync(
            Held.Erased("people.imports", T["导入名单里的行"], T["说明您的岗位是哪次导入登记的，导错了可以撤销。"]), cancellation,
            ("file", T["文件"], r => r.FileName), ("at", T["时间"], r => r.CreatedAt), ("line", T["行"], r => r.Line), ("name", T["姓名"], r => r.Name),
            ("staffNumber", T["教师编号"], r => r.StaffNumber), ("place", T["学校"], r => r.Place), ("result", T["结果"], r => ProblemWords.Kind(T, r.Kind))),
        await db.Set<RosterImport>().AsNoTracking().Where(i => people.Contains(i.PersonId)).OrderBy(i => i.CreatedAt).ReadAsync(
            Held.Anonymous("people.imported", T["我导入的名单"], T["说明每次导入由谁经办。"], T["是单位的记录；注销后不再带姓名。"]), cancellation,
            ("file", T["文件"], i => i.FileName), ("at", T["时间"], i => i.CreatedAt), ("state", T["状态"], i => ProblemWords.State(T, i.State))),
    ];

    /// <remarks>The row stays as a number: what it did to the posts can still be undone.</remarks>
    public async Task EraseAsync(IReadOnlyList<Guid> people, CancellationToken cancellation)
    {
        var rows = db.Set<RosterRow>().Where(r => r.PersonId != null && people.Contains(r.PersonId.Value));
        await rows.ExecuteUpdateAsync(
            r => r.SetProperty(x => x.Name, PersonData.Nameless).SetProperty(x => x.StaffNumber, (string?)null).SetProperty(x => x.NewStaffNumber, (string?)null)
                .SetProperty(x => x.SortKey, (string?)null).SetProperty(x => x.Initials, (string?)null).SetProperty(x => x.OldName, (string?)null).SetProperty(x => x.OldStaffNumber, (string?)null)
                .SetProperty(x => x.Said, (string?)null).SetProperty(x => x.Details, (byte[]?)null).SetProperty(x => x.Problems, (string?)null).SetProperty(x => x.Changes, (string?)null),
            cancellation);
        await rows.ExecuteUpdateAsync(
            r => r.SetProperty(x => x.PersonWrite, RowWrite.None).SetProperty(x => x.ContactWrite, RowWrite.None)
                .SetProperty(x => x.PhoneHash, (byte[]?)null).SetProperty(x => x.IdentityHash, (byte[]?)null).SetProperty(x => x.PhoneSealed, (byte[]?)null).SetProperty(x => x.IdentitySealed, (byte[]?)null)
                .SetProperty(x => x.OldPhoneSealed, (byte[]?)null).SetProperty(x => x.OldPhoneHash, (byte[]?)null).SetProperty(x => x.OldIdentitySealed, (byte[]?)null).SetProperty(x => x.OldIdentityHash, (byte[]?)null),
            cancellation);
    }
}

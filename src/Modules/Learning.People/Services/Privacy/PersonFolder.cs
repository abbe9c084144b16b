using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Privacy;

/// <summary>Everything the site holds about one person, from every module, and the audit rows about and by them.</summary>
internal sealed class PersonFolder(LearningDbContext db, IEnumerable<IPersonalData> modules, IStringLocalizer T)
{
    /// <summary>The record and those merged into it.</summary>
    public async Task<IReadOnlyList<Guid>> RecordsAsync(Guid person, CancellationToken cancellation) =>
        [person, .. await db.People.Where(p => p.MergedIntoId == person).Select(p => p.Id).ToListAsync(cancellation)];

    public async Task<IReadOnlyList<HeldData>> HeldAsync(Guid person, CancellationToken cancellation)
    {
        var people = await RecordsAsync(person, cancellation);
        var held = new List<HeldData>();
        foreach (var module in modules)
        {
            held.AddRange(await module.HeldAsync(people, cancellation));
        }

        held.AddRange(await AuditAsync(people, cancellation));
        return held;
    }

    /// <summary>Audit rows about the person, those of modules too; by kind, so that each is looked up by its index.</summary>
    public async Task<IReadOnlyList<IQueryable<AuditRow>>> RowsAboutAsync(IReadOnlyList<Guid> people, bool erasableOnly, CancellationToken cancellation)
    {
        var subjects = new List<AuditSubject>();
        foreach (var module in modules.Where(m => !erasableOnly || m.ErasesAuditPayloads))
        {
            subjects.AddRange(await module.SubjectsAsync(people, cancellation));
        }

        return [.. subjects.GroupBy(s => s.Kind).SelectMany(kind => kind.Select(s => s.Id).Chunk(500).Select(ids => About(kind.Key, ids)))];
    }

    private IQueryable<AuditRow> About(string kind, string[] ids) => db.Set<AuditRow>().Where(r => r.SubjectKind == kind && ids.Contains(r.SubjectId));

    private async Task<IReadOnlyList<HeldData>> AuditAsync(IReadOnlyList<Guid> people, CancellationToken cancellation)
    {
        var about = new List<AuditRow>();
        foreach (var rows in await RowsAboutAsync(people, erasableOnly: false, cancellation))
        {
            about.AddRange(await rows.AsNoTracking().ToListAsync(cancellation));
        }

        // Who did it is another person: that is theirs.
        return
        [
            await ReadAsync(about.OrderBy(r => r.Id), Held.Anonymous(
                "audit.about", T["关于本人的操作记录"], T["查得到谁动过您的资料。"], T["谁在什么时候做了什么要留下备查；改动前后的内容会清除，注销后不再带姓名。"]), own: false, people),
            await ReadAsync(await db.Set<AuditRow>().AsNoTracking().Where(r => r.PersonId != null && people.Contains(r.PersonId.Value)).OrderBy(r => r.Id).ToListAsync(cancellation), Held.Anonymous(
                "audit.by", T["本人做过的操作"], T["查得到每件事由谁经办。"], T["是单位的记录；注销后不再带姓名。"]), own: true, people),
        ];
    }

    private Task<HeldData> ReadAsync(IEnumerable<AuditRow> rows, HeldData kind, bool own, IReadOnlyList<Guid> people) => Task.FromResult(kind with
    {
        Fields = [new("at", T["时间"]), new("action", T["操作|记录"]), new("subject", T["对象"]), new("before", T["改动前"]), new("after", T["改动后"])],
        Rows = [.. rows.Select(r => (IReadOnlyList<object?>)[r.At, AuditWords.Action(T, r.Action), AuditWords.Subject(T, r.SubjectKind), Payload(r, r.Before, own, people), Payload(r, r.After, own, people)])],
    });

    /// <summary>What the person did to others may speak of them: that is not shown.</summary>
    private static string? Payload(AuditRow row, string? json, bool own, IReadOnlyList<Guid> people) =>
        !own || people.Any(p => row.SubjectId == p.ToString()) ? json : null;
}

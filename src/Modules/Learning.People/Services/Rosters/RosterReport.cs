using System.Text.Json;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Exports;
using Learning.People.Models;
using Learning.People.Services.Rosters.Judging;
using Learning.People.Services.Rosters.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Rosters;

internal sealed record ImportLine(Guid Id, string FileName, string Who, DateTimeOffset At, RosterState State, int Added, int Changed, int Wrong, bool Trimmed);

internal sealed record ReportLine(
    int Number, int Line, RowKind Kind, RowDecision Decision, RowOutcome Outcome, string Name, string? StaffNumber, string? Place, string? Role, string? Employment,
    DateOnly? To, string? Problems, string? Changes, Guid? PersonId)
{
    public IReadOnlyList<RowProblem> Reasons => RowProblem.Read(Problems);

    public IReadOnlyList<RowChange> Differences => RowChange.Read(Changes);
}

/// <summary>Reads imports and their rows for the pages and for the file the clerk corrects.</summary>
internal sealed class RosterReport(LearningDbContext db, Scope scope, RosterVault vault, IStringLocalizer T)
{
    private const int Batch = 1000;

    public Task<PageOf<ImportLine>> HistoryAsync(int page, CancellationToken cancellation) => (
        from import in db.Set<RosterImport>().AsNoTracking().Within(scope)
        join person in db.People on import.PersonId equals person.Id
        orderby import.CreatedAt descending, import.Id
        select new ImportLine(import.Id, import.FileName, person.Name, import.CreatedAt, import.State, import.Added, import.Changed, import.Wrong, import.Trimmed)).ToPageAsync(page, cancellation, 20);

    public Task<RosterImport?> FindAsync(Guid id, CancellationToken cancellation) => db.Set<RosterImport>().AsNoTracking().Within(scope).FirstOrDefaultAsync(i => i.Id == id, cancellation);

    public bool IsMine(RosterImport import) => import.OrganisationId == scope.Actor.OrganisationId;

    public Task<string?> WhoAsync(Guid personId, CancellationToken cancellation) => db.People.Where(p => p.Id == personId).Select(p => (string?)p.Name).FirstOrDefaultAsync(cancellation);

    /// <param name="kind">Null for all; <paramref name="left"/> for what was held back or left alone.</param>
    public Task<PageOf<ReportLine>> RowsAsync(Guid id, RowKind? kind, bool left, string? text, int page, CancellationToken cancellation)
    {
        var rows = db.Set<RosterRow>().AsNoTracking().Where(r => r.ImportId == id);
        rows = left ? rows.Where(r => r.Outcome == RowOutcome.Held || r.Outcome == RowOutcome.Left) : kind is { } one ? rows.Where(r => r.Kind == one) : rows;
        if (text?.Trim() is { Length: > 0 } typed)
        {
            rows = rows.Where(r => r.Name.Contains(typed) || (r.StaffNumber != null && r.StaffNumber.StartsWith(typed)));
        }

        return rows.OrderBy(r => r.Number)
            .Select(r => new ReportLine(r.Number, r.Line, r.Kind, r.Decision, r.Outcome, r.Name, r.StaffNumber, r.Place, r.Role, r.Employment, r.To, r.Problems, r.Changes, r.PersonId))
            .ToPageAsync(page, cancellation);
    }

    /// <summary>How many of the missing are to be ended.</summary>
    public Task<int> EndingAsync(Guid id, CancellationToken cancellation) =>
        db.Set<RosterRow>().CountAsync(r => r.ImportId == id && r.Kind == RowKind.Missing && r.Decision == RowDecision.End, cancellation);

    /// <summary>The report as a table: to the office that uploaded it with the rows as they came, so that they can be corrected in it and uploaded again.</summary>
    public async Task WriteAsync(RosterImport import, RowKind? kind, ITableWriter table, CancellationToken cancellation)
    {
        var headers = IsMine(import) && !import.Trimmed && import.Headers is { } kept ? JsonSerializer.Deserialize<List<string>>(kept)! : null;
        TableColumn[] verdict = [new(RosterTemplate.Result, 12), new(RosterTemplate.Reason, 60)];
        await table.BeginSheetAsync(RosterTemplate.Result, headers is null ? [new("行", 8), new("姓名", 12), new("教师编号", 16), new("学校", 28), new("岗位", 18), .. verdict] : [.. headers.Select(h => new TableColumn(h)), .. verdict], cancellation);
        for (var after = 0; ;)
        {
            var rows = db.Set<RosterRow>().AsNoTracking().Where(r => r.ImportId == import.Id && r.Number > after);
            var batch = await (kind is { } one ? rows.Where(r => r.Kind == one) : rows).OrderBy(r => r.Number).Take(Batch)
                .Select(r => new { r.Number, r.Line, r.Kind, r.Name, r.StaffNumber, r.Place, r.Role, r.Problems, r.Changes, r.Details }).ToListAsync(cancellation);
            foreach (var row in batch)
            {
                var cells = headers is null || row.Details is null
                    ? Plain(headers, row.Line, row.Name, row.StaffNumber, row.Place, row.Role)
                    : vault.Open(import.Id, row.Details).Cells;
                var width = headers?.Count ?? 5;
                await table.WriteAsync([.. cells.Take(width), .. Enumerable.Repeat("", Math.Max(0, width - cells.Count)), ProblemWords.Kind(T, row.Kind), Why(row.Problems, row.Changes)], cancellation);
            }

            if (batch.Count < Batch)
            {
                return;
            }

            after = batch[^1].Number;
        }
    }

    /// <summary>Someone who is not in the file has no cells of it.</summary>
    private static string[] Plain(List<string>? headers, int line, string name, string? number, string? place, string? role)
    {
        if (headers is null)
        {
            return [line.ToString(System.Globalization.CultureInfo.InvariantCulture), name, number ?? "", place ?? "", role is null ? "" : RosterTemplate.RoleWord(role)];
        }

        return [.. KnownHeaders.Suggest(headers).Select(f => f switch
        {
            RosterField.Name => name,
            RosterField.StaffNumber => number ?? "",
            RosterField.School => place ?? "",
            RosterField.Role => role is null ? "" : RosterTemplate.RoleWord(role),
            _ => "",
        })];
    }

    private string Why(string? problems, string? changes) => string.Join(
        T["；"].Value, RowProblem.Read(problems).Select(p => p.Cell is null ? ProblemWords.Of(T, p) : T["{0}：{1}", p.Cell, ProblemWords.Of(T, p)].Value).Concat(RowChange.Read(changes).Select(c => ProblemWords.Change(T, c))));
}
